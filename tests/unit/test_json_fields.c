/* test_json_fields.c - the field scanner: what it finds, what it refuses, how it unescapes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/json_fields.h"

/* 'found' is the unescaped value of "t" or "a.b"; NULL: not a string or a number. */
struct field_case {
    const char *line;
    const char *path;
    enum slice_kind kind;
    const char *found;
};

static const struct field_case field_cases[] = {
    {"{\"t\":\"x\"}", "t", SLICE_STRING, "x"},
    {" { \"t\" : \"x\" } \r", "t", SLICE_STRING, "x"},
    {"{\"t\":\"\"}", "t", SLICE_STRING, ""},
    {"{\"s\":\"no\",\"t\":\"yes\",\"u\":1}", "t", SLICE_STRING, "yes"},
    {"{\"t\":12.50e+3}", "t", SLICE_NUMBER, "12.50e+3"},
    {"{\"t\":-0}", "t", SLICE_NUMBER, "-0"},
    {"{\"t\":123456789012345678901234567890}", "t", SLICE_NUMBER, "123456789012345678901234567890"},
    {"{\"t\":null}", "t", SLICE_OTHER, NULL},
    {"{\"t\":true}", "t", SLICE_OTHER, NULL},
    {"{\"t\":[\"x\"]}", "t", SLICE_OTHER, NULL},
    {"{\"t\":{\"t\":\"x\"}}", "t", SLICE_OTHER, NULL},
    {"{}", "t", SLICE_ABSENT, NULL},
    {"[]", "t", SLICE_ABSENT, NULL},
    {"\"t\"", "t", SLICE_ABSENT, NULL},
    {"1", "t", SLICE_ABSENT, NULL},
    {"[{\"t\":\"x\"}]", "t", SLICE_ABSENT, NULL},
    {"{\"u\":{\"t\":\"x\"}}", "t", SLICE_ABSENT, NULL},
    {"{\"T\":\"x\",\"tt\":\"y\"}", "t", SLICE_ABSENT, NULL},
    {"{\"t\":\"first\",\"t\":\"last\"}", "t", SLICE_STRING, "last"},
    {"{\"t\":\"first\",\"t\":[]}", "t", SLICE_OTHER, NULL},
    {"{\"\\u0074\":\"x\"}", "t", SLICE_STRING, "x"},
    {"{\"\\u0074\\u0074\":\"x\"}", "t", SLICE_ABSENT, NULL},
    {"{\"a\":{\"b\":\"x\"}}", "a.b", SLICE_STRING, "x"},
    {"{\"a\":{\"c\":{\"b\":\"no\"},\"b\":\"x\"},\"b\":\"no\"}", "a.b", SLICE_STRING, "x"},
    {"{\"a\":[{\"b\":\"x\"}]}", "a.b", SLICE_ABSENT, NULL},
    {"{\"a.b\":\"x\"}", "a.b", SLICE_ABSENT, NULL},
    {"{\"a\":\"x\"}", "a.b", SLICE_ABSENT, NULL},
    {"{\"a\":{\"b\":\"x\"},\"a\":{\"c\":1}}", "a.b", SLICE_ABSENT, NULL},
    {"{\"a\":{\"b\":\"x\"},\"a\":7}", "a.b", SLICE_ABSENT, NULL},
    {"{\"a\":7,\"a\":{\"b\":\"x\"}}", "a.b", SLICE_STRING, "x"},
    {"{\"a\":{\"b\":{\"c\":{\"d\":\"x\"}}}}", "a.b.c.d", SLICE_STRING, "x"},
    {"{\"t\":\"a\\\"b\\\\c\\/d\"}", "t", SLICE_STRING, "a\"b\\c/d"},
    {"{\"t\":\"\\b\\f\\n\\r\\t\"}", "t", SLICE_STRING, "\b\f\n\r\t"},
    {"{\"t\":\"\\u00e9\\u20AC\"}", "t", SLICE_STRING, "\xc3\xa9\xe2\x82\xac"},
    {"{\"t\":\"\\ud83d\\ude00\"}", "t", SLICE_STRING, "\xf0\x9f\x98\x80"},
    {"{\"t\":\"\\ud83d\"}", "t", SLICE_STRING, "\xef\xbf\xbd"},
    {"{\"t\":\"\\ude00\\ud83d\"}", "t", SLICE_STRING, "\xef\xbf\xbd\xef\xbf\xbd"},
    {"{\"t\":\"\\ud83dx\"}", "t", SLICE_STRING, "\xef\xbf\xbdx"},
    {"{\"t\":\"\\ud83d\\n\"}", "t", SLICE_STRING, "\xef\xbf\xbd\n"},
    {"{\"t\":\"\\ud83d\\u0041\"}", "t", SLICE_STRING,
     "\xef\xbf\xbd"
     "A"},
    {"{\"t\":\"\xff\x7f\"}", "t", SLICE_STRING, "\xff\x7f"},
    {"{\"t\":\"a long string, over sixteen bytes, with an escape\\tlate\"}", "t", SLICE_STRING,
     "a long string, over sixteen bytes, with an escape\tlate"},
};

