/* test_reference.c - the engine finds what the naive matcher finds, with every SIMD code */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "reference/naive.h"
#include "support/build_model.h"
#include "support/random.h"

#define FORMS_MAX 24
#define ROUNDS 2500
#define TEXTS_PER_ROUND 3
#define SEGMENT_BYTES 32768 /* where the engine cuts a text */

/* Few and similar, so that overlaps are frequent. */
static const char *const words[] = {"Kim",
                                    "Jong",
                                    "Un",
                                    "un",
                                    "North",
                                    "Korea",
                                    "Korean",
                                    "US",
                                    "U.S.",
                                    "U. S.",
                                    "U.S",
                                    "NATO",
                                    "C\xC3\xB4te",
                                    "Co\xCC\x82te",
                                    "COTE",
                                    "Ivoire",
                                    "d",
                                    "al",
                                    "Al",
                                    "AL",
                                    "x",
                                    "A",
                                    "B",
                                    "I",
                                    "A.",
                                    "B.",
                                    "2024",
                                    "G7",
                                    "7",
                                    "ibn",
                                    "\xC3\xA9tat",
                                    "e\xCC\x81tat",
                                    "\xC3\x89tat",
                                    "Stra\xC3\x9F"
                                    "e",
                                    "STRASSE",
                                    "\xC3\x9F",
                                    "\xC4\xB0zmir",
                                    "\xED\x95\x9C",
                                    "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
                                    "_a",
                                    "O'Brien",
                                    "St.",
                                    "Inc.",
                                    "Yahoo!",
                                    "D.P.R.K.",
                                    "DPRK",
                                    "J.K.",
                                    "iPhone",
                                    "IPHONE",
                                    "\xC7\x85o",
                                    "\xE2\x84\xAA"
                                    "im",
                                    "a\xC2\xAD"
                                    "l",
                                    "the",
                                    "The",
                                    "of",
                                    "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1",
                                    "\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2",
                                    "Kor\xE2\x80\x8D"
                                    "ea",
                                    "\xF0\x90\x90\x80",
                                    "Constantinopolitans"};
static const char *const joints[] = {" ", " ", " ", "-", "-", "'", " & ", ". ", ", ", "/", "", "."};
/* What may stand in a text between words; those above and their typographic and broken forms. */
static const char *const gaps[] = {" ",
                                   " ",
                                   " ",
                                   " ",
                                   "-",
                                   "'",
                                   "\xE2\x80\x99",
                                   "\xE2\x80\x93",
                                   "\xE2\x80\x91",
                                   "\n",
                                   "\r\n",
                                   "\n\n",
                                   " \n",
                                   "  ",
                                   "-\n",
                                   "\xC2\xA0",
                                   "\xE2\x80\xA8",
                                   "\xE2\x80\x8B",
                                   ". ",
                                   ", ",
                                   "'s ",
                                   "/",
                                   ".",
                                   "..",
                                   "\xE2\x80\x9C",
                                   "\xE2\x80\x9D ",
                                   "\t",
                                   "\xFF",
                                   "\xC3",
                                   "\xE2\x80",
                                   "\x00",
                                   "\xF0\x9F\x98\x80",
                                   "(",
                                   ") ",
                                   "\"",
                                   "! ",
                                   "? ",
                                   "`",
                                   " & ",
                                   "              ",
                                   "\xE3\x80\x80",
                                   "\xE2\x80\xA9",
                                   "\xEF\xBB\xBF",
                                   "",
                                   "\xED\xA0\x80"};
#define PICK(random, list) list[random_below(random, sizeof(list) / sizeof(list)[0])]

struct dictionary {
    struct strbuf texts[FORMS_MAX];
    struct naive_form forms[FORMS_MAX];
    size_t count;
    struct compile_image image;
    nertag_model *model;
};

static void make_surface(struct random *random, struct strbuf *out) {
    size_t count = 1 + random_below(random, 3);
    for (size_t i = 0; i < count; i++) {
        nt_strbuf_append_string(out, i > 0 ? PICK(random, joints) : "");
        nt_strbuf_append_string(out, PICK(random, words));
    }
    if (random_below(random, 20) == 0) {
        nt_strbuf_append_string(out, random_below(random, 2) ? "!" : "'");
    }
}

