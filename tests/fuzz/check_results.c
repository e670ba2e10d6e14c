/* check_results.c - what must hold of every result, whatever the text and the model */
#include "fuzz/check_results.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reference/naive.h"

static void check(bool holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "check_results: %s\n", what);
        abort();
    }
}

/* A place of the text in all units. */
struct place {
    size_t at;
    uint32_t codepoints;
    uint32_t utf16_units;
    uint32_t invalid_parts;
};

static void walk(struct place *place, const char *text, size_t text_bytes, size_t to) {
    while (place->at < to) {
        size_t bytes;
        uint32_t c = naive_decode(text, text_bytes, place->at, &bytes);
        place->at += bytes;
        place->codepoints++;
        place->utf16_units += c != UINT32_MAX && c > 0xFFFF ? 2 : 1;
        place->invalid_parts += c == UINT32_MAX;
    }
    check(place->at == to, "a boundary inside a sequence");
}

static void check_offsets(const nertag_tagger *tagger, const char *text, size_t text_bytes) {
    const nertag_document *document = nertag_document_of(tagger);
    struct place place = {0};
    for (size_t i = 0; i < nertag_mention_count(tagger); i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        walk(&place, text, text_bytes, mention->start);
        uint32_t invalid = place.invalid_parts;
        check(place.codepoints == mention->start_codepoint, "start_codepoint");
        check(place.utf16_units == mention->start_utf16, "start_utf16");
        walk(&place, text, text_bytes, mention->end);
        check(place.codepoints == mention->end_codepoint, "end_codepoint");
        check(place.utf16_units == mention->end_utf16, "end_utf16");
        check(place.invalid_parts == invalid, "an ill-formed part in a mention");
    }
    walk(&place, text, text_bytes, text_bytes);
    check(place.codepoints == document->codepoints, "codepoints");
    check(place.utf16_units == document->utf16_units, "utf16_units");
    check(place.invalid_parts == document->invalid_parts, "invalid_parts");
}

static void check_mentions(const nertag_tagger *tagger, size_t text_bytes) {
    const nertag_document *document = nertag_document_of(tagger);
    uint32_t end = 0;
    uint32_t sentence = 0;
    for (size_t i = 0; i < nertag_mention_count(tagger); i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        check(mention->start >= end && mention->start < mention->end, "order of mentions");
        check(mention->end <= text_bytes, "end of a mention");
        check(mention->sentence >= sentence && mention->sentence < document->sentence_count,
              "sentence");
        check(nertag_zone_name(mention->zone) != NULL, "zone");
        check(mention->entity < nertag_entity_count(tagger), "entity of a mention");
        check(mention->score >= 0 && mention->score <= 1, "score");
        end = mention->end;
        sentence = mention->sentence;
    }
    check(nertag_mention_at(tagger, nertag_mention_count(tagger)) == NULL, "beyond the mentions");
}

static void check_entities(const nertag_tagger *tagger) {
    size_t listed = 0;
    for (size_t i = 0; i < nertag_entity_count(tagger); i++) {
        const nertag_entity *entity = nertag_entity_at(tagger, i);
        check(entity->mention_count > 0, "an entity without mention");
        for (uint32_t j = 0; j < entity->mention_count; j++) {
            const nertag_mention *mention = nertag_mention_at(tagger, entity->mentions[j]);
            check(mention != NULL && mention->entity == i, "mention of an entity");
        }
        check(strlen(entity->id) == entity->id_bytes &&
                  strlen(entity->name) == entity->name_bytes &&
                  strlen(entity->country) == entity->country_bytes,
              "length of a string");
        check(entity->salience >= 0 && entity->salience <= 1.0001f, "salience");
        listed += entity->mention_count;
    }
    check(listed == nertag_mention_count(tagger), "count of listed mentions");
}

void check_results(const nertag_tagger *tagger, const char *text, size_t text_bytes,
                   bool is_sound) {
    check_mentions(tagger, text_bytes);
    check_entities(tagger);
    if (is_sound) {
        check_offsets(tagger, text, text_bytes);
    }
}

void check_same(const nertag_tagger *a, const nertag_tagger *b) {
    check(memcmp(nertag_document_of(a), nertag_document_of(b), sizeof(nertag_document)) == 0,
          "documents differ");
    check(nertag_mention_count(a) == nertag_mention_count(b), "counts differ");
    for (size_t i = 0; i < nertag_mention_count(a); i++) {
        check(memcmp(nertag_mention_at(a, i), nertag_mention_at(b, i), sizeof(nertag_mention)) == 0,
              "mentions differ");
    }
}
