/* lookup.c - find gazetteer names in the words of a segment
 *
 * needs  words
 * adds   candidates: leftmost-longest matches, whole words, case as each surface form allows
 * cost   O(bytes); no allocation beyond the candidates
 *
 * Names are looked up word by word, in windows of 4 KiB and four passes a window, so that the
 * memory each pass needs has been asked for by the one before: (1) hash each word that may begin a
 * name and keep those in the first-word filter, (2) find the slot of each and hash the word that
 * follows where the slot says that a longer name may go on with it, (3) find the slot of these two,
 * (4) verify the surface forms byte by byte, walk on while longer names exist, keep the longest. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "model/catalog.h"
#include "model/forms.h"
#include "tag/stages.h"
#include "text/fold.h"
#include "text/token.h"

#define WINDOW_BLOCKS 64
#define SURFACE_TOKENS_MAX (NT_SURFACE_MAX / 2) /* a token and what separates it from the next */

/* A word that may begin a name. */
struct lookup_item {
    uint64_t hash;
    uint64_t slot;
    uint64_t next_hash; /* of this word and the next one */
    uint64_t next_slot; /* of the same; 0: no name goes on */
    uint32_t start;     /* bytes of the segment */
    uint32_t end;
    uint32_t next_end; /* of the next word */
};

struct lookup_queue {
    struct lookup_item items[WINDOW_BLOCKS * NT_BLOCK / 2 + 1]; /* a word and what ends it */
};

struct lookup_queue *nt_lookup_queue_new(void) {
    return malloc(sizeof(struct lookup_queue));
}

void nt_lookup_queue_free(struct lookup_queue *queue) {
    free(queue);
}

/* The segment as the passes see it. */
struct lookup {
    const nertag_model *model;
    const struct words *words;
    const char *text;  /* the segment */
    size_t text_bytes; /* of the segment */
    size_t readable;   /* bytes from 'text' on that may be read */
    size_t dotted_end; /* no word before it begins a token of its own */
};

static inline bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/* Hash of the token at 'start' in the uncommon cases; moves '*end' if it is a dotted abbreviation.
 */
static __attribute__((noinline)) uint64_t slow_token_at(const struct lookup *lookup, size_t start,
                                                        size_t *end) {
    bool is_dotted = false;
    if (*end - start == 1 && *end < lookup->text_bytes && lookup->text[*end] == '.' &&
        lookup->text[start] >= 'A' && lookup->text[start] <= 'Z') {
        size_t dotted_end = nt_token_dotted_end(lookup->text, lookup->text_bytes, start);
        is_dotted = dotted_end > 0;
        *end = is_dotted ? dotted_end : *end;
    }
    return nt_token_hash(lookup->text, start, *end, is_dotted);
}

/* End and hash of the token whose first word is at 'start'. */
static inline uint64_t token_at(const struct lookup *lookup, size_t start, size_t *end) {
    const struct words *words = lookup->words;
    const char *text = lookup->text + start;
    uint64_t gaps = ~nt_bits_from(words->words, start);
    size_t byte_count = gaps == 0 ? NT_BLOCK : (size_t)__builtin_ctzll(gaps);
    uint64_t others = nt_bits_from(words->others, start)
                      << 1 << (NT_BLOCK - 1 - byte_count % NT_BLOCK);
    bool is_plain = byte_count - 1 < 16 && others == 0 && start + 17 <= lookup->readable;
    if (!is_plain || (byte_count == 1 && text[1] == '.')) {
        *end = nt_word_end(words, start);
        return slow_token_at(lookup, start, end);
    }
    *end = start + byte_count;
    return nt_hash_short(text, byte_count);
}

/* Pass 1. */
static size_t collect(struct lookup *lookup, size_t first_block, size_t last_block,
                      struct lookup_item *items) {
    size_t count = 0;
    for (size_t block = first_block; block < last_block; block++) {
        for (uint64_t left = lookup->words->begins[block]; left != 0; left &= left - 1) {
            size_t start = block * NT_BLOCK + (size_t)__builtin_ctzll(left);
            size_t end;
            if (start < lookup->dotted_end || start >= lookup->words->core_bytes) {
                continue;
            }
            uint64_t hash = token_at(lookup, start, &end);
            if (end - start > 2 && lookup->text[start + 1] == '.') {
                lookup->dotted_end = end;
            }
            items[count].hash = hash;
            items[count].start = (uint32_t)start;
            items[count].end = (uint32_t)end;
            /* added, not branched on: which way it goes cannot be foretold */
            count += nt_forms_filter(lookup->model, hash, is_lower(lookup->text[start]));
        }
    }
    for (size_t i = 0; i < count; i++) {
        nt_forms_prefetch(lookup->model, items[i].hash);
    }
    return count;
}

