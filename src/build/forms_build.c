/* forms_build.c - surface forms to the lookup structures of a model */
#include "build/forms_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "base/error.h"
#include "model/format.h"
#include "text/fold.h"
#include "text/token.h"
#include "text/utf8.h"

#define FILTER_LOG2_CAP 22 /* 512 KiB: more would not stay in a core's cache */

static nertag_status no_memory(nertag_error *err) {
    return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to build a model");
}

void nt_forms_build_free(struct forms_build *forms) {
    nt_strbuf_free(&forms->aliases);
    free(forms->nodes);
    free(forms->table);
    free(forms->filter);
    *forms = (struct forms_build){0};
}

static bool is_lower(uint32_t c) {
    return c >= 'a' && c <= 'z';
}

static void set_begin(struct forms_build *forms, uint32_t c) {
    forms->begins.ascii[c >> 3] |= (uint8_t)(1u << (c & 7));
}

/* The folded word, which begins with a small letter, begins a name. */
static void set_lower(struct forms_build *forms, const struct folded *word) {
    uint32_t first = (uint8_t)word->data[0];
    uint32_t second = word->byte_count > 1 ? (uint8_t)word->data[1] : 0;
    uint8_t *pairs = forms->lower_pairs[first - 'a'];
    char bytes[8] = {0};
    for (size_t i = 0; i < sizeof bytes && i < word->byte_count; i++) {
        bytes[i] = (char)(word->data[i] | 0x20);
    }
    uint32_t bit = nt_lower_bit(nt_load64(bytes));
    forms->begins.lower[bit >> 3] |= (uint8_t)(1u << (bit & 7));
    pairs[0] = 1; /* so that the letter is known even if no ASCII character follows */
    if (second == 0) {
        for (uint32_t c = 0; c < 128; c++) {
            pairs[c] |= !nt_utf8_is_word(c);
        }
    } else if (second < 0x80) {
        pairs[second] = 1;
        if (is_lower(second)) {
            pairs[second & ~0x20u] = 1; /* a form for any case */
        }
    }
}

/* Deal the letters out to the buckets in turn: with eight or fewer no two share one. */
static void deal_buckets(struct forms_build *forms) {
    uint32_t dealt = 0;
    for (uint32_t letter = 0; letter < 26; letter++) {
        const uint8_t *pairs = forms->lower_pairs[letter];
        if (pairs[0] == 0) {
            continue;
        }
        uint8_t bucket = (uint8_t)(1u << (dealt++ & 7));
        forms->begins.first['a' + letter] = bucket;
        for (uint32_t c = 0; c < 128; c++) {
            forms->begins.second[c] |= pairs[c] ? bucket : 0;
        }
    }
}

/* Note which words can begin this form in a text, by their first two characters: those of its first
 * token, decomposed as the text may be. A small letter is among them where the form is written so
 * or for any case; a capital in any case, since a word may stand in capitals ("U.S." is one token
 * only if the scan stops at its U); a non-ASCII character is always looked at. */
static void note_begin(struct forms_build *forms, const char *surface, const struct token *first,
                       uint32_t flags, struct forms_node *node) {
    struct folded folded;
    bool is_any_case = (flags & NT_ALIAS_CASE_MASK) == NT_CASE_FOLD;
    for (uint32_t letter = 'A'; letter <= 'Z'; letter++) {
        set_begin(forms, letter);
    }
    if (!nt_fold_token(surface, first->start, first->end, first->is_dotted, is_any_case, &folded)) {
        return;
    }
    uint32_t c = (uint8_t)folded.data[0];
    node->has_lower = is_lower(c);
    if (is_lower(c)) {
        set_lower(forms, &folded);
    } else if (c < 0x80) {
        set_begin(forms, c);
    }
}

/* Bits of a slot for a token that follows. */
static uint64_t follower_bits(const char *surface, const struct token *token, uint32_t flags) {
    bool is_any_case = (flags & NT_ALIAS_CASE_MASK) == NT_CASE_FOLD;
    struct folded folded;
    bool may_be_lower =
        !nt_fold_token(surface, token->start, token->end, token->is_dotted, is_any_case, &folded) ||
        is_lower((uint8_t)folded.data[0]);
    return nt_follower_bit(token->hash) | (may_be_lower ? NT_SLOT_LOWER : 0);
}

static nertag_status add_node(struct forms_build *forms, struct forms_node node,
                              nertag_error *err) {
    if (!nt_array_reserve(&forms->nodes, &forms->node_capacity, forms->node_count + 1,
                          sizeof *forms->nodes)) {
        return no_memory(err);
    }
    forms->nodes[forms->node_count++] = node;
    return NERTAG_OK;
}

static nertag_status add_nodes(struct forms_build *forms, const char *surface, size_t byte_count,
                               uint32_t flags, uint32_t unit, nertag_error *err) {
    struct token token;
    struct forms_node node = {0};
    size_t at = 0;
    while (nt_token_next(surface, byte_count, at, &token)) {
        if (at == 0) {
            node.hash = token.hash;
            node.is_first = true;
            note_begin(forms, surface, &token, flags, &node);
        } else {
            node.follower = follower_bits(surface, &token, flags);
            NT_TRY(add_node(forms, node, err));
            node = (struct forms_node){.hash = nt_hash_extend(node.hash, token.hash)};
        }
        at = token.end;
    }
    node.alias = unit;
    return add_node(forms, node, err);
}

