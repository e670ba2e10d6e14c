/* test_json_write.c - escaping, integers, scores, fragments */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/json_write.h"

struct escape_case {
    const char *text;
    const char *expected;
};

static const struct escape_case escape_cases[] = {
    {"", ""},
    {"a", "a"},
    {"Russia", "Russia"},
    {"plain text, longer than eight bytes", "plain text, longer than eight bytes"},
    {"\"", "\\\""},
    {"a\\b", "a\\\\b"},
    {"1234567\"", "1234567\\\""},
    {"12345678\"", "12345678\\\""},
    {"123456789\"x", "123456789\\\"x"},
    {"12345\"", "12345\\\""},
    {"\b\f\n\r\t", "\\b\\f\\n\\r\\t"},
    {"\x01\x1f", "\\u0001\\u001f"},
    {"\x1b[31mred", "\\u001b[31mred"},
    {"\x7f", "\x7f"},
    {"/", "/"},
    {"C\xc3\xb4te d'Ivoire", "C\xc3\xb4te d'Ivoire"},
    {"\xe2\x80\x99", "\xe2\x80\x99"},
    {"\xf0\x9f\x98\x80 tail", "\xf0\x9f\x98\x80 tail"},
    {"\xff", "\xef\xbf\xbd"},
    {"a\x80z", "a\xef\xbf\xbdz"},
    {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
    {"\xe2\x80", "\xef\xbf\xbd"},
    {"\xe2\x80x", "\xef\xbf\xbdx"},
    {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"\xf0\x9f\x98", "\xef\xbf\xbd"},
    {"12345678\xf0\x9f\x98\x80"
     "12345678",
     "12345678\xf0\x9f\x98\x80"
     "12345678"},
};

static void test_escape(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof escape_cases / sizeof escape_cases[0]; i++) {
        struct strbuf out = {0};
        nt_json_append_string(&out, escape_cases[i].text, strlen(escape_cases[i].text));
        assert_false(out.failed);
        size_t expected_bytes = strlen(escape_cases[i].expected);
        assert_int_equal(out.bytes, expected_bytes + 2);
        assert_int_equal(out.data[0], '"');
        assert_int_equal(out.data[out.bytes - 1], '"');
        assert_memory_equal(out.data + 1, escape_cases[i].expected, expected_bytes);
        nt_strbuf_free(&out);
    }
}

/* The special character at every place of texts of every length: all block sizes and tails. */
static void test_escape_at_every_place(void **state) {
    (void)state;
    for (size_t text_bytes = 1; text_bytes < 40; text_bytes++) {
        for (size_t place = 0; place < text_bytes; place++) {
            char text[40];
            char out[40 * NT_JSON_ESCAPE_MAX];
            memset(text, 'x', sizeof text);
            text[place] = '\0';
            char *end = nt_json_escape(out, text, text_bytes);
            assert_int_equal(end - out, text_bytes + 5);
            assert_memory_equal(out + place, "\\u0000", 6);
            for (size_t i = 0; i < text_bytes; i++) {
                if (i != place) {
                    assert_int_equal(out[i < place ? i : i + 5], 'x');
                }
            }
        }
    }
}

static void check_uint(uint64_t value) {
    char expected[32];
    char out[32];
    int expected_bytes = snprintf(expected, sizeof expected, "%llu", (unsigned long long)value);
    char *end = nt_json_uint64(out, value);
    assert_int_equal(end - out, expected_bytes);
    assert_memory_equal(out, expected, (size_t)expected_bytes);
    if (value <= UINT32_MAX) {
        end = nt_json_uint(out, (uint32_t)value);
        assert_int_equal(end - out, expected_bytes);
        assert_memory_equal(out, expected, (size_t)expected_bytes);
    }
}

static void test_uint(void **state) {
    (void)state;
    for (uint64_t value = 0; value < 20000; value++) {
        check_uint(value);
    }
    uint64_t power = 1;
    for (int digits = 0; digits < 19; digits++, power *= 10) {
        check_uint(power - 1);
        check_uint(power);
        check_uint(power + 1);
        check_uint(power * 9 / 7);
    }
    check_uint(UINT32_MAX);
    check_uint((uint64_t)UINT32_MAX + 1);
    check_uint(UINT64_MAX);
}

static void test_score(void **state) {
    (void)state;
    static const struct {
        float value;
        const char *expected;
    } cases[] = {
        {0.0f, "0"},   {1.0f, "1"},   {0.5f, "0.5"},    {0.99f, "0.99"}, {0.05f, "0.05"},
        {0.1f, "0.1"}, {0.999f, "1"}, {0.994f, "0.99"}, {0.004f, "0"},   {0.006f, "0.01"},
        {-3.0f, "0"},  {7.0f, "1"},   {0.21f, "0.21"},  {0.7f, "0.7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[NT_JSON_SCORE_MAX];
        char *end = nt_json_score(out, nt_json_hundredths(cases[i].value));
        assert_int_equal(end - out, strlen(cases[i].expected));
        assert_memory_equal(out, cases[i].expected, strlen(cases[i].expected));
    }
    float not_a_number = strtof("nan", NULL);
    assert_int_equal(nt_json_hundredths(not_a_number), 0);
}

static void test_fragment(void **state) {
    (void)state;
    char piece[200];
    char out[200 + NT_FRAGMENT_ROOM];
    memset(piece, 'p', sizeof piece);
    static const size_t sizes[] = {0, 1, 31, 32, 33, 63, 64, 65, 200};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct fragment fragment;
        assert_true(nt_fragment_init(&fragment, piece, sizes[i]));
        assert_true(nt_fragment_room(&fragment) >= sizes[i]);
        memset(out, '.', sizeof out);
        assert_ptr_equal(nt_fragment_copy(out, &fragment), out + sizes[i]);
        assert_memory_equal(out, piece, sizes[i]);
        assert_int_equal(out[nt_fragment_room(&fragment)], '.');
        nt_fragment_free(&fragment);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escape),   cmocka_unit_test(test_escape_at_every_place),
        cmocka_unit_test(test_uint),     cmocka_unit_test(test_score),
        cmocka_unit_test(test_fragment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
