/* test_words.c - word masks: all SIMD codes give those of the portable one */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nertag.h"
#include "reference/naive.h"
#include "support/random.h"
#include "text/utf8.h"
#include "text/words.h"

struct pair {
    struct words portable;
    struct words other;
};

static void set_all(struct word_begins *begins, struct random *random) {
    for (size_t i = 0; i < sizeof begins->ascii; i++) {
        begins->ascii[i] = (uint8_t)random_next(random);
    }
    for (size_t i = 'a'; i <= 'z'; i++) {
        begins->first[i] = random_below(random, 2) ? (uint8_t)(1u << random_below(random, 8)) : 0;
    }
    for (size_t i = 0; i < sizeof begins->second; i++) {
        begins->second[i] = (uint8_t)random_next(random);
    }
}

static void fill(struct random *random, char *text, size_t bytes) {
    static const char alphabet[] = "aZ_ .!?\n0-'\xC3\xA9\xE2\x80\x99\xF0\x9F\x98\x80\xFF";
    size_t kind = random_below(random, 3);
    for (size_t i = 0; i < bytes; i++) {
        text[i] = kind == 0   ? (char)random_next(random)
                  : kind == 1 ? alphabet[random_below(random, sizeof alphabet)]
                              : (char)(random_next(random) & 0x7F);
    }
}

static void assert_same_words(const struct words *a, const struct words *b) {
    size_t bytes = a->block_count * sizeof a->words[0];
    assert_int_equal(a->block_count, b->block_count);
    assert_int_equal(a->tail_count, b->tail_count);
    assert_int_equal(a->wide_count, b->wide_count);
    assert_int_equal(a->invalid_count, b->invalid_count);
    if (bytes == 0) {
        return;
    }
    assert_memory_equal(a->words, b->words, bytes);
    assert_memory_equal(a->begins, b->begins, bytes);
    assert_memory_equal(a->stops, b->stops, bytes);
    assert_memory_equal(a->breaks, b->breaks, bytes);
    assert_memory_equal(a->others, b->others, bytes);
    assert_memory_equal(a->tails, b->tails, bytes);
    assert_memory_equal(a->wide, b->wide, bytes);
    assert_memory_equal(a->tails_before, b->tails_before, bytes / 2);
    assert_memory_equal(a->wide_before, b->wide_before, bytes / 2);
}

/* The masks as they are defined, byte by byte. */
static void check_masks(const struct words *words) {
    size_t at = 0;
    uint32_t codepoints = 0;
    uint32_t wide = 0;
    while (at < words->text_bytes) {
        size_t bytes;
        uint32_t c = naive_decode(words->text, words->text_bytes, at, &bytes);
        bool is_word = c != UINT32_MAX && nt_utf8_is_word(c);
        assert_int_equal(nt_words_codepoints(words, at), codepoints);
        assert_int_equal(nt_words_wide(words, at), wide);
        for (size_t i = at; i < at + bytes; i++) {
            assert_int_equal(words->words[i / 64] >> (i % 64) & 1, is_word);
            assert_int_equal(words->tails[i / 64] >> (i % 64) & 1, i > at);
        }
        codepoints++;
        wide += c != UINT32_MAX && c > 0xFFFF;
        at += bytes;
    }
    assert_int_equal(nt_words_codepoints(words, at), codepoints);
    assert_int_equal(nt_words_wide(words, at), wide);
}

static void check_text(struct pair *pair, const char *text, size_t bytes, bool is_inside,
                       const struct word_classes *classes) {
    nt_words_scan(&pair->portable, text, 0, bytes, bytes, is_inside, classes,
                  nt_scan_select(NERTAG_SIMD_PORTABLE));
    for (uint32_t simd = NERTAG_SIMD_AUTO; simd <= NERTAG_SIMD_NEON; simd++) {
        nt_scan_function *scan = nt_scan_select(simd);
        if (scan != NULL) {
            nt_words_scan(&pair->other, text, 0, bytes, bytes, is_inside, classes, scan);
            assert_same_words(&pair->portable, &pair->other);
        }
    }
    check_masks(&pair->portable);
}