nertag_status nt_forms_build_add(struct forms_build *forms, const char *surface, size_t byte_count,
                                 uint32_t entity, uint32_t flags, uint32_t score, uint32_t *byte,
                                 nertag_error *err) {
    if (forms->aliases.bytes == 0) {
        nt_strbuf_append(&forms->aliases, "\0\0\0", NT_ALIAS_UNIT);
    }
    size_t offset = forms->aliases.bytes;
    size_t record_bytes = NT_ALIAS_SURFACE + byte_count + 1;
    record_bytes = (record_bytes + NT_ALIAS_UNIT - 1) / NT_ALIAS_UNIT * NT_ALIAS_UNIT;
    if ((offset + record_bytes) / NT_ALIAS_UNIT >= 1u << NT_ALIAS_UNIT_BITS) {
        return nt_error(err, NERTAG_BAD_SOURCE, "the surface forms are over 1 GiB in all");
    }
    char *record = nt_strbuf_room(&forms->aliases, record_bytes);
    if (record == NULL) {
        return no_memory(err);
    }
    memset(record, 0, record_bytes);
    nt_store32(record + NT_ALIAS_ENTITY, entity);
    nt_store16(record + NT_ALIAS_BYTE_COUNT, (uint16_t)byte_count); /* <= NT_SURFACE_MAX */
    record[NT_ALIAS_FLAGS] = (char)flags;
    record[NT_ALIAS_SCORE] = (char)score;
    memcpy(record + NT_ALIAS_SURFACE, surface, byte_count);
    forms->aliases.bytes += record_bytes;
    forms->alias_count++;
    *byte = (uint32_t)offset + NT_ALIAS_SURFACE;
    return add_nodes(forms, surface, byte_count, flags, (uint32_t)(offset / NT_ALIAS_UNIT), err);
}

/* ---- table ---- */

/* The slot of the hash, or the free one where it belongs; the table is never full. */
static uint64_t find_slot(const struct forms_build *forms, uint64_t hash, uint32_t *probes) {
    uint64_t mask = ((uint64_t)1 << forms->table_log2) - 1;
    uint64_t index = hash >> (64 - forms->table_log2);
    for (*probes = 0;; ++*probes) {
        uint64_t slot = forms->table[index];
        if (slot == 0 || NT_SLOT_TAG(slot) == (hash & 0xFFFF)) {
            return index;
        }
        index = (index + 1) & mask;
    }
}

/* Enter all nodes; false when the table is too full or a probe path too long. */
static bool fill_table(struct forms_build *forms) {
    size_t used = 0;
    size_t used_max = ((size_t)3 << forms->table_log2) / 4;
    forms->probe_max = 0;
    for (size_t i = 0; i < forms->node_count; i++) {
        const struct forms_node *node = &forms->nodes[i];
        uint32_t probes;
        uint64_t index = find_slot(forms, node->hash, &probes);
        uint64_t slot = forms->table[index];
        used += slot == 0;
        forms->probe_max = probes > forms->probe_max ? probes : forms->probe_max;
        if (used > used_max || probes > NT_PROBE_LIMIT) {
            return false;
        }
        slot |= (node->hash & 0xFFFF) << 48 | node->follower;
        if (node->alias != 0) {
            char *record = forms->aliases.data + (size_t)node->alias * NT_ALIAS_UNIT;
            nt_store32(record + NT_ALIAS_NEXT, NT_SLOT_ALIAS(slot));
            slot = (slot & ~(uint64_t)((1u << NT_ALIAS_UNIT_BITS) - 1)) | node->alias;
        }
        forms->table[index] = slot;
    }
    return true;
}

static nertag_status build_table(struct forms_build *forms, nertag_error *err) {
    forms->table_log2 = NT_TABLE_LOG2_MIN;
    while (((uint64_t)1 << forms->table_log2) * 3 / 4 <= forms->alias_count) {
        forms->table_log2++;
    }
    for (; forms->table_log2 <= NT_TABLE_LOG2_MAX; forms->table_log2++) {
        free(forms->table);
        forms->table = calloc((size_t)1 << forms->table_log2, sizeof *forms->table);
        if (forms->table == NULL) {
            return no_memory(err);
        }
        if (fill_table(forms)) {
            return NERTAG_OK;
        }
    }
    return nt_error(err, NERTAG_BAD_SOURCE, "too many surface forms for one model");
}

/* One bit for each first token: eight times as many bits as aliases keep false hits rare. */
static nertag_status build_filter(struct forms_build *forms, nertag_error *err) {
    forms->filter_log2 = NT_FILTER_LOG2_MIN;
    while (forms->filter_log2 < FILTER_LOG2_CAP &&
           (uint64_t)1 << forms->filter_log2 < (uint64_t)forms->alias_count * 8) {
        forms->filter_log2++;
    }
    forms->filter = calloc(((size_t)1 << forms->filter_log2) / 8, 1);
    if (forms->filter == NULL) {
        return no_memory(err);
    }
    for (size_t i = 0; i < forms->node_count; i++) {
        const struct forms_node *node = &forms->nodes[i];
        for (int lower = 0; lower < 2 && node->is_first; lower++) {
            uint64_t bit = nt_filter_bit(node->hash, lower, forms->filter_log2);
            if (!lower || node->has_lower) { /* any word may begin with a byte over 7F */
                forms->filter[bit >> 3] |= (uint8_t)(1u << (bit & 7));
            }
        }
    }
    return NERTAG_OK;
}

nertag_status nt_forms_build_finish(struct forms_build *forms, nertag_error *err) {
    if (forms->aliases.bytes == 0) {
        nt_strbuf_append(&forms->aliases, "\0\0\0", NT_ALIAS_UNIT);
    }
    if (forms->aliases.failed) {
        return no_memory(err);
    }
    deal_buckets(forms);
    NT_TRY(build_table(forms, err));
    return build_filter(forms, err);
}
