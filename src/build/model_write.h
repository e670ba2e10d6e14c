/* model_write.h - a vocabulary to the bytes of a compiled model */
#ifndef NT_MODEL_WRITE_H
#define NT_MODEL_WRITE_H

#include "build/compile.h"
#include "build/vocabulary.h"

/* Write the model; 'image' is the caller's, for nt_compile_image_free. */
nertag_status nt_model_write(const struct vocabulary *vocabulary, const char *name,
                             struct compile_image *image, nertag_error *err);

#endif
