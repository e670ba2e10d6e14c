/* build_model.h - models for tests, compiled in memory */
#ifndef TEST_BUILD_MODEL_H
#define TEST_BUILD_MODEL_H

#include <stddef.h>

#include "build/compile.h"
#include "nertag.h"

/* Compile the text of one gazetteer file, called "test.tsv" in messages, over 'base' (may be NULL).
 * On failure the image is empty. */
nertag_status build_image(const char *tsv, size_t tsv_bytes, const nertag_model *base,
                          struct compile_image *image, nertag_error *err);

/* The same for a gazetteer that is known to be right, opened; aborts with a message when it is not.
 * 'image' must outlive the model. */
nertag_model *build_model(const char *tsv, struct compile_image *image);

/* A tagger with the given SIMD code, or NULL when this machine lacks it. */
nertag_tagger *build_tagger(const nertag_model *model, uint32_t simd);

/* A gazetteer of ten rows that uses every feature of the format. */
extern const char build_small_tsv[];

#endif