static void append_row(struct strbuf *tsv, const struct naive_form *form, size_t index) {
    static const char *const cases[] = {"name", "exact", "fold"};
    nt_strbuf_format(tsv, "Q%u\tPERSON\t%.*s\t%.*s{case=%s}\n", (unsigned)index, (int)form->bytes,
                     form->text, (int)form->bytes, form->text, cases[form->policy]);
}

static void make_dictionary(struct random *random, struct dictionary *dictionary) {
    struct strbuf tsv = {0};
    size_t wanted = 1 + random_below(random, FORMS_MAX);
    *dictionary = (struct dictionary){.count = 0};
    nt_strbuf_append_string(&tsv, "id\tlabel\tname\taliases\n");
    for (size_t i = 0; i < wanted; i++) {
        struct strbuf *text = &dictionary->texts[dictionary->count];
        struct naive_form *form = &dictionary->forms[dictionary->count];
        make_surface(random, text);
        naive_form_init(form, text->data, text->bytes, (enum naive_case)random_below(random, 3));
        if (!naive_form_is_valid(form)) {
            naive_form_free(form);
            nt_strbuf_free(text);
            continue;
        }
        append_row(&tsv, form, dictionary->count++);
    }
    nt_strbuf_append_char(&tsv, '\0');
    dictionary->model = build_model(tsv.data, &dictionary->image);
    nt_strbuf_free(&tsv);
}

static void free_dictionary(struct dictionary *dictionary) {
    nertag_model_close(dictionary->model);
    nt_compile_image_free(&dictionary->image);
    for (size_t i = 0; i < dictionary->count; i++) {
        naive_form_free(&dictionary->forms[i]);
        nt_strbuf_free(&dictionary->texts[i]);
    }
}

/* A word with the case of its ASCII letters changed now and then. */
static void append_word(struct random *random, struct strbuf *out, const char *word, size_t bytes) {
    size_t how = random_below(random, 8);
    for (size_t i = 0; i < bytes; i++) {
        char c = word[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter && (how == 1 || (how == 2 && i == 0))) {
            c = (char)(c & ~0x20);
        } else if (is_letter && (how == 3 || (how == 4 && i == 0))) {
            c = (char)(c | 0x20);
        }
        nt_strbuf_append_char(out, c);
    }
}

static void append_gap(struct random *random, struct strbuf *out) {
    const char *gap = PICK(random, gaps);
    nt_strbuf_append(out, gap, gap[0] == '\0' ? random_below(random, 2) : strlen(gap));
}

/* A form of the dictionary as a text may have it: other case, other separators. */
static void append_form(struct random *random, struct strbuf *out, const struct naive_form *form) {
    size_t at = 0;
    for (size_t i = 0; i < form->tokens.count; i++) {
        const struct naive_token *token = &form->tokens.items[i];
        if (random_below(random, 6) == 0 && i > 0) {
            append_gap(random, out);
        } else {
            nt_strbuf_append(out, form->text + at, token->start - at);
        }
        append_word(random, out, form->text + token->start, token->end - token->start);
        at = token->end;
    }
    nt_strbuf_append(out, form->text + at, form->bytes - at);
}

static void append_piece(struct random *random, struct strbuf *out,
                         const struct dictionary *dictionary) {
    if (dictionary->count > 0 && random_below(random, 2) == 0) {
        append_form(random, out, &dictionary->forms[random_below(random, dictionary->count)]);
    } else {
        const char *word = PICK(random, words);
        append_word(random, out, word, strlen(word));
    }
}

static void print_bytes(const char *name, const char *data, size_t bytes) {
    fprintf(stderr, "%s: \"", name);
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)data[i];
        fprintf(stderr, c >= ' ' && c < 0x7F && c != '"' ? "%c" : "\\x%02X", c);
    }
    fputs("\"\n", stderr);
}