/* Hash of the sequence that goes on with the token behind '*end', if the slot of the sequence so
 * far knows such names; else 0. Moves '*end' to the end of that token. */
static inline uint64_t go_on(const struct lookup *lookup, uint64_t hash, uint64_t slot,
                             size_t *end) {
    if (NT_SLOT_FOLLOWERS(slot) == 0) {
        return 0;
    }
    size_t next = nt_word_next(lookup->words, *end);
    if (next >= lookup->text_bytes || next - *end > NT_SEPARATOR_RAW_MAX ||
        (is_lower(lookup->text[next]) && !(slot & NT_SLOT_LOWER))) {
        return 0; /* "The" goes on in many names, but in few with a small letter */
    }
    uint64_t token_hash = token_at(lookup, next, end);
    if (token_hash == 0 || !(slot & nt_follower_bit(token_hash))) {
        return 0;
    }
    return nt_hash_extend(hash, token_hash);
}

/* Pass 2. */
static size_t find_slots(const struct lookup *lookup, struct lookup_item *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = items[i].hash;
        uint64_t slot = hash == 0 ? 0 : nt_forms_find(lookup->model, hash);
        size_t end = items[i].end;
        uint64_t next_hash = slot == 0 ? 0 : go_on(lookup, hash, slot, &end);
        if (next_hash != 0) {
            nt_forms_prefetch(lookup->model, next_hash);
        }
        if (NT_SLOT_ALIAS(slot) != 0) {
            nt_alias_prefetch(lookup->model, NT_SLOT_ALIAS(slot));
        } else if (next_hash == 0) {
            continue;
        }
        items[kept] = items[i];
        items[kept].slot = slot;
        items[kept].next_hash = next_hash;
        items[kept++].next_end = (uint32_t)end;
    }
    return kept;
}

/* Pass 3. */
static size_t find_next_slots(const struct lookup *lookup, struct lookup_item *items,
                              size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = items[i].next_hash;
        uint64_t slot = hash == 0 ? 0 : nt_forms_find(lookup->model, hash);
        if (NT_SLOT_ALIAS(slot) != 0) {
            nt_alias_prefetch(lookup->model, NT_SLOT_ALIAS(slot));
        }
        if (slot != 0 || NT_SLOT_ALIAS(items[i].slot) != 0) {
            items[kept] = items[i];
            items[kept++].next_slot = slot;
        }
    }
    return kept;
}

/* memcmp for short strings, most of which are equal: no call, no table of cases. */
static inline bool is_same(const char *a, const char *b, size_t bytes) {
    while (bytes >= 8) {
        if (nt_load64(a) != nt_load64(b)) {
            return false;
        }
        a += 8;
        b += 8;
        bytes -= 8;
    }
    for (; bytes > 0; bytes--) {
        if (*a++ != *b++) {
            return false;
        }
    }
    return true;
}

/* Does what a match takes in behind its tokens hold no word and end where a code point does? Not if
 * the model is damaged, or the slot is shared with a longer sequence. */
static bool ends_whole(const struct lookup *lookup, size_t token_end, size_t end) {
    uint64_t tails = lookup->words->tails[end / NT_BLOCK] >> (end % NT_BLOCK);
    return nt_word_next(lookup->words, token_end) >= end && !(tails & 1);
}

/* Does the alias match at 'start', given that its tokens hash as those up to 'token_end'? Returns
 * the end of the match or 0; '*is_exact' when it is written in the same bytes. */
static size_t verify(const struct lookup *lookup, const struct alias *alias, size_t start,
                     size_t token_end, bool *is_exact) {
    size_t end = start + alias->byte_count;
    *is_exact = end >= token_end && end <= lookup->text_bytes &&
                is_same(lookup->text + start, alias->surface, alias->byte_count) &&
                (end == token_end || ends_whole(lookup, token_end, end));
    if (!*is_exact &&
        !nt_fold_match(lookup->text, lookup->text_bytes, start, alias->surface, alias->byte_count,
                       (enum case_policy)(alias->flags & NT_ALIAS_CASE_MASK), &end)) {
        return 0;
    }
    if ((alias->flags & NT_ALIAS_STOP) && end < lookup->text_bytes && lookup->text[end] == '.') {
        end++;
    }
    return end;
}

