/* resolve.c - candidates to mentions: entity, sentence, zone, offsets in all units
 *
 * needs  words, sentence starts, zone spans, candidates
 * adds   mentions
 * cost   O(C + S + Z) */
#include "base/array.h"
#include "model/catalog.h"
#include "model/forms.h"
#include "tag/stages.h"

/* Places in the arrays of the segment that move on with the candidates. */
struct merge {
    size_t sentence; /* starts at or before the candidate */
    size_t zone;     /* first span that does not end before it */
};

static uint32_t zone_of(const struct doc *doc, struct merge *merge, uint32_t start) {
    while (merge->zone < doc->zone_span_count && doc->zone_spans[merge->zone].end <= start) {
        merge->zone++;
    }
    bool is_in = merge->zone < doc->zone_span_count && doc->zone_spans[merge->zone].start <= start;
    return is_in ? doc->zone_spans[merge->zone].zone : (uint32_t)NERTAG_ZONE_BODY;
}

/* Is there no word between the start of the sentence and 'start'? */
static bool opens_sentence(const struct doc *doc, const struct merge *merge, uint32_t start) {
    uint32_t first = merge->sentence > 0 ? doc->sentence_starts[merge->sentence - 1]
                                         : doc->sentence_start_before;
    if (first < doc->segment_start) {
        return false; /* it began in an earlier segment, which ends with a word or more */
    }
    return nt_word_next(&doc->words, first - doc->segment_start) >= start - doc->segment_start;
}

static void set_offsets(const struct doc *doc, const struct candidate *candidate,
                        nertag_mention *mention) {
    size_t start = candidate->start - doc->segment_start;
    size_t end = candidate->end - doc->segment_start;
    mention->start = candidate->start;
    mention->end = candidate->end;
    mention->start_codepoint = doc->codepoints_before + nt_words_codepoints(&doc->words, start);
    mention->end_codepoint = doc->codepoints_before + nt_words_codepoints(&doc->words, end);
    mention->start_utf16 =
        mention->start_codepoint + doc->wide_before + nt_words_wide(&doc->words, start);
    mention->end_utf16 =
        mention->end_codepoint + doc->wide_before + nt_words_wide(&doc->words, end);
}

/* "US$5 million": a currency, not the country. */
static bool is_currency(const struct doc *doc, const struct candidate *candidate) {
    return candidate->end < doc->text_bytes && doc->text[candidate->end] == '$';
}

static void resolve_candidate(const struct tag_context *context, struct doc *doc,
                              struct merge *merge, const struct candidate *candidate) {
    struct alias alias;
    struct mention *mention = &doc->mentions[doc->mention_count];
    if (!nt_alias_at(context->model, candidate->alias, &alias)) {
        return;
    }
    while (merge->sentence < doc->sentence_start_count &&
           doc->sentence_starts[merge->sentence] <= candidate->start) {
        merge->sentence++;
    }
    nertag_mention *seen = &mention->seen;
    mention->kb_entity = nt_alias_entity(context->model, &alias, 0);
    if (!nt_catalog_label(context->model, mention->kb_entity, &seen->label, &seen->source) ||
        seen->label == NT_LABEL_NONE || is_currency(doc, candidate) ||
        ((alias.flags & NT_ALIAS_NOSTART) && opens_sentence(doc, merge, candidate->start))) {
        return;
    }
    mention->needs_context = alias.flags & NT_ALIAS_CONTEXT;
    mention->doubtful = mention->needs_context ? candidate->alias : candidate->other;
    seen->score = (float)alias.score / 100.0f;
    seen->sentence = doc->sentences_before + (uint32_t)merge->sentence;
    seen->zone = zone_of(doc, merge, candidate->start);
    seen->entity = NERTAG_NONE;
    set_offsets(doc, candidate, seen);
    doc->mention_count++;
}

nertag_status nt_stage_resolve(const struct tag_context *context, struct doc *doc) {
    struct merge merge = {0, 0};
    if (!nt_array_reserve(&doc->mentions, &doc->mention_capacity,
                          doc->mention_count + doc->candidate_count, sizeof *doc->mentions)) {
        return NERTAG_NO_MEMORY;
    }
    for (size_t i = 0; i < doc->candidate_count; i++) {
        resolve_candidate(context, doc, &merge, &doc->candidates[i]);
    }
    return NERTAG_OK;
}