static void test_all_codes_agree(void **state) {
    (void)state;
    struct pair *pair = malloc(sizeof *pair);
    assert_non_null(pair);
    for (size_t bytes = 0; bytes <= 400; bytes++) {
        for (uint64_t round = 0; round < 4; round++) {
            struct random random = {bytes * 100 + round};
            struct word_begins begins = {{0}, {0}, {0}, {0}};
            struct word_classes classes;
            char *text =
                malloc(bytes > 0 ? bytes : 1); /* exact: a sanitizer sees reads behind it */
            assert_non_null(text);
            set_all(&begins, &random);
            nt_word_classes_init(&classes, &begins);
            fill(&random, text, bytes);
            check_text(pair, text, bytes, round == 3, &classes);
            free(text);
        }
    }
    free(pair);
}

static void test_largest_segment(void **state) {
    (void)state;
    struct pair *pair = malloc(sizeof *pair);
    char *text = malloc(NT_SEGMENT_MAX);
    assert_non_null(pair);
    assert_non_null(text);
    struct random random = {1};
    struct word_begins begins = {{0}, {0}, {0}, {0}};
    struct word_classes classes;
    set_all(&begins, &random);
    nt_word_classes_init(&classes, &begins);
    for (int kind = 0; kind < 4; kind++) {
        fill(&random, text, NT_SEGMENT_MAX);
        if (kind == 3) {
            memset(text, 'w', NT_SEGMENT_MAX);
        }
        check_text(pair, text, NT_SEGMENT_MAX, false, &classes);
        check_text(pair, text, NT_SEGMENT_MAX - 1, false, &classes);
    }
    assert_int_equal(nt_word_end(&pair->portable, 0), NT_SEGMENT_MAX - 1);
    free(text);
    free(pair);
}

/* A four-byte character whose other bytes lie in the next block. */
static void test_wide_character_across_blocks(void **state) {
    (void)state;
    struct pair *pair = malloc(sizeof *pair);
    assert_non_null(pair);
    struct word_begins begins = {{0}, {0}, {0}, {0}};
    struct word_classes classes;
    nt_word_classes_init(&classes, &begins);
    for (size_t before = 60; before <= 64; before++) {
        char text[80];
        memset(text, 'a', sizeof text);
        memcpy(text + before, "\xF0\x9F\x98\x80", 4);
        check_text(pair, text, sizeof text, false, &classes);
        assert_int_equal(pair->portable.wide_count, 1);
        assert_int_equal(nt_words_wide(&pair->portable, sizeof text), 1);
        assert_int_equal(nt_words_codepoints(&pair->portable, sizeof text), sizeof text - 3);
    }
    free(pair);
}

static void test_rest_of_a_word(void **state) {
    (void)state;
    struct words *words = malloc(sizeof *words);
    assert_non_null(words);
    struct word_begins begins = {{0}, {0}, {0}, {0}};
    struct word_classes classes;
    memset(begins.ascii, 0xFF, sizeof begins.ascii);
    nt_word_classes_init(&classes, &begins);
    nt_words_scan(words, "Korea Kim", 0, 9, 9, true, &classes, nt_scan_select(NERTAG_SIMD_AUTO));
    assert_int_equal(words->begins[0], 1u << 6);
    nt_words_scan(words, "Korea Kim", 0, 9, 9, false, &classes, nt_scan_select(NERTAG_SIMD_AUTO));
    assert_int_equal(words->begins[0], 1u << 6 | 1);
    assert_int_equal(nt_word_end(words, 0), 5);
    assert_int_equal(nt_word_next(words, 5), 6);
    assert_true(nt_word_next(words, 9) >= 9);
    free(words);
}

static void test_selection(void **state) {
    (void)state;
    assert_non_null(nt_scan_select(NERTAG_SIMD_AUTO));
    assert_non_null(nt_scan_select(NERTAG_SIMD_PORTABLE));
    assert_null(nt_scan_select(NERTAG_SIMD_NEON + 1));
    assert_null(nt_scan_select(UINT32_MAX));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_codes_agree),
        cmocka_unit_test(test_largest_segment),
        cmocka_unit_test(test_wide_character_across_blocks),
        cmocka_unit_test(test_rest_of_a_word),
        cmocka_unit_test(test_selection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
