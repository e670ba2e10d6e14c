/* test_offsets.c - offsets in three units on any bytes; results depend on the document alone */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "reference/naive.h"
#include "support/build_model.h"
#include "support/random.h"

#define ROUNDS 3000

static const char *const names[] = {"Russia",
                                    "RUSSIA",
                                    "North Korea",
                                    "N. Korea",
                                    "US",
                                    "America",
                                    "Kim",
                                    "Kim Jong-un",
                                    "Georgia",
                                    "Yahoo!",
                                    "C\xC3\xB4te d'Ivoire",
                                    "Co\xCC\x82te d\xE2\x80\x99Ivoire",
                                    "iphone",
                                    "x",
                                    "Russians",
                                    "U.S.",
                                    "7-Eleven"};
static const char *const others[] = {" ",
                                     "\n",
                                     "\n\n",
                                     ". ",
                                     "\r\n",
                                     "By ",
                                     "\"",
                                     "SEOUL (AP) -- ",
                                     "word",
                                     "\xC3\xA9",
                                     "\xE2\x82\xAC",
                                     "\xF0\x9F\x98\x80",
                                     "\xFF",
                                     "\xC3",
                                     "\xE2\x82",
                                     "\xF0\x9F",
                                     "\xF0\x9F\x98",
                                     "\xED\xA0\x80",
                                     "\xC0\x80",
                                     "\xF4\x90\x80\x80",
                                     "\x80",
                                     "\xBF\xBF",
                                     "\xE0\x80",
                                     "\xF8\x88\x80\x80\x80",
                                     "\xEF\xBB\xBF",
                                     " Photo (AP/X)\n",
                                     "Related stories\n"};

struct fixture {
    struct compile_image image;
    nertag_model *model;
    nertag_tagger *tagger;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL) {
        return 1;
    }
    fixture->model = build_model(build_small_tsv, &fixture->image);
    fixture->tagger = build_tagger(fixture->model, NERTAG_SIMD_AUTO);
    *state = fixture;
    return fixture->tagger == NULL;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    nertag_tagger_free(fixture->tagger);
    nertag_model_close(fixture->model);
    nt_compile_image_free(&fixture->image);
    free(fixture);
    return 0;
}

/* A text of names, odd pieces and random bytes. */
static void make_text(struct random *random, size_t pieces, struct strbuf *out) {
    size_t noise = random_below(random, 4); /* of four pieces: that many random */
    for (size_t i = 0; i < pieces; i++) {
        size_t name = random_below(random, sizeof names / sizeof names[0]);
        size_t other = random_below(random, sizeof others / sizeof others[0]);
        if (random_below(random, 4) < noise) {
            uint64_t bytes = random_next(random);
            nt_strbuf_append(out, &bytes, 1 + random_below(random, 8));
        } else {
            nt_strbuf_append_string(out, names[name]);
        }
        nt_strbuf_append_string(out, others[other]);
    }
    if (out->data == NULL) {
        nt_strbuf_append(out, "", 1);
        out->bytes = 0;
    }
}

/* Code points, UTF-16 units and ill-formed parts of text[0..to). */
static void count_units(const char *text, size_t limit, size_t to, nertag_document *counts) {
    *counts = (nertag_document){0};
    for (size_t at = 0; at < to;) {
        size_t bytes;
        uint32_t c = naive_decode(text, limit, at, &bytes);
        counts->codepoints++;
        counts->utf16_units += c != UINT32_MAX && c > 0xFFFF ? 2 : 1;
        counts->invalid_parts += c == UINT32_MAX;
        at += bytes;
        assert_true(at <= to || to == limit); /* no boundary inside a sequence */
    }
}

static void check_mention(const nertag_tagger *tagger, const char *text, size_t text_bytes,
                          const nertag_mention *mention, const nertag_mention *before) {
    const nertag_document *document = nertag_document_of(tagger);
    nertag_document at_start;
    nertag_document at_end;
    assert_true(mention->start < mention->end && mention->end <= text_bytes);
    count_units(text, text_bytes, mention->start, &at_start);
    count_units(text, text_bytes, mention->end, &at_end);
    assert_int_equal(mention->start_codepoint, at_start.codepoints);
    assert_int_equal(mention->end_codepoint, at_end.codepoints);
    assert_int_equal(mention->start_utf16, at_start.utf16_units);
    assert_int_equal(mention->end_utf16, at_end.utf16_units);
    assert_int_equal(at_start.invalid_parts, at_end.invalid_parts); /* none in a mention */
    assert_true(mention->sentence < document->sentence_count);
    assert_non_null(nertag_zone_name(mention->zone));
    assert_true(mention->entity < nertag_entity_count(tagger));
    assert_true(mention->score >= 0 && mention->score <= 1);
    if (before != NULL) {
        assert_true(before->end <= mention->start);
        assert_true(before->sentence <= mention->sentence);
    }
}

