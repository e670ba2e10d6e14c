/* test_token.c - where tokens begin and end, and which share a hash */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/token.h"

/* The tokens of a text as "a|b|c"; a dotted abbreviation in brackets. */
struct token_case {
    const char *text;
    const char *tokens;
};

static const struct token_case token_cases[] = {
    {"", ""},
    {" ,.-", ""},
    {"North Korea", "North|Korea"},
    {"Kim Jong-un's", "Kim|Jong|un|s"},
    {"d\xE2\x80\x99Ivoire", "d|Ivoire"},
    {"snake_case 7th", "snake_case|7th"},
    {"U.S.", "[U.S.]"},
    {"U.S", "[U.S]"},
    {"U. S.", "[U. S.]"},
    {"U.\xC2\xA0S.", "[U.\xC2\xA0S.]"},
    {"U.\nS.", "[U.\nS.]"},
    {"U.S.A", "[U.S.A]"},
    {"the U.S.-led", "the|[U.S.]|led"},
    {"J.K. Rowling", "[J.K.]|Rowling"},
    {"D.P.R.K.", "[D.P.R.K.]"},
    {"A. U.S. B", "A|[U.S.]|B"},
    {"U.S. A.", "[U.S.]|A"},
    {"U. S. A.", "[U. S. A.]"},
    {"U.", "U"},
    {"U.s.", "U|s"},
    {"u.s.", "u|s"},
    {"XU.S.", "XU|S"},
    {"A.C.Milan", "A|C|Milan"},
    {"U.Sa", "U|Sa"},
    {"U.S.1", "U|S|1"},
    {"A.B.C.D.E.F.G.H.I.J.K.L.M.N.O.", "[A.B.C.D.E.F.G.H.I.J.K.L.M.N.O.]"},
    {"\xFFword\xC3", "word"},
    {"a\xE2\x80\x8D"
     "b",
     "a\xE2\x80\x8D"
     "b"},
    {"a\xE2\x80\x8B"
     "b",
     "a|b"},
    {"\xF0\x9F\x98\x80x", "x"},
};

static void test_tokens(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof token_cases / sizeof token_cases[0]; i++) {
        const char *text = token_cases[i].text;
        char found[200] = "";
        struct token token;
        size_t at = 0;
        while (nt_token_next(text, strlen(text), at, &token)) {
            assert_true(token.start >= at && token.end > token.start);
            strcat(found, at > 0 ? "|" : "");
            strcat(found, token.is_dotted ? "[" : "");
            strncat(found, text + token.start, token.end - token.start);
            strcat(found, token.is_dotted ? "]" : "");
            at = token.end;
        }
        assert_string_equal(found, token_cases[i].tokens);
    }
}

static uint64_t hash_of(const char *text) {
    struct token token;
    assert_true(nt_token_next(text, strlen(text), 0, &token));
    return token.hash;
}

static void test_hashes(void **state) {
    (void)state;
    static const char *const same[][2] = {
        {"Korea", "KOREA"},
        {"korea", "Korea"},
        {"U.S.", "US"},
        {"U. S.", "us"},
        {"C\xC3\xB4te", "Co\xCC\x82te"},
        {"C\xC3\xB4te", "C\xC3\x94TE"},
        {"Stra\xC3\x9F"
         "e",
         "STRASSE"},
        {"ko\xC2\xADrea", "Korea"},
        {"Internationalisation1", "INTERNATIONALISATION1"},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_true(hash_of(same[i][0]) == hash_of(same[i][1]));
    }
    assert_true(hash_of("Korea") != hash_of("Koreas"));
    assert_true(hash_of("C\xC3\xB4te") != hash_of("Cote"));
    assert_int_equal(hash_of("\xC2\xAD"), 0); /* nothing of it is left */
}

static void test_long_tokens(void **state) {
    (void)state;
    char text[NT_TOKEN_MAX + 1];
    memset(text, 'a', sizeof text);
    struct token token;
    assert_true(nt_token_next(text, NT_TOKEN_MAX, 0, &token));
    assert_true(token.hash != 0);
    assert_true(nt_token_next(text, sizeof text, 0, &token));
    assert_int_equal(token.end, sizeof text);
    assert_int_equal(token.hash, 0);
}

/* The short path gives the same hash as the general one. */
static void test_hash_paths(void **state) {
    (void)state;
    static const char text[] = "AbcdefghIjklmnop0123456789abcdef";
    for (size_t bytes = 1; bytes <= 16; bytes++) {
        assert_true(nt_hash_short(text, bytes) == nt_hash_folded(text, bytes));
    }
    for (size_t bytes = 2; bytes <= 32; bytes++) {
        assert_true(nt_hash_folded(text, bytes) != nt_hash_folded(text, bytes - 1));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_long_tokens),
        cmocka_unit_test(test_hash_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