static void test_fields(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof field_cases / sizeof field_cases[0]; i++) {
        const struct field_case *c = &field_cases[i];
        struct json_slice slices[2];
        const char *paths[2] = {"other", c->path};
        size_t error_byte = 0;
        size_t line_bytes = strlen(c->line);
        char *line = malloc(line_bytes); /* exact, so that reading over its end is seen */
        assert_non_null(line);
        memcpy(line, c->line, line_bytes);
        print_message("%s\n", c->line);
        assert_true(nt_json_fields(line, line_bytes, paths, 2, slices, &error_byte));
        assert_int_equal(slices[0].kind, SLICE_ABSENT);
        assert_int_equal(slices[1].kind, c->kind);
        if (c->found != NULL) {
            struct strbuf out = {0};
            assert_true(nt_json_unescape(slices[1], &out));
            assert_int_equal(out.bytes, strlen(c->found));
            assert_memory_equal(out.data, c->found, out.bytes);
            nt_strbuf_free(&out);
        }
        free(line);
    }
}

static void test_nul_escape(void **state) {
    (void)state;
    static const char line[] = "{\"t\":\"a\\u0000b\"}";
    const char *paths[1] = {"t"};
    struct json_slice slice;
    size_t error_byte;
    assert_true(nt_json_fields(line, sizeof line - 1, paths, 1, &slice, &error_byte));
    assert_true(slice.has_escapes);
    struct strbuf out = {0};
    assert_true(nt_json_unescape(slice, &out));
    assert_int_equal(out.bytes, 3);
    assert_memory_equal(out.data, "a\0b", 3);
    nt_strbuf_free(&out);
}

struct error_case {
    const char *line;
    size_t error_byte;
};

static const struct error_case error_cases[] = {
    {"", 0},
    {"  ", 2},
    {"{", 1},
    {"[", 1},
    {"{]", 1},
    {"[}", 1},
    {"{\"t\"}", 4},
    {"{\"t\":}", 5},
    {"{\"t\":1,}", 7},
    {"[1,]", 3},
    {"[1 2]", 3},
    {"{\"t\":1}x", 7},
    {"{\"t\":1}{}", 7},
    {"{t:1}", 1},
    {"{'t':1}", 1},
    {"[01]", 2},
    {"[-]", 2},
    {"[1.]", 3},
    {"[.5]", 1},
    {"[1e]", 3},
    {"[1e+]", 4},
    {"[+1]", 1},
    {"[NaN]", 1},
    {"[tru]", 1},
    {"[truex]", 5},
    {"[\"a", 3},
    {"[\"a\tb\"]", 3},
    {"[\"\\x\"]", 2},
    {"[\"\\u12g4\"]", 2},
    {"[\"\\u12\"]", 2},
    {"[\"\\", 3},
    {"\xef\xbb\xbf{}", 0},
};

static void test_errors(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof error_cases / sizeof error_cases[0]; i++) {
        const struct error_case *c = &error_cases[i];
        const char *paths[1] = {"t"};
        struct json_slice slice;
        size_t error_byte = SIZE_MAX;
        print_message("%s\n", c->line);
        assert_false(nt_json_fields(c->line, strlen(c->line), paths, 1, &slice, &error_byte));
        assert_int_equal(error_byte, c->error_byte);
    }
}

static bool nest(size_t depth) {
    const char *paths[1] = {"t"};
    struct json_slice slice;
    size_t error_byte;
    char *line = malloc(depth * 2);
    assert_non_null(line);
    memset(line, '[', depth);
    memset(line + depth, ']', depth);
    bool is_good = nt_json_fields(line, depth * 2, paths, 1, &slice, &error_byte);
    free(line);
    return is_good;
}

static void test_depth(void **state) {
    (void)state;
    assert_true(nest(1));
    assert_true(nest(65));
    assert_true(nest(NT_JSON_DEPTH_MAX));
    assert_false(nest(NT_JSON_DEPTH_MAX + 1));
    assert_false(nest(1000000));
}

/* A quote, an escape or a control character at every place of a string: blocks and tails. */
static void test_string_at_every_place(void **state) {
    (void)state;
    const char *paths[1] = {"t"};
    for (size_t plain = 0; plain < 50; plain++) {
        char line[80] = "{\"t\":\"";
        memset(line + 6, 'x', plain);
        struct json_slice slice;
        size_t error_byte;
        memcpy(line + 6 + plain, "\"}", 2);
        assert_true(nt_json_fields(line, plain + 8, paths, 1, &slice, &error_byte));
        assert_int_equal(slice.bytes, plain);
        assert_false(slice.has_escapes);
        memcpy(line + 6 + plain, "\\n\"}", 4);
        assert_true(nt_json_fields(line, plain + 10, paths, 1, &slice, &error_byte));
        assert_int_equal(slice.bytes, plain + 2);
        assert_true(slice.has_escapes);
        memcpy(line + 6 + plain, "\x1f\"}", 3);
        assert_false(nt_json_fields(line, plain + 9, paths, 1, &slice, &error_byte));
        assert_int_equal(error_byte, plain + 6);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_nul_escape),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_string_at_every_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