static void check_entities(const nertag_tagger *tagger) {
    size_t listed = 0;
    uint32_t first_before = 0;
    for (size_t i = 0; i < nertag_entity_count(tagger); i++) {
        const nertag_entity *entity = nertag_entity_at(tagger, i);
        assert_true(entity->mention_count > 0);
        assert_true(i == 0 || entity->mentions[0] > first_before);
        first_before = entity->mentions[0];
        for (uint32_t j = 0; j < entity->mention_count; j++) {
            const nertag_mention *mention = nertag_mention_at(tagger, entity->mentions[j]);
            assert_non_null(mention);
            assert_int_equal(mention->entity, i);
            assert_int_equal(mention->label, entity->label);
            assert_true(j == 0 || entity->mentions[j - 1] < entity->mentions[j]);
        }
        assert_int_equal(strlen(entity->id), entity->id_bytes);
        assert_int_equal(strlen(entity->name), entity->name_bytes);
        assert_int_equal(strlen(entity->country), entity->country_bytes);
        assert_true(entity->salience >= 0 && entity->salience <= 1);
        listed += entity->mention_count;
    }
    assert_int_equal(listed, nertag_mention_count(tagger));
}

static void check_document(const nertag_tagger *tagger, const char *text, size_t text_bytes) {
    const nertag_document *document = nertag_document_of(tagger);
    nertag_document counts;
    count_units(text, text_bytes, text_bytes, &counts);
    assert_int_equal(document->codepoints, counts.codepoints);
    assert_int_equal(document->utf16_units, counts.utf16_units);
    assert_int_equal(document->invalid_parts, counts.invalid_parts);
    assert_int_equal(document->sentence_count == 0, text_bytes == 0);
    const nertag_mention *before = NULL;
    for (size_t i = 0; i < nertag_mention_count(tagger); i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        check_mention(tagger, text, text_bytes, mention, before);
        before = mention;
    }
    check_entities(tagger);
}

static void test_short_texts(void **state) {
    struct fixture *fixture = *state;
    for (uint64_t round = 0; round < ROUNDS; round++) {
        struct random random = {round};
        struct strbuf text = {0};
        make_text(&random, random_below(&random, 40), &text);
        assert_int_equal(nertag_tag(fixture->tagger, text.data, text.bytes), NERTAG_OK);
        check_document(fixture->tagger, text.data, text.bytes);
        nt_strbuf_free(&text);
    }
}

/* Cuts of segments anywhere: one piece without white space, long ones with random bytes. */
static void test_long_texts(void **state) {
    struct fixture *fixture = *state;
    for (uint64_t round = 0; round < 12; round++) {
        struct random random = {round};
        struct strbuf text = {0};
        size_t filler = round % 3 == 0 ? 0 : 32700 + random_below(&random, 80);
        for (size_t i = 0; i < filler; i++) {
            nt_strbuf_append_string(&text, round % 3 == 1 ? "y" : "\xF0\x9F\x98\x80");
            i += round % 3 == 1 ? 0 : 3;
        }
        make_text(&random, 40, &text);
        for (size_t i = 0; round % 3 == 0 && i < 40; i++) {
            make_text(&random, 400, &text);
        }
        assert_int_equal(nertag_tag(fixture->tagger, text.data, text.bytes), NERTAG_OK);
        nertag_document counts;
        count_units(text.data, text.bytes, text.bytes, &counts);
        const nertag_document *document = nertag_document_of(fixture->tagger);
        assert_int_equal(document->codepoints, counts.codepoints);
        assert_int_equal(document->utf16_units, counts.utf16_units);
        assert_int_equal(document->invalid_parts, counts.invalid_parts);
        size_t count = nertag_mention_count(fixture->tagger);
        const nertag_mention *before = NULL;
        for (size_t i = 0; i < count; i += 1 + i / 8) { /* the check is slow: fewer and fewer */
            const nertag_mention *mention = nertag_mention_at(fixture->tagger, i);
            check_mention(fixture->tagger, text.data, text.bytes, mention, before);
            before = mention;
        }
        check_entities(fixture->tagger);
        nt_strbuf_free(&text);
    }
}

