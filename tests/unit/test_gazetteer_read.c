/* test_gazetteer_read.c - gazetteer files: rows, aliases, each error with its place */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "build/gazetteer_read.h"
#include "model/format.h"
#include "support/build_model.h"

#define HEAD "id\tlabel\tname\taliases\tcountry\tprior\tfrom\n"

struct error_case {
    const char *tsv;
    const char *message; /* its beginning */
};

static const struct error_case error_cases[] = {
    {"", "test.tsv:1: no header line"},
    {"# comment\n\n", "test.tsv:3: no header line"},
    {"id\tname\n", "test.tsv:1: the columns id, label and name must be there"},
    {"# x\nid\tlabel\tname\tcolour\n", "test.tsv:2: unknown column 'colour'"},
    {"id\tlabel\tname\tname\n", "test.tsv:1: column 'name' is named twice"},
    {"#! case=upper\n", "test.tsv:1: unknown directive 'case=upper'"},
    {HEAD "Q1\tORGN\tX\n", "test.tsv:2: label 'ORGN' is not one of"},
    {HEAD "Q1\tORG\n", "test.tsv:2: the name is empty"},
    {HEAD "Q1\tORG\t \n", "test.tsv:2: the name is empty"},
    {HEAD "\t-\t\n", "test.tsv:2: the name is empty"},
    {HEAD "Q1\tORG\tX\t\tRUS\n", "test.tsv:2: country 'RUS' is not"},
    {HEAD "Q1\tORG\tX\t\tru\n", "test.tsv:2: country 'ru' is not"},
    {HEAD "Q1\tORG\tX\t\t\t-1\n", "test.tsv:2: prior '-1' is not a whole number"},
    {HEAD "Q1\tORG\tX\t\t\t4294967296\n", "test.tsv:2: prior '4294967296' is not"},
    {HEAD "Q1\tORG\tX\t\t\t1\tlong ago\n", "test.tsv:2: 'long ago' in column from is not a year"},
    {HEAD "Q 1\tORG\tX\n", "test.tsv:2: the id has a space in it"},
    {"label\tid\tname\nORG\t#1\tX\n", "test.tsv:2: the id begins with '#'"},
    {HEAD "Q1\tORG\tX\t\t\t1\t\tmore\n", "test.tsv:2: more fields than the 7 columns"},
    {HEAD "Q1\tORG\tX\xFF\n", "test.tsv:2: not valid UTF-8 text"},
    {HEAD "Q1\tORG\t-X\n", "test.tsv:2: '-X' cannot be a surface form"},
    {HEAD "Q1\tORG\tX\n\nQ2\tORG\tY\t!\n", "test.tsv:4: '!' cannot be a surface form"},
    {HEAD "Q1\tORG\tX\ta{fold}\n", "test.tsv:2: unknown policy 'fold'"},
    {HEAD "Q1\tORG\tX\ta{case=loud}\n", "test.tsv:2: unknown policy 'case=loud'"},
    {HEAD "Q1\tORG\tX\ta{context\n", "test.tsv:2: '{' without '}'"},
    {HEAD "Q1\tORG\tX\ta{context}b\n", "test.tsv:2: '{' without '}'"},
    {HEAD "Q1\t-\t\n", "test.tsv:2: nothing to delete: no entity has the id 'Q1'"},
};

static void test_errors(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof error_cases / sizeof error_cases[0]; i++) {
        const struct error_case *c = &error_cases[i];
        struct compile_image image;
        nertag_error err = {0};
        assert_int_equal(build_image(c->tsv, strlen(c->tsv), NULL, &image, &err),
                         NERTAG_BAD_SOURCE);
        assert_null(image.data);
        assert_int_equal(err.status, NERTAG_BAD_SOURCE);
        if (strncmp(err.message, c->message, strlen(c->message)) != 0) {
            fail_msg("%s", err.message);
        }
    }
}

static nertag_status count_row(void *context, const struct gazetteer_row *row, nertag_error *err) {
    (void)row;
    (void)err;
    ++*(int *)context;
    return NERTAG_OK;
}

static void count_error(void *context, const nertag_error *err) {
    assert_int_equal(err->status, NERTAG_BAD_SOURCE);
    *(int *)context += 100;
}

