/* fuzz_model.c - any bytes as a model file: opened, verified, used, dumped, layered; never a crash
 *
 * Where the checksum alone is wrong it is put right, so that the search gets past it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "fuzz/check_results.h"
#include "model/dump.h"
#include "model/format.h"
#include "support/build_model.h"
#include "tag/trace.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes);

static const char text[] =
    "PYONGYANG (AP) -- Kim Jong-un of N. Korea, the U.S. and Russians met Kim in Georgia.\n\n"
    "C\xC3\xB4te d'Ivoire, COTE D'IVOIRE, Yahoo! 7-Eleven iphone x al-Shabaab. America said "
    "Example Inc. and the Russian Federation; North Korea's KIM JONG UN, \xF0\x9F\x98\x80 a b c.";

static void use(const nertag_model *model) {
    nertag_tagger *tagger = nertag_tagger_new(model, NULL, NULL);
    if (tagger != NULL && nertag_tag(tagger, text, sizeof text - 1) == NERTAG_OK) {
        check_results(tagger, text, sizeof text - 1, false);
    }
    nertag_tagger_free(tagger);
}

static void look_into(const nertag_model *model) {
    struct strbuf out = {0};
    size_t found;
    nt_dump_summary(model, &out);
    nt_dump_entities(model, &out);
    nt_trace_name(model, "Kim Jong-un", 11, &out, &found);
    nt_strbuf_free(&out);
    struct compile_image image;
    static const char row[] = "id\tlabel\tname\nQ1\tPERSON\tNew Name\n";
    build_image(row, sizeof row - 1, model, &image, NULL);
    nt_compile_image_free(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes) {
    uint8_t *file = malloc(data_bytes > 0 ? data_bytes : 1);
    if (file == NULL || data_bytes > 1 << 20) {
        free(file);
        return 0;
    }
    memcpy(file, data, data_bytes);
    if (data_bytes >= NT_HEADER_BYTES) {
        nt_store64(file + NT_HEADER_FILE_BYTES, data_bytes);
        nt_store64(file + NT_HEADER_CHECKSUM, nt_checksum(file + NT_HEADER_SECTION_COUNT,
                                                          data_bytes - NT_HEADER_SECTION_COUNT));
    }
    nertag_error err;
    nertag_model *model = nertag_model_open_memory(file, data_bytes, &err);
    if (model != NULL) {
        nertag_model_verify(model, &err);
        use(model);
        look_into(model);
    }
    nertag_model_close(model);
    free(file);
    return 0;
}