static void explain(const struct dictionary *dictionary, const char *text, size_t text_bytes,
                    size_t start, size_t end) {
    static const char *const cases[] = {"name", "exact", "fold"};
    size_t from = start > 60 ? start - 60 : 0;
    size_t to = end + 60 < text_bytes ? end + 60 : text_bytes;
    for (size_t i = 0; i < dictionary->count; i++) {
        print_bytes(cases[dictionary->forms[i].policy], dictionary->forms[i].text,
                    dictionary->forms[i].bytes);
    }
    print_bytes("span", text + start, end - start);
    print_bytes("around it", text + from, to - from);
}

/* Compare with one SIMD code. */
static void compare(const struct dictionary *dictionary, uint32_t simd, const char *text,
                    size_t text_bytes, const struct naive_span *spans, size_t span_count) {
    nertag_tagger *tagger = build_tagger(dictionary->model, simd);
    if (tagger == NULL) {
        return; /* not on this machine */
    }
    assert_int_equal(nertag_tag(tagger, text, text_bytes), NERTAG_OK);
    size_t count = nertag_mention_count(tagger);
    for (size_t i = 0; i < count || i < span_count; i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        bool has_span = i < span_count;
        bool is_same = mention != NULL && has_span && mention->start == spans[i].start &&
                       mention->end == spans[i].end;
        if (!is_same) {
            size_t start = mention != NULL ? mention->start : spans[i].start;
            size_t end = mention != NULL ? mention->end : spans[i].end;
            if (has_span && spans[i].start <= start) {
                start = spans[i].start;
                end = spans[i].end;
            }
            explain(dictionary, text, text_bytes, start, end);
            fail_msg("simd %u: engine %d-%d, reference %d-%d", (unsigned)simd,
                     mention == NULL ? -1 : (int)mention->start,
                     mention == NULL ? -1 : (int)mention->end, has_span ? (int)spans[i].start : -1,
                     has_span ? (int)spans[i].end : -1);
        }
    }
    nertag_tagger_free(tagger);
}

static void compare_all(const struct dictionary *dictionary, const char *text, size_t text_bytes) {
    struct naive_span *spans;
    size_t count = naive_match(text, text_bytes, dictionary->forms, dictionary->count, &spans);
    for (uint32_t simd = NERTAG_SIMD_PORTABLE; simd <= NERTAG_SIMD_NEON; simd++) {
        compare(dictionary, simd, text, text_bytes, spans, count);
    }
    free(spans);
}

static void test_short_texts(void **state) {
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct random random = {round};
        struct dictionary dictionary;
        make_dictionary(&random, &dictionary);
        for (int i = 0; i < TEXTS_PER_ROUND; i++) {
            struct strbuf text = {0};
            size_t pieces = random_below(&random, 30);
            for (size_t j = 0; j < pieces; j++) {
                append_piece(&random, &text, &dictionary);
                append_gap(&random, &text);
            }
            char *exact = malloc(text.bytes + 1); /* so that a sanitizer sees reads behind it */
            assert_non_null(exact);
            char *copy = realloc(exact, text.bytes > 0 ? text.bytes : 1);
            assert_non_null(copy);
            memcpy(copy, text.bytes > 0 ? text.data : "", text.bytes);
            compare_all(&dictionary, copy, text.bytes);
            free(copy);
            nt_strbuf_free(&text);
        }
        free_dictionary(&dictionary);
    }
}

/* A name, put into a text as it is, is found: whatever spelling a gazetteer has, it matches itself.
 */
static void test_own_spelling(void **state) {
    (void)state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct random random = {round + 1000000};
        struct dictionary dictionary;
        make_dictionary(&random, &dictionary);
        for (size_t i = 0; i < dictionary.count; i++) {
            compare_all(&dictionary, dictionary.forms[i].text, dictionary.forms[i].bytes);
        }
        free_dictionary(&dictionary);
    }
}

/* Texts of several segments. 'gap' NULL: random ones. */
static void check_long_texts(uint64_t seed, int rounds, size_t text_bytes,
                             const char *const *long_gaps, size_t gap_count) {
    for (int round = 0; round < rounds; round++) {
        struct random random = {seed + (uint64_t)round};
        struct dictionary dictionary;
        struct strbuf text = {0};
        make_dictionary(&random, &dictionary);
        while (text.bytes < text_bytes) {
            append_piece(&random, &text, &dictionary);
            nt_strbuf_append_string(&text, long_gaps[random_below(&random, gap_count)]);
        }
        compare_all(&dictionary, text.data, text.bytes);
        nt_strbuf_free(&text);
        free_dictionary(&dictionary);
    }
}
#define CHECK_LONG_TEXTS(seed, rounds, bytes, list)                                                \
    check_long_texts(seed, rounds, bytes, list, sizeof(list) / sizeof(list)[0])