/* One reading of a match: a surface form. */
struct reading {
    uint32_t alias;
    uint32_t entity; /* the alias's field, to ask the memory for it */
    bool is_exact;
};

/* A match so far: the longest. Of equally long ones an exact spelling, then the first of the chain;
 * apart for forms that hold by themselves [0] and those that need context [1]. */
struct best {
    size_t end;
    struct reading readings[2];
};

static void consider(struct best *best, size_t end, bool needs_context, struct reading reading) {
    if (end > best->end) {
        *best = (struct best){.end = end};
    }
    struct reading *known = &best->readings[needs_context];
    bool is_better = known->alias == 0 || (reading.is_exact && !known->is_exact);
    if (end == best->end && is_better) {
        *known = reading;
    }
}

static void verify_chain(const struct lookup *lookup, uint32_t unit, size_t start, size_t token_end,
                         struct best *best) {
    struct alias alias;
    while (nt_alias_at(lookup->model, unit, &alias)) {
        bool is_exact;
        size_t end = verify(lookup, &alias, start, token_end, &is_exact);
        if (end > 0) {
            struct reading reading = {unit, alias.entity, is_exact};
            consider(best, end, (alias.flags & NT_ALIAS_CONTEXT) != 0, reading);
        }
        unit = alias.next;
    }
}

/* Pass 4, for one word: walk on while the table knows longer names, but not as far as a damaged
 * model would have it. */
static struct best match_at(const struct lookup *lookup, const struct lookup_item *item) {
    struct best best = {0};
    if (NT_SLOT_ALIAS(item->slot) != 0) {
        verify_chain(lookup, NT_SLOT_ALIAS(item->slot), item->start, item->end, &best);
    }
    uint64_t hash = item->next_hash;
    uint64_t slot = item->next_slot;
    size_t end = item->next_end;
    for (int tokens = 2; slot != 0 && tokens <= SURFACE_TOKENS_MAX; tokens++) {
        if (NT_SLOT_ALIAS(slot) != 0) {
            verify_chain(lookup, NT_SLOT_ALIAS(slot), item->start, end, &best);
        }
        hash = go_on(lookup, hash, slot, &end);
        slot = hash == 0 ? 0 : nt_forms_find(lookup->model, hash);
    }
    return best;
}

static nertag_status add_matches(const struct lookup *lookup, const struct lookup_item *items,
                                 size_t count, size_t *covered, struct doc *doc) {
    if (!nt_array_reserve(&doc->candidates, &doc->candidate_capacity, doc->candidate_count + count,
                          sizeof *doc->candidates)) {
        return NERTAG_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        if (items[i].start < *covered) {
            continue;
        }
        struct best best = match_at(lookup, &items[i]);
        if (best.end > 0) {
            bool has_plain = best.readings[0].alias != 0;
            doc->candidates[doc->candidate_count++] = (struct candidate){
                doc->segment_start + items[i].start, doc->segment_start + (uint32_t)best.end,
                best.readings[!has_plain].alias, has_plain ? best.readings[1].alias : 0};
            *covered = best.end;
            nt_catalog_prefetch(lookup->model, best.readings[!has_plain].entity);
        }
    }
    return NERTAG_OK;
}

nertag_status nt_stage_lookup(const struct tag_context *context, struct doc *doc) {
    struct lookup lookup = {.model = context->model,
                            .words = &doc->words,
                            .text = doc->words.text,
                            .text_bytes = doc->words.text_bytes,
                            .readable = doc->text_bytes - doc->segment_start};
    struct lookup_item *items = context->queue->items;
    /* what a match or an abbreviation that began in an earlier segment has taken of this one */
    size_t covered =
        doc->covered_end > doc->segment_start ? doc->covered_end - doc->segment_start : 0;
    lookup.dotted_end =
        doc->dotted_end > doc->segment_start ? doc->dotted_end - doc->segment_start : 0;
    doc->candidate_count = 0;
    for (size_t block = 0; block < doc->words.block_count; block += WINDOW_BLOCKS) {
        size_t last = block + WINDOW_BLOCKS;
        last = last < doc->words.block_count ? last : doc->words.block_count;
        size_t count = collect(&lookup, block, last, items);
        count = find_slots(&lookup, items, count);
        count = find_next_slots(&lookup, items, count);
        nertag_status status = add_matches(&lookup, items, count, &covered, doc);
        if (status != NERTAG_OK) {
            return status;
        }
    }
    doc->covered_end = doc->segment_start + (uint32_t)covered;
    doc->dotted_end = doc->segment_start + (uint32_t)lookup.dotted_end;
    return NERTAG_OK;
}
