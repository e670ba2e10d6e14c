/* test_compile.c - merging gazetteers: layers, deletes, policies, order */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "build/compile.h"
#include "support/build_model.h"
#include "tag/trace.h"

#define HEAD "id\tlabel\tname\taliases\tcountry\tprior\n"

/* Rows, a layer over them (or NULL), a text, and its mentions as "text=id-or-name/LABEL ...". */
struct merge_case {
    const char *rows;
    const char *layer;
    const char *text;
    const char *mentions;
};

static const struct merge_case merge_cases[] = {
    {"Q1\tORG\tAlpha\tBeta\n", NULL, "Alpha Beta", "Alpha=Q1/ORG Beta=Q1/ORG"},
    {"\tORG\tAlpha\tBeta\n", NULL, "Beta", "Beta=Alpha/ORG"},
    /* the same id: fields that are not empty win, aliases are added */
    {"Q1\tORG\tAlpha\tBeta\nQ1\tPERSON\tGamma\n", NULL, "Alpha Beta Gamma",
     "Alpha=Q1/PERSON Beta=Q1/PERSON Gamma=Q1/PERSON"},
    /* no id: label and name identify */
    {"\tORG\tAlpha\tBeta\n\tORG\tAlpha\tGamma\n\tPERSON\tAlpha\tDelta\n", NULL, "Beta Gamma Delta",
     "Beta=Alpha/ORG Gamma=Alpha/ORG Delta=Alpha/PERSON"},
    /* the prior decides */
    {"Q1\tORG\tX\tBeta\t\t1\nQ2\tORG\tY\tBeta\t\t2\n", NULL, "Beta", "Beta=Q2/ORG"},
    {"Q1\tORG\tX\tBeta\t\t2\nQ2\tORG\tY\tBeta\t\t2\n", NULL, "Beta", "Beta=Q1/ORG"},
    /* a later layer wins whatever the prior */
    {"Q1\tORG\tX\tBeta\t\t9\n", "Q2\tORG\tY\tBeta\t\t0\n", "Beta X", "Beta=Q2/ORG X=Q1/ORG"},
    {"Q1\tORG\tX\tBeta\n", "Q1\tPERSON\tZ\n", "Beta X Z", "Beta=Q1/PERSON X=Q1/PERSON Z=Q1/PERSON"},
    /* deletes: an entity, an alias of it, a surface form of all */
    {"Q1\tORG\tX\tBeta\nQ2\tORG\tY\tBeta\n", "Q1\t-\t\n", "X Beta", "Beta=Q2/ORG"},
    {"Q1\tORG\tX\tBeta\nQ2\tORG\tY\tBeta\n", "Q1\t-\t\tBeta\n", "X Beta", "X=Q1/ORG Beta=Q2/ORG"},
    {"Q1\tORG\tX\tBeta\nQ2\tORG\tY\tBeta\n", "\t-\tBeta\n", "X Beta Y", "X=Q1/ORG Y=Q2/ORG"},
    {"Q1\tORG\tX\nQ1\t-\t\n", NULL, "X", ""},
    {"Q1\tORG\tX\nQ1\t-\t\nQ1\tORG\tX\n", NULL, "X", "X=Q1/ORG"},
    /* policies */
    {"Q1\tORG\tX\tX{never}|Beta\n", NULL, "X Beta", "Beta=Q1/ORG"},
    {"Q1\tORG\tApple\tApple{case=exact}\n", NULL, "Apple APPLE", "Apple=Q1/ORG"},
    {"Q1\tORG\tApple\tApple{case=fold}\n", NULL, "apple APPLE", "apple=Q1/ORG APPLE=Q1/ORG"},
    {"Q1\tORG\tapple\n", NULL, "apple Apple APPLE aPPLE", "apple=Q1/ORG Apple=Q1/ORG APPLE=Q1/ORG"},
    {"Q1\tORG\tApple\tThe Firm|Firm{context}\n", NULL, "A Firm", ""},
    {"Q1\tORG\tApple\tFirm{context}\n", NULL, "Firm, Apple", "Firm=Q1/ORG Apple=Q1/ORG"},
    {"Q1\tORG\tApple\tFirm{context}\nQ2\tORG\tPear\tFirm{context}\n", NULL, "Firm, Pear",
     "Firm=Q2/ORG Pear=Q2/ORG"},
    {"Q1\tORG\tApple\tMay{nostart}\n", NULL, "May. May said May", "May=Q1/ORG"},
    {"Q1\tORG\tA\tus{case=exact}\nQ2\tORG\tB\tUS{case=exact}\n", NULL, "us US Us",
     "us=Q1/ORG US=Q2/ORG"},
    /* an exact spelling goes before one that is folded */
    {"Q1\tORG\tA\tWho\nQ2\tORG\tB\tWHO\t\t0\n", NULL, "WHO Who", "WHO=Q2/ORG Who=Q1/ORG"},
    /* of names that start alike the longest */
    {"Q1\tORG\tNew York\nQ2\tORG\tNew York Times\nQ3\tORG\tTimes\n", NULL,
     "New York Times New York Time New Times",
     "New York Times=Q2/ORG New York=Q1/ORG Times=Q3/ORG"},
    /* the stop of a name, and that of a sentence */
    {"Q1\tORG\tExample Inc.\n", NULL, "Example Inc. Example Inc",
     "Example Inc.=Q1/ORG Example Inc=Q1/ORG"},
    {"Q1\tORG\tU.S.\n", NULL, "the U.S. and the US.", "U.S.=Q1/ORG US=Q1/ORG"},
    {"Q1\tORG\tA.C.Milan\n", NULL, "A.C.Milan", "A.C.Milan=Q1/ORG"},
    {"Q1\tORG\tX\t\xC3\xA9tat{case=exact}\n", NULL, "\xC3\xA9tat e\xCC\x81tat",
     "\xC3\xA9tat=Q1/ORG e\xCC\x81tat=Q1/ORG"},
};

