/* model_find.h - the model to tag with: the default one or a named one, with gazetteers on top */
#ifndef NT_MODEL_FIND_H
#define NT_MODEL_FIND_H

#include <stddef.h>

#include "build/compile.h"
#include "nertag.h"

struct found_model {
    nertag_model *model;        /* owned */
    struct compile_image image; /* owned; what 'model' lies in when there are gazetteers */
};

/* Open 'path', or the default model when NULL, and layer the gazetteer files over it. */
nertag_status nt_model_find(const char *path, const char *const *gazetteers, size_t gazetteer_count,
                            struct found_model *found, nertag_error *err);
void nt_found_model_free(struct found_model *found);

#endif
