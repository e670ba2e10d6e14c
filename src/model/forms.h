/* forms.h - surface forms of a model: walk the token table, list the entities of an alias
 *
 * Operations, in the order in which the lookup uses them: nt_forms_filter (may a token begin a
 * name?), nt_forms_find (the slot of a sequence of tokens), nt_alias_at (the surface forms of a
 * slot, a chain), nt_alias_entity (what a surface form stands for). All check what they read, so a
 * damaged model gives wrong names at worst. */
#ifndef NT_FORMS_H
#define NT_FORMS_H

#include <stdbool.h>

#include "model/model.h"

struct alias {
    const char *surface; /* canonical spelling, NUL-terminated; the model's */
    uint32_t byte_count;
    uint32_t next;   /* unit of the next alias of the slot, or 0 */
    uint32_t flags;  /* NT_ALIAS_* */
    uint32_t entity; /* raw field: see nt_alias_entity */
    uint32_t score;  /* hundredths */
};

static inline bool nt_forms_filter(const nertag_model *model, uint64_t hash, bool is_lower) {
    uint64_t bit = nt_filter_bit(hash, is_lower, model->filter_log2);
    return model->sections[NT_SECTION_FILTER].data[bit >> 3] >> (bit & 7) & 1;
}

/* Ask the memory for the slot of 'hash' ahead of nt_forms_find. */
static inline void nt_forms_prefetch(const nertag_model *model, uint64_t hash) {
    __builtin_prefetch(model->sections[NT_SECTION_TABLE].data +
                       8 * (hash >> (64 - model->table_log2)));
}

/* The slot of a sequence of tokens, or 0. O(1) expected, at most probe_max + 1 steps. */
static inline uint64_t nt_forms_find(const nertag_model *model, uint64_t hash) {
    const uint8_t *table = model->sections[NT_SECTION_TABLE].data;
    uint64_t mask = ((uint64_t)1 << model->table_log2) - 1;
    uint64_t index = hash >> (64 - model->table_log2);
    uint64_t tag = hash & 0xFFFF;
    for (uint32_t probe = 0; probe <= model->probe_max; probe++) {
        uint64_t slot = nt_load64(table + 8 * index);
        if (slot == 0 || NT_SLOT_TAG(slot) == tag) {
            return slot;
        }
        index = (index + 1) & mask;
    }
    return 0;
}

static inline void nt_alias_prefetch(const nertag_model *model, uint32_t unit) {
    uint64_t offset = (uint64_t)unit * NT_ALIAS_UNIT;
    if (offset < model->sections[NT_SECTION_ALIASES].bytes) {
        __builtin_prefetch(model->sections[NT_SECTION_ALIASES].data + offset);
    }
}

/* Read the alias at 'unit'; false when out of range or damaged. */
static inline bool nt_alias_at(const nertag_model *model, uint32_t unit, struct alias *alias) {
    const struct section *pool = &model->sections[NT_SECTION_ALIASES];
    uint64_t offset = (uint64_t)unit * NT_ALIAS_UNIT;
    if (unit == 0 || offset + NT_ALIAS_SURFACE >= pool->bytes) {
        return false;
    }
    const uint8_t *record = pool->data + offset;
    alias->next = nt_load32(record + NT_ALIAS_NEXT);
    alias->entity = nt_load32(record + NT_ALIAS_ENTITY);
    alias->byte_count = nt_load16(record + NT_ALIAS_BYTE_COUNT);
    alias->flags = record[NT_ALIAS_FLAGS];
    alias->score = record[NT_ALIAS_SCORE];
    alias->surface = (const char *)record + NT_ALIAS_SURFACE;
    if (alias->next >= unit) {
        alias->next = 0; /* chains run downwards, or they could run for ever */
    }
    return alias->byte_count > 0 && alias->score <= 100 &&
           offset + NT_ALIAS_SURFACE + alias->byte_count < pool->bytes;
}

/* How many entities the alias can stand for: 0 when damaged. */
uint32_t nt_alias_entity_count(const nertag_model *model, const struct alias *alias);
/* Entity 'rank' of the alias, 0 = best; NERTAG_NONE when out of range. */
uint32_t nt_alias_entity(const nertag_model *model, const struct alias *alias, uint32_t rank);

/* Call 'visit' for every alias in the file's order, with its unit; stops early when it returns
 * false. */
typedef bool nt_alias_visit(void *context, uint32_t unit, const struct alias *alias);
bool nt_forms_each(const nertag_model *model, nt_alias_visit *visit, void *context);

nertag_status nt_forms_verify(const nertag_model *model, nertag_error *err);

#endif