static void describe(const nertag_model *model, const char *text, char *out, size_t out_bytes) {
    nertag_tagger *tagger = build_tagger(model, NERTAG_SIMD_AUTO);
    assert_non_null(tagger);
    assert_int_equal(nertag_tag(tagger, text, strlen(text)), NERTAG_OK);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < nertag_mention_count(tagger); i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        const nertag_entity *entity = nertag_entity_at(tagger, mention->entity);
        int bytes = snprintf(out + used, out_bytes - used, "%s%.*s=%s/%s", i > 0 ? " " : "",
                             (int)(mention->end - mention->start), text + mention->start,
                             entity->id[0] != '\0' ? entity->id : entity->name,
                             nertag_label_name(model, mention->label));
        assert_true(bytes > 0 && (size_t)bytes < out_bytes - used);
        used += (size_t)bytes;
    }
    nertag_tagger_free(tagger);
}

static void check_case(const struct merge_case *c) {
    char tsv[1000];
    char found[1000];
    nertag_error err;
    struct compile_image image;
    struct compile_image layered = {0};
    snprintf(tsv, sizeof tsv, HEAD "%s", c->rows);
    nertag_model *model = build_model(tsv, &image);
    if (c->layer != NULL) {
        snprintf(tsv, sizeof tsv, HEAD "%s", c->layer);
        assert_int_equal(build_image(tsv, strlen(tsv), model, &layered, &err), NERTAG_OK);
        nertag_model_close(model);
        model = nertag_model_open_memory(layered.data, layered.data_bytes, &err);
        assert_non_null(model);
    }
    assert_int_equal(nertag_model_verify(model, &err), NERTAG_OK);
    describe(model, c->text, found, sizeof found);
    if (strcmp(found, c->mentions) != 0) {
        fail_msg("%s%s'%s': %s", c->rows, c->layer == NULL ? "" : c->layer, c->text, found);
    }
    nertag_model_close(model);
    nt_compile_image_free(&image);
    nt_compile_image_free(&layered);
}

static void test_merging(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof merge_cases / sizeof merge_cases[0]; i++) {
        check_case(&merge_cases[i]);
    }
}

static void test_files(void **state) {
    (void)state;
    static const char *const paths[] = {"test_compile_a.tsv", "test_compile_b.tsv"};
    static const char first[] = HEAD "Q1\tORG\tX\tBeta\t\t1\n";
    static const char second[] = HEAD "Q2\tORG\tY\tBeta\t\t2\n";
    nertag_error err;
    assert_int_equal(nt_file_write(paths[0], first, sizeof first - 1, &err), NERTAG_OK);
    assert_int_equal(nt_file_write(paths[1], second, sizeof second - 1, &err), NERTAG_OK);
    struct compile_input input = {paths, 2, "name 1", NULL};
    struct compile_image images[2];
    for (int i = 0; i < 2; i++) {
        assert_int_equal(nt_compile(&input, &images[i], &err), NERTAG_OK);
    }
    assert_int_equal(images[0].data_bytes, images[1].data_bytes);
    assert_memory_equal(images[0].data, images[1].data, images[0].data_bytes);
    nertag_model *model = nertag_model_open_memory(images[0].data, images[0].data_bytes, &err);
    assert_non_null(model);
    assert_memory_equal(nertag_model_name(model), "name 1 ", 7);
    assert_string_equal(nertag_source_name(model, 0), "gazetteer/test_compile_a");
    assert_string_equal(nertag_source_name(model, 1), "gazetteer/test_compile_b");
    assert_null(nertag_source_name(model, 2));
    nertag_model_close(model);
    for (int i = 0; i < 2; i++) {
        nt_compile_image_free(&images[i]);
        assert_int_equal(remove(paths[i]), 0);
    }
    assert_int_equal(nt_compile(&input, &images[0], &err), NERTAG_IO);
    assert_null(images[0].data);
}

static void test_trace(void **state) {
    (void)state;
    struct compile_image image;
    nertag_model *model = build_model(build_small_tsv, &image);
    struct strbuf out = {0};
    size_t found;
    assert_int_equal(nt_trace_name(model, "Georgia", 7, &out, &found), NERTAG_OK);
    assert_int_equal(found, 2);
    nt_strbuf_append_char(&out, '\0');
    assert_non_null(strstr(out.data, "\"id\":\"Q230\""));
    assert_true(strstr(out.data, "\"id\":\"Q230\"") < strstr(out.data, "\"id\":\"Q1428\""));
    assert_int_equal(nt_trace_name(model, "nothing", 7, &out, &found), NERTAG_OK);
    assert_int_equal(found, 0);
    assert_int_equal(nt_trace_name(model, "", 0, &out, &found), NERTAG_OK);
    assert_int_equal(nt_trace_name(model, "\xFF", 1, &out, &found), NERTAG_OK);
    nt_strbuf_free(&out);
    nertag_model_close(model);
    nt_compile_image_free(&image);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merging),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