static void test_long_texts_with_paragraphs(void **state) {
    static const char *const list[] = {" ", " ", " ", ". ", "\n", "\n\n", "\xE2\x80\x94"};
    (void)state;
    CHECK_LONG_TEXTS(1, 25, 70000, list);
}

static void test_long_texts_of_one_line(void **state) {
    static const char *const list[] = {" ", " ", " ", " ", ", ", "-"};
    (void)state;
    CHECK_LONG_TEXTS(2, 25, 140000, list);
}

static void test_long_texts_of_sentences(void **state) {
    static const char *const list[] = {" ", " ", " ", ". ", "! ", ".\n"};
    (void)state;
    CHECK_LONG_TEXTS(3, 25, 140000, list);
}

static void test_long_texts_without_space(void **state) {
    static const char *const list[] = {"-", "", "/", "\xE2\x80\x99", "\xF0\x9F\x98\x80", "\xFF"};
    (void)state;
    CHECK_LONG_TEXTS(4, 25, 70000, list);
}

/* Names on both sides of every place near where a segment ends, whatever kind of cut it is. */
static void test_cuts(void **state) {
    static const char *const surfaces[] = {"Kim Jong Un", "U.S.",       "Korea",
                                           "St. Louis",   "Yahoo! Inc", "Korean"};
    static const char *const fillers[] = {
        "word ", "word. ", "word.\n", "word", "\xF0\x9F\x98\x80", "\xC3\xA9", "word\n\n"};
    struct dictionary dictionary = {.count = sizeof surfaces / sizeof surfaces[0]};
    struct strbuf tsv = {0};
    (void)state;
    nt_strbuf_append_string(&tsv, "id\tlabel\tname\taliases\n");
    for (size_t i = 0; i < dictionary.count; i++) {
        naive_form_init(&dictionary.forms[i], surfaces[i], strlen(surfaces[i]), NAIVE_NAME);
        append_row(&tsv, &dictionary.forms[i], i);
    }
    nt_strbuf_append_char(&tsv, '\0');
    dictionary.model = build_model(tsv.data, &dictionary.image);
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
        for (size_t before = 0; before < 16; before++) {
            struct strbuf text = {0};
            while (text.bytes + strlen(fillers[i]) < SEGMENT_BYTES - before) {
                nt_strbuf_append_string(&text, fillers[i]);
            }
            while (text.bytes < SEGMENT_BYTES - before) {
                nt_strbuf_append_char(&text, '.');
            }
            for (size_t j = 0; j < 2 * dictionary.count; j++) {
                nt_strbuf_append_string(&text, surfaces[(before + j) % dictionary.count]);
                nt_strbuf_append_char(&text, j < dictionary.count ? ' ' : '-');
            }
            compare_all(&dictionary, text.data, text.bytes);
            nt_strbuf_free(&text);
        }
    }
    nt_strbuf_free(&tsv);
    free_dictionary(&dictionary);
}

static void test_long_words(void **state) {
    static const char *const list[] = {""};
    (void)state;
    CHECK_LONG_TEXTS(5, 25, 70000, list);
}

/* With an argument, the tests of where a long text is cut. */
int main(int argument_count, char **arguments) {
    const struct CMUnitTest short_tests[] = {
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_own_spelling),
        cmocka_unit_test(test_long_texts_with_paragraphs),
    };
    const struct CMUnitTest cut_tests[] = {
        cmocka_unit_test(test_long_texts_of_one_line),
        cmocka_unit_test(test_long_texts_of_sentences),
        cmocka_unit_test(test_long_texts_without_space),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_cuts),
    };
    (void)arguments;
    return argument_count > 1 ? cmocka_run_group_tests(cut_tests, NULL, NULL)
                              : cmocka_run_group_tests(short_tests, NULL, NULL);
}
