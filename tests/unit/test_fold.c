/* test_fold.c - canonical spelling of surface forms, and what they match */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/fold.h"

struct surface_case {
    const char *text;
    const char *canonical; /* NULL: not a surface form */
};

static const struct surface_case surface_cases[] = {
    {"North Korea", "North Korea"},
    {"North  \t Korea ", "North Korea"},
    {"North\xC2\xA0Korea", "North Korea"},
    {"U.S. Senate", "US Senate"},
    {"U. S.", "US"},
    {"A.C.Milan", "A.C.Milan"},
    {"Inc.", "Inc"},
    {"Yahoo!", "Yahoo!"},
    {"Yahoo\xE2\x80\x99", "Yahoo'"},
    {"Kim Jong\xE2\x80\x91un", "Kim Jong-un"},
    {"C\xC3\xB4te d\xE2\x80\x99Ivoire", "C\xC3\xB4te d'Ivoire"},
    {"Co\xCC\x82te d'Ivoire", "C\xC3\xB4te d'Ivoire"},
    {"ko\xC2\xADrea", "korea"},
    {"\xE2\x84\xAA", "K"},
    {"", ""},
    {"...", ""},
    {"-x", NULL},
    {" x", NULL},
    {"a \xFF b", NULL},
    {"a\n\nb", NULL},
    {"\xC2\xAD", NULL},
};

static void test_surfaces(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof surface_cases / sizeof surface_cases[0]; i++) {
        const struct surface_case *c = &surface_cases[i];
        char out[NT_SURFACE_MAX];
        int bytes = nt_fold_surface(c->text, strlen(c->text), out);
        assert_int_equal(bytes, c->canonical == NULL ? -1 : (int)strlen(c->canonical));
        if (bytes > 0) {
            char again[NT_SURFACE_MAX];
            assert_memory_equal(out, c->canonical, (size_t)bytes);
            assert_int_equal(nt_fold_surface(out, (size_t)bytes, again), bytes);
            assert_memory_equal(out, again, (size_t)bytes);
        }
    }
}

static void test_surface_limits(void **state) {
    (void)state;
    char text[NT_SURFACE_MAX + 8];
    char out[NT_SURFACE_MAX];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = i % 4 == 3 ? ' ' : 'a';
    }
    assert_int_equal(nt_fold_surface(text, sizeof text, out), -1);
    for (size_t bytes = 1; bytes < sizeof text; bytes++) {
        int written = nt_fold_surface(text, bytes, out);
        assert_true(written <= NT_SURFACE_MAX);
        assert_true(bytes > 900 || written > 0);
    }
}

struct match_case {
    const char *text;
    const char *surface;
    enum case_policy policy;
    int end; /* 0: no match */
};

static const struct match_case match_cases[] = {
    {"Korea", "Korea", NT_CASE_EXACT, 5},
    {"KOREA", "Korea", NT_CASE_EXACT, 0},
    {"KOREA", "Korea", NT_CASE_NAME, 5},
    {"korea", "Korea", NT_CASE_NAME, 0},
    {"kOREA", "Korea", NT_CASE_NAME, 0},
    {"kOREA", "Korea", NT_CASE_FOLD, 5},
    {"Korean", "Korea", NT_CASE_NAME, 0},
    {"Korea's", "Korea", NT_CASE_NAME, 5},
    {"Al-Shabaab", "al-Shabaab", NT_CASE_NAME, 10},
    {"Al-Shabaab", "al-Shabaab", NT_CASE_EXACT, 0},
    {"AL-SHABAAB", "al-Shabaab", NT_CASE_NAME, 10},
    {"us", "US", NT_CASE_NAME, 0},
    {"U.S. x", "US", NT_CASE_EXACT, 4},
    {"U.S", "US", NT_CASE_EXACT, 3},
    {"North Korea", "North Korea", NT_CASE_NAME, 11},
    {"North\nKorea", "North Korea", NT_CASE_NAME, 11},
    {"North\r\nKorea", "North Korea", NT_CASE_NAME, 12},
    {"North \n Korea", "North Korea", NT_CASE_NAME, 13},
    {"North\n\nKorea", "North Korea", NT_CASE_NAME, 0},
    {"North\xE2\x80\xA9Korea", "North Korea", NT_CASE_NAME, 0},
    {"North-Korea", "North Korea", NT_CASE_NAME, 0},
    {"North, Korea", "North Korea", NT_CASE_NAME, 0},
    {"Kim Jong\xE2\x80\x93un", "Kim Jong-un", NT_CASE_NAME, 13},
    {"Kim Jong-\nun", "Kim Jong-un", NT_CASE_NAME, 12},
    {"Kim Jong- un", "Kim Jong-un", NT_CASE_NAME, 0},
    {"Co\xCC\x82te d\xE2\x80\x99Ivoire", "C\xC3\xB4te d'Ivoire", NT_CASE_NAME, 17},
    {"COTE D'IVOIRE", "C\xC3\xB4te d'Ivoire", NT_CASE_NAME, 0},
    {"\xC3\xA9tat", "\xC3\xA9tat", NT_CASE_EXACT, 5},
    {"\xC3\x89tat", "\xC3\xA9tat", NT_CASE_NAME, 5},
    {"STRASSE",
     "Stra\xC3\x9F"
     "e",
     NT_CASE_NAME, 7},
    {"Yahoo! x", "Yahoo!", NT_CASE_NAME, 6},
    {"Yahoo", "Yahoo!", NT_CASE_NAME, 0},
    {"Yahoo\xE2\x80\x99", "Yahoo'", NT_CASE_NAME, 8},
    {"2024", "2024", NT_CASE_EXACT, 4},
};

