/* entities.c - mentions to entities of the document
 *
 * Two document stages. 'context' decides about surface forms that need context: they stand for
 * their entity where it is named otherwise in the document; else for what the same spelling means
 * without context, or nothing. 'entities' groups what is left and gives each group its salience:
 *
 *   weight of a mention  = zone weight x (2 - start / length of the text)
 *   salience of an entity = sum over its mentions / sum over all mentions
 *
 * with zone weights title 6, body 2, caption 1, dateline 1, byline 1, boilerplate 0, so that what
 * stands in the title or early counts for more. Computed in integers: the same on every machine. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "model/catalog.h"
#include "model/forms.h"
#include "tag/stages.h"

/* Entity of the model -> value, emptied in O(1) by a new stamp. */
struct map_slot {
    uint32_t stamp;
    uint32_t key;
    uint32_t value;
};

struct entity_map {
    struct map_slot *slots;
    size_t slot_count; /* power of two */
    size_t used;
    uint32_t stamp;
};

struct entity_map *nt_entity_map_new(void) {
    return calloc(1, sizeof(struct entity_map));
}

void nt_entity_map_free(struct entity_map *map) {
    if (map != NULL) {
        free(map->slots);
        free(map);
    }
}

/* Empty the map. */
static void map_begin(struct entity_map *map) {
    map->used = 0;
    map->stamp++;
    if (map->stamp == 0) { /* after 2^32 documents: clear what may bear an old stamp */
        for (size_t i = 0; i < map->slot_count; i++) {
            map->slots[i].stamp = 0;
        }
        map->stamp = 1;
    }
}

/* The slot of the key or the free one where it belongs. slot_count > 0. */
static struct map_slot *map_slot_of(const struct entity_map *map, uint32_t key) {
    size_t index = (key * 0x9E3779B1u) & (map->slot_count - 1);
    while (map->slots[index].stamp == map->stamp && map->slots[index].key != key) {
        index = (index + 1) & (map->slot_count - 1);
    }
    return &map->slots[index];
}

static bool map_has(const struct entity_map *map, uint32_t key) {
    return map->slot_count > 0 && map_slot_of(map, key)->stamp == map->stamp;
}

static bool map_grow(struct entity_map *map) {
    struct entity_map larger = *map;
    larger.slot_count = map->slot_count == 0 ? 256 : map->slot_count * 2;
    larger.slots = calloc(larger.slot_count, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < map->slot_count; i++) {
        if (map->slots[i].stamp == map->stamp) {
            *map_slot_of(&larger, map->slots[i].key) = map->slots[i];
        }
    }
    free(map->slots);
    *map = larger;
    return true;
}

/* The value of the key, entered with 'value' when it is new; NULL when memory is short. */
static uint32_t *map_insert(struct entity_map *map, uint32_t key, uint32_t value) {
    if ((map->used + 1) * 2 > map->slot_count && !map_grow(map)) {
        return NULL;
    }
    struct map_slot *slot = map_slot_of(map, key);
    if (slot->stamp != map->stamp) {
        *slot = (struct map_slot){map->stamp, key, value};
        map->used++;
    }
    return &slot->value;
}

/* ---- context ---- */

/* The best entity of the mention's doubtful form that is named without doubt; NERTAG_NONE if none.
 */
static uint32_t named_entity(const struct tag_context *context, const struct mention *mention) {
    struct alias alias;
    if (!nt_alias_at(context->model, mention->doubtful, &alias)) {
        return NERTAG_NONE;
    }
    uint32_t count = nt_alias_entity_count(context->model, &alias);
    for (uint32_t rank = 0; rank < count; rank++) {
        uint32_t entity = nt_alias_entity(context->model, &alias, rank);
        if (map_has(context->map, entity)) {
            return entity;
        }
    }
    return NERTAG_NONE;
}

/* Take the doubtful reading if its entity is named, else the other; false when there is none. */
static bool decide(const struct tag_context *context, struct mention *mention) {
    uint32_t entity = named_entity(context, mention);
    if (entity == NERTAG_NONE) {
        return !mention->needs_context;
    }
    mention->kb_entity = entity;
    return nt_catalog_label(context->model, entity, &mention->seen.label, &mention->seen.source) &&
           mention->seen.label != NT_LABEL_NONE;
}

/* Should the caller see the mention? */
static bool is_wanted(const struct tag_context *context, const nertag_mention *mention) {
    return (context->labels >> mention->label & 1) && mention->score >= context->min_score;
}

