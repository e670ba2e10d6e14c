/* test_model.c - model files: whole, cut short, with flipped bits; dump and its way back */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/file.h"
#include "model/catalog.h"
#include "model/dump.h"
#include "model/forms.h"
#include "support/build_model.h"

static const char text[] =
    "Kim Jong-un of N. Korea, the U.S., Georgia, Kim, C\xC3\xB4te d'Ivoire x.";

struct fixture {
    struct compile_image image;
    nertag_model *model;
    unsigned char *copy; /* of the image, to be damaged */
};

static int set_up(void **state) {
    static struct fixture fixture;
    fixture.model = build_model(build_small_tsv, &fixture.image);
    fixture.copy = malloc(fixture.image.data_bytes);
    *state = &fixture;
    return fixture.copy == NULL;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    nertag_model_close(fixture->model);
    nt_compile_image_free(&fixture->image);
    free(fixture->copy);
    return 0;
}

static void tag(const nertag_model *model) {
    nertag_tagger *tagger = nertag_tagger_new(model, NULL, NULL);
    assert_non_null(tagger);
    nertag_tag(tagger, text, sizeof text - 1);
    nertag_tagger_free(tagger);
}

static void test_whole(void **state) {
    const struct fixture *fixture = *state;
    nertag_error err;
    assert_int_equal(nertag_model_verify(fixture->model, &err), NERTAG_OK);
    assert_int_equal(nertag_label_count(fixture->model), 6);
    assert_string_equal(nertag_label_name(fixture->model, 0), "PERSON");
    assert_string_equal(nertag_label_name(fixture->model, 5), "TOPIC");
    assert_null(nertag_label_name(fixture->model, 32));
    assert_null(nertag_label_name(fixture->model, NERTAG_NONE));
    assert_string_equal(nertag_source_name(fixture->model, 0), "gazetteer/test");
    struct catalog_entity entity;
    assert_true(nt_catalog_entity(fixture->model, 0, &entity));
    assert_string_equal(entity.name, "Russia");
    assert_string_equal(entity.id, "Q159");
    assert_string_equal(entity.country, "RU");
    assert_int_equal(entity.prior, 9);
    assert_false(nt_catalog_entity(fixture->model, fixture->model->entity_count, &entity));
}

static void test_cut_short(void **state) {
    const struct fixture *fixture = *state;
    size_t whole = fixture->image.data_bytes;
    for (size_t bytes = 0; bytes < whole; bytes += bytes < 300 ? 1 : 64) {
        unsigned char *part = malloc(bytes > 0 ? bytes : 1);
        assert_non_null(part);
        memcpy(part, fixture->image.data, bytes);
        nertag_error err = {0};
        assert_null(nertag_model_open_memory(part, bytes, &err));
        assert_int_equal(err.status, NERTAG_BAD_MODEL);
        if (bytes >= NT_HEADER_BYTES) { /* and with a length that is right */
            nt_store64(part + NT_HEADER_FILE_BYTES, bytes);
            assert_null(nertag_model_open_memory(part, bytes, NULL));
        }
        free(part);
    }
}

static void test_flipped_bits(void **state) {
    const struct fixture *fixture = *state;
    size_t whole = fixture->image.data_bytes;
    for (size_t at = 0; at < whole; at++) {
        for (int bit = 0; bit < 8; bit += at < 300 ? 1 : 3) {
            memcpy(fixture->copy, fixture->image.data, whole);
            fixture->copy[at] ^= (unsigned char)(1u << bit);
            nertag_error err = {0};
            nertag_model *model = nertag_model_open_memory(fixture->copy, whole, &err);
            if (model == NULL) {
                assert_true(err.status == NERTAG_BAD_MODEL || err.status == NERTAG_BAD_VERSION);
                continue;
            }
            assert_int_equal(nertag_model_verify(model, &err), NERTAG_BAD_MODEL);
            tag(model);
            nertag_model_close(model);
        }
    }
}

/* The same where the checksum was put right: whatever verify says, nothing breaks. */
static void test_forged(void **state) {
    const struct fixture *fixture = *state;
    size_t whole = fixture->image.data_bytes;
    static const unsigned char values[] = {0x00, 0x7F, 0x80, 0xFF};
    for (size_t at = NT_HEADER_SECTION_COUNT; at < whole; at++) {
        for (size_t i = 0; i < sizeof values; i++) {
            memcpy(fixture->copy, fixture->image.data, whole);
            fixture->copy[at] = values[i];
            nt_store64(fixture->copy + NT_HEADER_CHECKSUM,
                       nt_checksum(fixture->copy + NT_HEADER_SECTION_COUNT,
                                   whole - NT_HEADER_SECTION_COUNT));
            nertag_model *model = nertag_model_open_memory(fixture->copy, whole, NULL);
            if (model != NULL) {
                nertag_model_verify(model, NULL);
                tag(model);
            }
            nertag_model_close(model);
        }
    }
}