static void assert_same_results(const nertag_tagger *a, const nertag_tagger *b) {
    assert_memory_equal(nertag_document_of(a), nertag_document_of(b), sizeof(nertag_document));
    assert_int_equal(nertag_mention_count(a), nertag_mention_count(b));
    assert_int_equal(nertag_entity_count(a), nertag_entity_count(b));
    for (size_t i = 0; i < nertag_mention_count(a); i++) {
        assert_memory_equal(nertag_mention_at(a, i), nertag_mention_at(b, i),
                            sizeof(nertag_mention));
    }
    for (size_t i = 0; i < nertag_entity_count(a); i++) {
        const nertag_entity *entity = nertag_entity_at(a, i);
        const nertag_entity *other = nertag_entity_at(b, i);
        assert_ptr_equal(entity->id, other->id);
        assert_ptr_equal(entity->name, other->name);
        assert_int_equal(entity->mention_count, other->mention_count);
        assert_true(entity->salience >= other->salience && entity->salience <= other->salience);
    }
}

/* The same from a tagger that has seen other documents, a fresh one, and each SIMD code. */
static void test_no_memory_of_earlier_documents(void **state) {
    struct fixture *fixture = *state;
    for (uint64_t round = 0; round < 300; round++) {
        struct random random = {round + 77};
        struct strbuf text = {0};
        make_text(&random, random_below(&random, 100), &text);
        assert_int_equal(nertag_tag(fixture->tagger, text.data, text.bytes), NERTAG_OK);
        for (uint32_t simd = NERTAG_SIMD_AUTO; simd <= NERTAG_SIMD_NEON; simd++) {
            nertag_tagger *fresh = build_tagger(fixture->model, simd);
            if (fresh != NULL) {
                assert_int_equal(nertag_tag(fresh, text.data, text.bytes), NERTAG_OK);
                assert_same_results(fixture->tagger, fresh);
            }
            nertag_tagger_free(fresh);
        }
        nt_strbuf_free(&text);
    }
}

/* The mentions of 'part' are those of 'whole' from 'place' on, 'shift' bytes further. Returns the
 * place behind them. */
static size_t check_part(const nertag_tagger *whole, size_t place, const nertag_tagger *part,
                         const struct strbuf *text, size_t shift) {
    for (size_t i = 0; i < nertag_mention_count(part); i++) {
        const nertag_mention *mention = nertag_mention_at(part, i);
        const nertag_mention *moved = nertag_mention_at(whole, place++);
        assert_non_null(moved);
        assert_int_equal(moved->start, mention->start + shift);
        assert_int_equal(moved->end, mention->end + shift);
        assert_int_equal(moved->label, mention->label);
        assert_true(mention->end <= text->bytes);
    }
    return place;
}

/* Names without policies that look at the rest of the document. */
static const char plain_tsv[] = "id\tlabel\tname\taliases\n"
                                "Q1\tCOUNTRY\tRussia\tUS|North Korea|N. Korea|America|x|7-Eleven\n"
                                "Q2\tPERSON\tKim Jong-un\tKim|Yahoo!|C\xC3\xB4te d'Ivoire\n";

/* Two documents with a blank line between them have the mentions of each. */
static void test_concatenation(void **state) {
    (void)state;
    struct compile_image image;
    nertag_model *model = build_model(plain_tsv, &image);
    nertag_tagger *first = build_tagger(model, NERTAG_SIMD_AUTO);
    nertag_tagger *second = build_tagger(model, NERTAG_SIMD_AUTO);
    nertag_tagger *both = build_tagger(model, NERTAG_SIMD_AUTO);
    static const char anchors[] = "\n\nKim Jong-un, Georgia, North Korea\n\n";
    for (uint64_t round = 0; round < 300; round++) {
        struct random random = {round + 123};
        struct strbuf texts[3] = {{0}};
        for (int i = 0; i < 2; i++) {
            make_text(&random, 1 + random_below(&random, 900), &texts[i]);
            nt_strbuf_append_string(&texts[i], anchors);
        }
        nt_strbuf_append(&texts[2], texts[0].data, texts[0].bytes);
        nt_strbuf_append(&texts[2], texts[1].data, texts[1].bytes);
        assert_int_equal(nertag_tag(first, texts[0].data, texts[0].bytes), NERTAG_OK);
        assert_int_equal(nertag_tag(second, texts[1].data, texts[1].bytes), NERTAG_OK);
        assert_int_equal(nertag_tag(both, texts[2].data, texts[2].bytes), NERTAG_OK);
        size_t place = 0;
        place = check_part(both, place, first, &texts[0], 0);
        place = check_part(both, place, second, &texts[1], texts[0].bytes);
        assert_int_equal(place, nertag_mention_count(both));
        for (int i = 0; i < 3; i++) {
            nt_strbuf_free(&texts[i]);
        }
    }
    nertag_tagger_free(first);
    nertag_tagger_free(second);
    nertag_tagger_free(both);
    nertag_model_close(model);
    nt_compile_image_free(&image);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_no_memory_of_earlier_documents),
        cmocka_unit_test(test_concatenation),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
