/* compile.c - gazetteer files to a compiled model */
#include "build/compile.h"

#include <stdlib.h>

#include "base/file.h"
#include "build/model_write.h"
#include "build/vocabulary.h"
#include "model/model.h"

void nt_compile_image_free(struct compile_image *image) {
    free(image->data);
    *image = (struct compile_image){0};
}

static nertag_status add_file(struct vocabulary *vocabulary, const char *path, uint32_t layer,
                              nertag_error *err) {
    char *data;
    size_t data_bytes;
    nertag_status status = nt_file_read(path, &data, &data_bytes, err);
    if (status != NERTAG_OK) {
        return status;
    }
    status = nt_vocabulary_begin_file(vocabulary, path, layer, err);
    if (status == NERTAG_OK) {
        status =
            nt_gazetteer_read(path, data, data_bytes, nt_vocabulary_add_row, NULL, vocabulary, err);
    }
    free(data);
    return status;
}

static nertag_status add_all(struct vocabulary *vocabulary, const struct compile_input *input,
                             nertag_error *err) {
    nertag_status status = NERTAG_OK;
    if (input->base != NULL) {
        status = nt_vocabulary_add_model(vocabulary, input->base, err);
    }
    for (size_t i = 0; i < input->path_count && status == NERTAG_OK; i++) {
        /* Files compiled together stand side by side; over a base, each is a layer of its own. */
        uint32_t layer = input->base == NULL ? 0 : (uint32_t)i + 1;
        status = add_file(vocabulary, input->paths[i], layer, err);
    }
    return status;
}

nertag_status nt_compile(const struct compile_input *input, struct compile_image *image,
                         nertag_error *err) {
    *image = (struct compile_image){0};
    struct vocabulary vocabulary = {0};
    nertag_status status = add_all(&vocabulary, input, err);
    if (status == NERTAG_OK) {
        const char *name = input->name;
        if (name == NULL) {
            name = input->base == NULL ? "unnamed"
                                       : nt_model_string(input->base, input->base->name_offset);
        }
        status = nt_model_write(&vocabulary, name, image, err);
    }
    nt_vocabulary_free(&vocabulary);
    return status;
}