static void test_reading_on(void **state) {
    (void)state;
    static const char tsv[] = HEAD "Q1\tORG\tX\nQ1\tORGN\tX\nQ2\tORG\tY\n\xFF\nQ3\tORG\tZ";
    int count = 0;
    nertag_error err;
    assert_int_equal(
        nt_gazetteer_read("x", tsv, sizeof tsv - 1, count_row, count_error, &count, &err),
        NERTAG_OK);
    assert_int_equal(count, 203);
}

static nertag_status take_row(void *context, const struct gazetteer_row *row, nertag_error *err) {
    (void)err;
    *(struct gazetteer_row *)context = *row;
    return NERTAG_OK;
}

static void test_row(void **state) {
    (void)state;
    static const char tsv[] = "\xEF\xBB\xBF# title\r\n#! case=exact\r\n"
                              "name\tlabel\tid\tprior\tcountry\taliases\r\n"
                              " North Korea \tCOUNTRY\tQ423\t12\tKP\t a | b{context} \r\n";
    struct gazetteer_row row = {0};
    nertag_error err;
    assert_int_equal(nt_gazetteer_read("x", tsv, sizeof tsv - 1, take_row, NULL, &row, &err),
                     NERTAG_OK);
    assert_int_equal(row.line, 4);
    assert_int_equal(row.label, 1);
    assert_int_equal(row.prior, 12);
    assert_true(row.has_prior);
    assert_int_equal(row.default_case, NT_CASE_EXACT);
    assert_int_equal(row.name.bytes, 11);
    assert_memory_equal(row.name.data, "North Korea", 11);
    assert_memory_equal(row.id.data, "Q423", 4);
    assert_memory_equal(row.country.data, "KP", 2);
}

struct alias_case {
    const char *aliases;
    const char *surface; /* of the first */
    uint32_t flags;
    bool is_never;
};

static const struct alias_case alias_cases[] = {
    {"a", "a", NT_CASE_NAME, false},
    {"||a", "a", NT_CASE_NAME, false},
    {"a{}", "a", NT_CASE_NAME, false},
    {"a{case=exact}", "a", NT_CASE_EXACT, false},
    {"a{case=exact,case=fold}", "a", NT_CASE_FOLD, false},
    {"a{ context , nostart }", "a", NT_ALIAS_CONTEXT | NT_ALIAS_NOSTART, false},
    {"a{never}", "a", NT_CASE_NAME, true},
    {"a{from=1990,to=2000}", "a", NT_CASE_NAME, false},
    {"a\\|b", "a|b", NT_CASE_NAME, false},
    {"a\\{b\\}", "a{b}", NT_CASE_NAME, false},
    {"a\\\\", "a\\", NT_CASE_NAME, false},
    {"a\\", "a\\", NT_CASE_NAME, false},
    {"Inc.", "Inc", NT_ALIAS_STOP, false},
    {"U.S.", "US", NT_CASE_NAME, false},
    {"Yahoo!", "Yahoo!", NT_CASE_NAME, false},
};

static void test_aliases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof alias_cases / sizeof alias_cases[0]; i++) {
        const struct alias_case *c = &alias_cases[i];
        struct gazetteer_row row = {.path = "x", .line = 1};
        struct gazetteer_alias alias;
        nertag_error err;
        size_t at = 0;
        bool has_alias;
        row.aliases = (struct slice){c->aliases, strlen(c->aliases)};
        assert_int_equal(nt_gazetteer_alias_next(&row, &at, &alias, &has_alias, &err), NERTAG_OK);
        assert_true(has_alias);
        assert_int_equal(alias.byte_count, strlen(c->surface));
        assert_memory_equal(alias.surface, c->surface, alias.byte_count);
        assert_int_equal(alias.flags, c->flags);
        assert_int_equal(alias.is_never, c->is_never);
        assert_int_equal(nt_gazetteer_alias_next(&row, &at, &alias, &has_alias, &err), NERTAG_OK);
        assert_false(has_alias);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_reading_on),
        cmocka_unit_test(test_row),
        cmocka_unit_test(test_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
