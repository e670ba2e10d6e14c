/* test_sentence.c - where sentences begin */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nertag.h"
#include "text/sentence.h"
#include "text/words.h"

/* 'text' with "|" where a sentence begins. */
static const char *const cases[] = {
    "One.",
    "One. |Two. |Three",
    "One! |Two? |Three",
    "He said \"Yes.\" |Then he left.",
    "He said (no.) |Then he left.",
    "Gen. Kim met Mr. Lee.",
    "The U.S. Senate voted.",
    "He left the U.S. |The rest stayed.",
    "George W. Bush spoke.",
    "It cost 3.5 million.",
    "It was so. and it went on.",
    "Example Inc. said so.",
    "Example Inc. |But others disagree.",
    "He said so.\xE2\x80\x9D |Then he left.",
    "A headline\n|The text begins here. |It goes on.",
    "First\n\n|Second\n\n|Third",
    "First.\r\n\r\n|Second.\r\n",
    "Wait... |What",
    "In the U.S. |Meanwhile it rained.",
    "",
    "\n\n",
    "...",
};

static void check(const char *marked) {
    char text[256];
    uint32_t wanted[32];
    uint32_t starts[256];
    size_t bytes = 0;
    size_t wanted_count = 0;
    for (const char *c = marked; *c != '\0'; c++) {
        if (*c == '|') {
            wanted[wanted_count++] = (uint32_t)bytes;
        } else {
            text[bytes++] = *c;
        }
    }
    struct words *words = malloc(sizeof *words);
    assert_non_null(words);
    struct word_begins begins = {{0}, {0}, {0}, {0}};
    struct word_classes classes;
    struct sentence_words list;
    nt_word_classes_init(&classes, &begins);
    nt_sentence_words_init(&list);
    nt_words_scan(words, text, 0, bytes, bytes, false, &classes, nt_scan_select(NERTAG_SIMD_AUTO));
    struct sentence_cursor cursor = {.is_wrapped = nt_sentence_is_wrapped(text, bytes)};
    size_t count = nt_sentence_starts(&cursor, &list, text, bytes, 0, words, starts);
    bool is_same = count == wanted_count &&
                   (count == 0 || memcmp(starts, wanted, count * sizeof starts[0]) == 0);
    free(words);
    if (!is_same) {
        fail_msg("'%s': %u sentences more, the first at %u", marked, (unsigned)count,
                 count > 0 ? (unsigned)starts[0] : 0);
    }
}

static void test_starts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check(cases[i]);
    }
}

static void test_wrapped(void **state) {
    (void)state;
    static const char wrapped[] = "This is a text that\nis wrapped at a\ncolumn. It is\nlong.\n";
    static const char lines[] = "One line\nAnother line\nA third\n";
    assert_true(nt_sentence_is_wrapped(wrapped, sizeof wrapped - 1));
    assert_false(nt_sentence_is_wrapped(lines, sizeof lines - 1));
    assert_false(nt_sentence_is_wrapped("", 0));
    check("This is a text that\nis wrapped at a\ncolumn. |It is\nlong.\n\n|Next one\nis here.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_starts),
        cmocka_unit_test(test_wrapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