static void test_matches(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof match_cases / sizeof match_cases[0]; i++) {
        const struct match_case *c = &match_cases[i];
        size_t end = 0;
        bool is_match = nt_fold_match(c->text, strlen(c->text), 0, c->surface, strlen(c->surface),
                                      c->policy, &end);
        if (is_match != (c->end > 0) || (is_match && end != (size_t)c->end)) {
            fail_msg("'%s' in '%s': %d, %u", c->surface, c->text, is_match, (unsigned)end);
        }
    }
}

struct separator_case {
    const char *text;
    const char *folded; /* NULL: no name can run across it */
};

static const struct separator_case separator_cases[] = {{" ", " "},
                                                        {"\xC2\xA0 \t", " "},
                                                        {"\n", " "},
                                                        {"\r\n", " "},
                                                        {"\n\n", NULL},
                                                        {"\r\n\r\n", NULL},
                                                        {"\xE2\x80\xA9", NULL},
                                                        {"-\n", "-"},
                                                        {"- ", "- "},
                                                        {"\xE2\x80\x94", "-"},
                                                        {"\xE2\x80\x99", "'"},
                                                        {"`", "'"},
                                                        {"\xE2\x80\x9C", "\""},
                                                        {". ", ". "},
                                                        {"\xE2\x80\x8B", ""},
                                                        {"\xFF", NULL},
                                                        {"....,,,,;;;;::::", NULL}};

static void test_separators(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof separator_cases / sizeof separator_cases[0]; i++) {
        const struct separator_case *c = &separator_cases[i];
        char out[NT_SEPARATOR_MAX];
        int bytes = nt_fold_separator(c->text, 0, strlen(c->text), out);
        assert_int_equal(bytes, c->folded == NULL ? -1 : (int)strlen(c->folded));
        assert_true(bytes <= 0 || memcmp(out, c->folded, (size_t)bytes) == 0);
    }
}

/* Decomposition may lengthen a token: it fits or is refused, never cut. */
static void test_growing_tokens(void **state) {
    (void)state;
    static const char *const growing[] = {"\xCE\x90", "\xE1\xBE\x82", "\xED\x95\x9C",
                                          "\xEF\xAC\xAC"};
    for (size_t i = 0; i < sizeof growing / sizeof growing[0]; i++) {
        char text[NT_TOKEN_MAX + 8];
        size_t bytes = 0;
        while (bytes + strlen(growing[i]) <= NT_TOKEN_MAX) {
            memcpy(text + bytes, growing[i], strlen(growing[i]));
            bytes += strlen(growing[i]);
            struct folded folded;
            if (nt_fold_token(text, 0, bytes, false, true, &folded)) {
                assert_true(folded.byte_count > 0 && folded.byte_count <= NT_FOLDED_MAX);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_surfaces),       cmocka_unit_test(test_surface_limits),
        cmocka_unit_test(test_matches),        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_growing_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
