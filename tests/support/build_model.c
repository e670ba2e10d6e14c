/* build_model.c - models for tests, compiled in memory */
#include "support/build_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build/model_write.h"
#include "build/vocabulary.h"

const char build_small_tsv[] =
    "# Test gazetteer\n"
    "id\tlabel\tname\taliases\tcountry\tprior\tkind\tfrom\tto\n"
    "Q159\tCOUNTRY\tRussia\tRussian Federation\tRU\t9\tstate\t\t\n"
    "Q423\tCOUNTRY\tNorth Korea\tN. Korea|DPRK|the North{never}|North{context}\tKP\t8\t\t\t\n"
    "Q30\tCOUNTRY\tUnited States\tUS{case=exact}|USA|America{nostart}\tUS\t10\t\t\t\n"
    "Q1008\tCOUNTRY\tC\xC3\xB4te d'Ivoire\tIvory Coast|Cote d'Ivoire\tCI\t3\t\t\t\n"
    "Q1428\tLOCATION\tGeorgia\tGeorgia{context,case=exact}\tUS\t5\t\t\t\n"
    "Q230\tCOUNTRY\tGeorgia\tSakartvelo\tGE\t6\t\t\t\n"
    "\tPERSON\tKim Jong-un\tKim Jong Un|Kim{context}\tKP\t7\t\t\t\n"
    "\tORG\tal-Shabaab\tal Shabaab\tSO\t2\t\t\t\n"
    "\tORG\tExample Inc.\tYahoo!|iPhone{case=fold}|7-Eleven|x\t\t1\t\t\t\n"
    "\tNORP\tRussian\tRussians\tRU\t4\t\t\t\n";

nertag_status build_image(const char *tsv, size_t tsv_bytes, const nertag_model *base,
                          struct compile_image *image, nertag_error *err) {
    struct vocabulary vocabulary = {0};
    nertag_status status = NERTAG_OK;
    *image = (struct compile_image){0};
    if (base != NULL) {
        status = nt_vocabulary_add_model(&vocabulary, base, err);
    }
    if (status == NERTAG_OK) {
        status = nt_vocabulary_begin_file(&vocabulary, "test.tsv", base != NULL, err);
    }
    if (status == NERTAG_OK) {
        status = nt_gazetteer_read("test.tsv", tsv, tsv_bytes, nt_vocabulary_add_row, NULL,
                                   &vocabulary, err);
    }
    if (status == NERTAG_OK) {
        status = nt_model_write(&vocabulary, "test", image, err);
    }
    nt_vocabulary_free(&vocabulary);
    return status;
}

nertag_model *build_model(const char *tsv, struct compile_image *image) {
    nertag_error err;
    nertag_model *model = NULL;
    if (build_image(tsv, strlen(tsv), NULL, image, &err) == NERTAG_OK) {
        model = nertag_model_open_memory(image->data, image->data_bytes, &err);
    }
    if (model == NULL) {
        fprintf(stderr, "build_model: %s\n%s\n", err.message, tsv);
        abort();
    }
    return model;
}

nertag_tagger *build_tagger(const nertag_model *model, uint32_t simd) {
    nertag_options options = NERTAG_OPTIONS_INIT;
    options.simd = simd;
    return nertag_tagger_new(model, &options, NULL);
}