nertag_status nt_stage_context(const struct tag_context *context, struct doc *doc) {
    bool has_doubt = false;
    bool has_filter = context->labels != UINT32_MAX || context->min_score > 0;
    for (size_t i = 0; i < doc->mention_count && !has_doubt; i++) {
        has_doubt = doc->mentions[i].doubtful != 0;
    }
    if (!has_doubt && !has_filter) {
        return NERTAG_OK;
    }
    map_begin(context->map);
    for (size_t i = 0; i < doc->mention_count; i++) {
        const struct mention *mention = &doc->mentions[i];
        if (!mention->needs_context && map_insert(context->map, mention->kb_entity, 0) == NULL) {
            return NERTAG_NO_MEMORY;
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < doc->mention_count; i++) {
        struct mention mention = doc->mentions[i];
        if (mention.doubtful != 0 && !decide(context, &mention)) {
            continue;
        }
        if (is_wanted(context, &mention.seen)) {
            doc->mentions[kept++] = mention;
        }
    }
    doc->mention_count = kept;
    return NERTAG_OK;
}

/* ---- entities ---- */

static uint64_t mention_weight(const struct doc *doc, const nertag_mention *mention) {
    static const uint8_t zone_weights[] = {
        [NERTAG_ZONE_BODY] = 2,   [NERTAG_ZONE_TITLE] = 6,   [NERTAG_ZONE_DATELINE] = 1,
        [NERTAG_ZONE_BYLINE] = 1, [NERTAG_ZONE_CAPTION] = 1, [NERTAG_ZONE_BOILERPLATE] = 0};
    return zone_weights[mention->zone] * (2 * (uint64_t)doc->text_bytes - mention->start);
}

/* Give each mention its entity of the document, entered when it is new. */
static nertag_status group(const struct tag_context *context, struct doc *doc, uint64_t *total) {
    map_begin(context->map);
    doc->entity_count = 0;
    *total = 0;
    for (size_t i = 0; i < doc->mention_count; i++) {
        struct mention *mention = &doc->mentions[i];
        uint32_t *index = map_insert(context->map, mention->kb_entity, (uint32_t)doc->entity_count);
        if (index == NULL || !nt_array_reserve(&doc->entities, &doc->entity_capacity,
                                               doc->entity_count + 1, sizeof *doc->entities)) {
            return NERTAG_NO_MEMORY;
        }
        struct doc_entity *entity = &doc->entities[*index];
        if (*index == doc->entity_count) {
            *entity = (struct doc_entity){.kb_entity = mention->kb_entity};
            doc->entity_count++;
            nt_catalog_prefetch_strings(context->model, mention->kb_entity);
        }
        uint64_t weight = mention_weight(doc, &mention->seen);
        mention->seen.entity = *index;
        entity->seen.mention_count++;
        entity->weight += weight;
        *total += weight;
    }
    return NERTAG_OK;
}

static nertag_status list_mentions(struct doc *doc) {
    if (!nt_array_reserve(&doc->entity_mentions, &doc->entity_mention_capacity,
                          doc->mention_count + 1, sizeof *doc->entity_mentions)) {
        return NERTAG_NO_MEMORY;
    }
    uint32_t *place = doc->entity_mentions;
    for (size_t i = 0; i < doc->entity_count; i++) {
        nertag_entity *entity = &doc->entities[i].seen;
        entity->mentions = place;
        place += entity->mention_count;
        entity->mention_count = 0; /* counts up again below */
    }
    for (size_t i = 0; i < doc->mention_count; i++) {
        nertag_entity *entity = &doc->entities[doc->mentions[i].seen.entity].seen;
        doc->entity_mentions[(size_t)(entity->mentions - doc->entity_mentions) +
                             entity->mention_count++] = (uint32_t)i;
    }
    return NERTAG_OK;
}

/* needs  mentions, final
 * adds   entities and the entity of each mention
 * cost   O(M) */
nertag_status nt_stage_entities(const struct tag_context *context, struct doc *doc) {
    uint64_t total;
    nertag_status status = group(context, doc, &total);
    if (status == NERTAG_OK) {
        status = list_mentions(doc);
    }
    if (status != NERTAG_OK) {
        return status;
    }
    for (size_t i = 0; i < doc->entity_count; i++) {
        struct doc_entity *entity = &doc->entities[i];
        struct catalog_entity record;
        if (!nt_catalog_entity(context->model, entity->kb_entity, &record)) {
            record = (struct catalog_entity){"", "", "", 0, 0, 0}; /* cannot be: was read before */
        }
        entity->seen.id = record.id;
        entity->seen.name = record.name;
        entity->seen.country = record.country;
        entity->seen.label = record.label;
        entity->seen.id_bytes = (uint32_t)strlen(record.id);
        entity->seen.name_bytes = (uint32_t)strlen(record.name);
        entity->seen.country_bytes = (uint32_t)strlen(record.country);
        entity->seen.salience = total == 0 ? 0 : (float)entity->weight / (float)total;
    }
    return NERTAG_OK;
}