static void test_versions(void **state) {
    const struct fixture *fixture = *state;
    static const uint32_t versions[] = {0, NERTAG_MODEL_VERSION_MAX + 1, UINT32_MAX};
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        memcpy(fixture->copy, fixture->image.data, fixture->image.data_bytes);
        nt_store32(fixture->copy + NT_HEADER_VERSION, versions[i]);
        nertag_error err = {0};
        assert_null(nertag_model_open_memory(fixture->copy, fixture->image.data_bytes, &err));
        assert_int_equal(err.status, NERTAG_BAD_VERSION);
    }
    assert_null(nertag_model_open_memory(NULL, 0, NULL));
    assert_null(nertag_model_open_memory(fixture->copy + 4, 64, NULL));
}

static void test_open_by_path(void **state) {
    const struct fixture *fixture = *state;
    static const char path[] = "test_model.tmp";
    nertag_error err = {0};
    assert_int_equal(nt_file_write(path, fixture->image.data, fixture->image.data_bytes, &err),
                     NERTAG_OK);
    nertag_model *model = nertag_model_open(path, &err);
    assert_non_null(model);
    assert_int_equal(nertag_model_verify(model, &err), NERTAG_OK);
    assert_string_equal(nertag_model_name(model), nertag_model_name(fixture->model));
    nertag_model_close(model);
    assert_int_equal(nt_file_write(path, "", 0, &err), NERTAG_OK);
    assert_null(nertag_model_open(path, &err));
    assert_int_equal(err.status, NERTAG_BAD_MODEL);
    assert_int_equal(nt_file_write(path, "text, no model", 14, &err), NERTAG_OK);
    assert_null(nertag_model_open(path, &err));
    assert_int_equal(err.status, NERTAG_BAD_MODEL);
    assert_memory_equal(err.message, path, sizeof path - 1);
    assert_int_equal(remove(path), 0);
    assert_null(nertag_model_open(path, &err));
    assert_int_equal(err.status, NERTAG_IO);
    assert_null(nertag_model_open(".", &err));
    nertag_model_close(NULL);
}

static bool check_alias(void *context, uint32_t unit, const struct alias *alias) {
    const nertag_model *model = context;
    assert_true(unit > 0 && alias->byte_count > 0);
    assert_int_equal(strlen(alias->surface), alias->byte_count);
    uint32_t count = nt_alias_entity_count(model, alias);
    assert_true(count > 0);
    for (uint32_t rank = 0; rank < count; rank++) {
        assert_true(nt_alias_entity(model, alias, rank) < model->entity_count);
    }
    assert_int_equal(nt_alias_entity(model, alias, count), NERTAG_NONE);
    return true;
}

static bool stop_at_once(void *context, uint32_t unit, const struct alias *alias) {
    (void)unit;
    (void)alias;
    ++*(int *)context;
    return false;
}

static void test_forms(void **state) {
    struct fixture *fixture = *state;
    int count = 0;
    struct alias alias;
    assert_true(nt_forms_each(fixture->model, check_alias, fixture->model));
    assert_false(nt_forms_each(fixture->model, stop_at_once, &count));
    assert_int_equal(count, 1);
    assert_false(nt_alias_at(fixture->model, 0, &alias));
    assert_false(nt_alias_at(fixture->model, UINT32_MAX, &alias));
}

/* The dump of 'tsv' compiles to a model whose dump has the same lines. */
static void check_dump(const char *tsv) {
    struct compile_image images[2];
    struct strbuf dumps[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        nertag_model *model = build_model(i == 0 ? tsv : dumps[0].data, &images[i]);
        assert_int_equal(nt_dump_entities(model, &dumps[i]), NERTAG_OK);
        nt_strbuf_append_char(&dumps[i], '\0');
        struct strbuf summary = {0};
        assert_int_equal(nt_dump_summary(model, &summary), NERTAG_OK);
        assert_memory_equal(summary.data, "model\ttest ", 11);
        nt_strbuf_free(&summary);
        nertag_model_close(model);
        nt_compile_image_free(&images[i]);
    }
    assert_string_equal(dumps[0].data, dumps[1].data);
    nt_strbuf_free(&dumps[0]);
    nt_strbuf_free(&dumps[1]);
}

static void test_dump(void **state) {
    (void)state;
    check_dump(build_small_tsv);
    check_dump("id\tlabel\tname\n");
    check_dump("id\tlabel\tname\taliases\n"
               "Q1\tORG\tU.S. Senate\tSenate{context}\n"
               "Q2\tORG\tExample Inc.\tExample\n"
               "Q3\tORG\tCo\xCC\x82te d\xE2\x80\x99Or\t\n"
               "Q4\tORG\tA|B {C} \\D\ta\\|b\\{c\n"
               "Q5\tORG\tNever\tNever{never}\n"
               "Q6\tORG\tNever twice.\tNever twice{never}|x\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_flipped_bits), cmocka_unit_test(test_forged),
        cmocka_unit_test(test_versions),     cmocka_unit_test(test_open_by_path),
        cmocka_unit_test(test_forms),        cmocka_unit_test(test_dump),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
