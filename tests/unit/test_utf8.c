/* test_utf8.c - decoding of sound and broken UTF-8, classes of code points */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/utf8.h"

struct decode_case {
    const char *text;
    uint32_t value;
    uint32_t byte_count;
};

/* Ill-formed parts as The Unicode Standard, tables 3-8 to 3-11, cuts them. */
static const struct decode_case decode_cases[] = {
    {"a", 'a', 1},
    {"\x7F", 0x7F, 1},
    {"\xC2\x80", 0x80, 2},
    {"\xDF\xBF", 0x7FF, 2},
    {"\xE0\xA0\x80", 0x800, 3},
    {"\xED\x9F\xBF", 0xD7FF, 3},
    {"\xEE\x80\x80", 0xE000, 3},
    {"\xEF\xBF\xBF", 0xFFFF, 3},
    {"\xF0\x90\x80\x80", 0x10000, 4},
    {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
    {"\x80", NT_INVALID, 1},
    {"\xBF\xBF", NT_INVALID, 1},
    {"\xC0\x80", NT_INVALID, 1},
    {"\xC1\xBF", NT_INVALID, 1},
    {"\xC3", NT_INVALID, 1},
    {"\xC3"
     "a",
     NT_INVALID, 1},
    {"\xE0\x80\x80", NT_INVALID, 1},
    {"\xE0\xA0", NT_INVALID, 2},
    {"\xE2\x82"
     "a",
     NT_INVALID, 2},
    {"\xED\xA0\x80", NT_INVALID, 1},
    {"\xF0\x80\x80\x80", NT_INVALID, 1},
    {"\xF0\x9F", NT_INVALID, 2},
    {"\xF0\x9F\x98", NT_INVALID, 3},
    {"\xF0\x9F\x98"
     "a",
     NT_INVALID, 3},
    {"\xF4\x90\x80\x80", NT_INVALID, 1},
    {"\xF5\x80\x80\x80", NT_INVALID, 1},
    {"\xFF", NT_INVALID, 1},
};

static void test_decode(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof decode_cases / sizeof decode_cases[0]; i++) {
        const struct decode_case *c = &decode_cases[i];
        struct codepoint found = nt_utf8_decode(c->text, strlen(c->text));
        assert_int_equal(found.value, c->value);
        assert_int_equal(found.byte_count, c->byte_count);
    }
}

static void test_encode_is_the_inverse(void **state) {
    (void)state;
    for (uint32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 251) {
        char bytes[4];
        if (value >= 0xD800 && value <= 0xDFFF) {
            continue;
        }
        uint32_t count = nt_utf8_encode(value, bytes);
        struct codepoint found = nt_utf8_decode(bytes, count);
        assert_int_equal(found.value, value);
        assert_int_equal(found.byte_count, count);
        for (uint32_t shorter = 1; shorter < count; shorter++) {
            found = nt_utf8_decode(bytes, shorter);
            assert_int_equal(found.value, NT_INVALID);
            assert_int_equal(found.byte_count, shorter);
        }
    }
}

struct class_case {
    uint32_t value;
    bool is_word;
    bool is_space;
};

static const struct class_case class_cases[] = {
    {'a', true, false},        {'Z', true, false},     {'0', true, false},
    {'_', true, false},        {' ', false, true},     {'\n', false, true},
    {'\r', false, true},       {'\t', false, true},    {'\0', false, false},
    {'-', false, false},       {'\'', false, false},   {'@', false, false},
    {0x85, false, true},       {0xA0, false, true},    {0xAA, true, false},
    {0xAD, true, false},       {0xB2, true, false},    {0xB5, true, false},
    {0xC0, true, false},       {0xD7, false, false},   {0xF7, false, false},
    {0x24F, true, false},      {0x301, true, false},   {0x3B1, true, false},
    {0x416, true, false},      {0x1680, false, true},  {0x200B, false, true},
    {0x200D, true, false},     {0x2019, false, false}, {0x2028, false, true},
    {0x2060, true, false},     {0x3000, false, true},  {0x3042, true, false},
    {0xAC00, true, false},     {0xFEFF, false, false}, {0x10400, true, false},
    {0x1F600, false, false},   {0x20000, true, false}, {0xE000, false, false},
    {NT_INVALID, false, false}};

static void test_classes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof class_cases / sizeof class_cases[0]; i++) {
        assert_int_equal(nt_utf8_is_word(class_cases[i].value), class_cases[i].is_word);
        assert_int_equal(nt_utf8_is_space(class_cases[i].value), class_cases[i].is_space);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_encode_is_the_inverse),
        cmocka_unit_test(test_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
