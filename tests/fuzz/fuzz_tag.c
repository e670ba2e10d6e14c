/* fuzz_tag.c - any bytes as a text: offsets right, all SIMD codes alike
 *
 * The first byte chooses the dictionary, the rest is the text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/check_results.h"
#include "support/build_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes);

static const char any_case_tsv[] =
    "#! case=fold\n"
    "id\tlabel\tname\taliases\n"
    "Q1\tPERSON\ta\tb|ab|a b|a b c|a-b|a'b|a.b|A.B.\n"
    "Q2\tORG\tB.C.\tbc.|b{context}|x!|x!!|\xC3\xA9|e\xCC\x81 a|\xC3\x9F|ss a{nostart}\n"
    "Q3\tNORP\t1\t1 1|1 1 1|1-1|_\n";

enum { MODEL_COUNT = 3, SIMD_COUNT = NERTAG_SIMD_NEON + 1 };
struct engine {
    struct compile_image image;
    nertag_model *model;
    nertag_tagger *taggers[SIMD_COUNT]; /* NULL where this machine lacks the code */
};

/* Made once: libFuzzer calls the function below for each input. */
static const struct engine *engine_of(size_t index) {
    static const char *const sources[MODEL_COUNT] = {build_small_tsv, any_case_tsv,
                                                     "id\tlabel\tname\n"};
    static struct engine engines[MODEL_COUNT];
    struct engine *engine = &engines[index];
    if (engine->model == NULL) {
        engine->model = build_model(sources[index], &engine->image);
        for (uint32_t simd = 0; simd < SIMD_COUNT; simd++) {
            engine->taggers[simd] = build_tagger(engine->model, simd);
        }
    }
    return engine;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes) {
    if (data_bytes == 0) {
        return 0;
    }
    const struct engine *engine = engine_of(data[0] % MODEL_COUNT);
    size_t text_bytes = data_bytes - 1;
    char *text = malloc(text_bytes > 0 ? text_bytes : 1); /* exact, so that reads beyond it show */
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data + 1, text_bytes);
    for (uint32_t simd = 0; simd < SIMD_COUNT; simd++) {
        nertag_tagger *tagger = engine->taggers[simd];
        if (tagger == NULL) {
            continue;
        }
        if (nertag_tag(tagger, text, text_bytes) != NERTAG_OK) {
            abort();
        }
        if (simd == NERTAG_SIMD_AUTO) {
            check_results(tagger, text, text_bytes, true);
        } else {
            check_same(engine->taggers[NERTAG_SIMD_AUTO], tagger);
        }
    }
    free(text);
    return 0;
}
