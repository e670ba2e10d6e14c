/* fuzz_gazetteer.c - any bytes as a gazetteer: an error with a place, or a model that holds
 *
 * A model is verified, compiled again (same bytes), tags the gazetteer's own text, and its dump
 * compiles to a model that dumps the same. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/check_results.h"
#include "model/dump.h"
#include "support/build_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes);

static void check(bool holds, const char *what, const char *detail) {
    if (!holds) {
        fprintf(stderr, "fuzz_gazetteer: %s: %s\n", what, detail);
        abort();
    }
}

static nertag_model *open_sound(const struct compile_image *image) {
    nertag_error err = {0};
    nertag_model *model = nertag_model_open_memory(image->data, image->data_bytes, &err);
    check(model != NULL, "cannot open", err.message);
    check(nertag_model_verify(model, &err) == NERTAG_OK, "does not verify", err.message);
    return model;
}

static void check_tagging(const nertag_model *model, const char *text, size_t text_bytes) {
    nertag_tagger *tagger = build_tagger(model, NERTAG_SIMD_AUTO);
    nertag_tagger *portable = build_tagger(model, NERTAG_SIMD_PORTABLE);
    check(tagger != NULL && portable != NULL, "no tagger", "");
    check(nertag_tag(tagger, text, text_bytes) == NERTAG_OK, "cannot tag", "");
    check(nertag_tag(portable, text, text_bytes) == NERTAG_OK, "cannot tag", "");
    check_results(tagger, text, text_bytes, true);
    check_same(tagger, portable);
    nertag_tagger_free(tagger);
    nertag_tagger_free(portable);
}

static void check_same_bytes(const char *tsv, size_t tsv_bytes, const struct compile_image *image) {
    struct compile_image again;
    check(build_image(tsv, tsv_bytes, NULL, &again, NULL) == NERTAG_OK, "not twice", "");
    check(again.data_bytes == image->data_bytes &&
              memcmp(again.data, image->data, image->data_bytes) == 0,
          "other bytes", "");
    nt_compile_image_free(&again);
}

static void check_dump(const nertag_model *model) {
    struct strbuf dump = {0};
    struct strbuf second = {0};
    struct compile_image image;
    nertag_error err = {0};
    check(nt_dump_entities(model, &dump) == NERTAG_OK, "no dump", "");
    check(build_image(dump.data, dump.bytes, NULL, &image, &err) == NERTAG_OK,
          "the dump does not compile", err.message);
    nertag_model *other = open_sound(&image);
    check(nt_dump_entities(other, &second) == NERTAG_OK, "no second dump", "");
    check(dump.bytes == second.bytes, "the second dump has another length", "");
    nertag_model_close(other);
    nt_compile_image_free(&image);
    nt_strbuf_free(&dump);
    nt_strbuf_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes) {
    const char *tsv = (const char *)data;
    struct compile_image image;
    nertag_error err = {0};
    nertag_status status = build_image(tsv, data_bytes, NULL, &image, &err);
    if (status != NERTAG_OK) {
        check(status == NERTAG_BAD_SOURCE, "another status", err.message);
        check(strncmp(err.message, "test.tsv:", 9) == 0, "no place", err.message);
        return 0;
    }
    nertag_model *model = open_sound(&image);
    check_same_bytes(tsv, data_bytes, &image);
    check_tagging(model, tsv, data_bytes);
    check_dump(model);
    nertag_model_close(model);
    nt_compile_image_free(&image);
    return 0;
}
