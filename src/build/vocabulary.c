/* vocabulary.c - what the gazetteers say, merged */
#include "build/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "model/catalog.h"
#include "model/forms.h"

#define SOURCE_MAX 255

static nertag_status no_memory(nertag_error *err) {
    return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to build a model");
}

void nt_vocabulary_free(struct vocabulary *vocabulary) {
    nt_strbuf_free(&vocabulary->strings);
    nt_strmap_free(&vocabulary->entity_by_key);
    nt_strmap_free(&vocabulary->forms);
    nt_strmap_free(&vocabulary->entry_by_pair);
    nt_strmap_free(&vocabulary->country_by_code);
    nt_strmap_free(&vocabulary->source_by_name);
    free(vocabulary->entities);
    free(vocabulary->entries);
    *vocabulary = (struct vocabulary){0};
}

/* Append a string to the pool: its offset, or 0 for the empty one. */
static nertag_status add_string(struct vocabulary *vocabulary, const char *data, size_t bytes,
                                uint32_t *offset, nertag_error *err) {
    if (vocabulary->strings.bytes == 0) {
        nt_strbuf_append_char(&vocabulary->strings, '\0');
    }
    *offset = bytes == 0 ? 0 : (uint32_t)vocabulary->strings.bytes;
    if (bytes > 0) {
        nt_strbuf_append(&vocabulary->strings, data, bytes);
        nt_strbuf_append_char(&vocabulary->strings, '\0');
    }
    if (vocabulary->strings.failed || vocabulary->strings.bytes > INT32_MAX) {
        return no_memory(err);
    }
    return NERTAG_OK;
}

/* Index of a key in a map whose values are the insertion order. */
static nertag_status intern(struct strmap *map, const char *data, size_t bytes, uint32_t *index,
                            nertag_error *err) {
    bool is_new;
    uint32_t *value = nt_strmap_insert(map, data, bytes, (uint32_t)map->entry_count, &is_new);
    if (value == NULL) {
        return no_memory(err);
    }
    *index = *value;
    return NERTAG_OK;
}

static nertag_status set_source(struct vocabulary *vocabulary, const char *name, size_t bytes,
                                nertag_error *err) {
    NT_TRY(intern(&vocabulary->source_by_name, name, bytes, &vocabulary->source, err));
    if (vocabulary->source >= SOURCE_MAX) {
        return nt_error(err, NERTAG_BAD_SOURCE, "more than %d gazetteer files in one model",
                        SOURCE_MAX);
    }
    return NERTAG_OK;
}

nertag_status nt_vocabulary_begin_file(struct vocabulary *vocabulary, const char *path,
                                       uint32_t layer, nertag_error *err) {
    const char *base = strrchr(path, '/');
    base = base == NULL ? path : base + 1;
    size_t bytes = strlen(base);
    if (bytes > 4 && strcmp(base + bytes - 4, ".tsv") == 0) {
        bytes -= 4;
    }
    char name[256];
    bytes = bytes > 200 ? 200 : bytes;
    memcpy(name, "gazetteer/", 10);
    memcpy(name + 10, base, bytes);
    vocabulary->layer = layer;
    return set_source(vocabulary, name, bytes + 10, err);
}

/* ---- entities ---- */

struct entity_fields {
    struct slice id;
    struct slice name;
    struct slice country;
    uint32_t label;
    uint32_t prior;
    bool has_prior;
};

/* The id identifies an entity; without one, label and name do. */
static nertag_status entity_key(const struct entity_fields *fields, struct strbuf *key,
                                nertag_error *err) {
    if (fields->id.bytes > 0) {
        nt_strbuf_append(key, fields->id.data, fields->id.bytes);
    } else {
        nt_strbuf_append_char(key, '\t');
        nt_strbuf_append_char(key, (char)('0' + fields->label));
        nt_strbuf_append(key, fields->name.data, fields->name.bytes);
    }
    return key->failed ? no_memory(err) : NERTAG_OK;
}

static nertag_status set_entity(struct vocabulary *vocabulary, uint32_t index,
                                const struct entity_fields *fields, nertag_error *err) {
    struct vocabulary_entity entity = vocabulary->entities[index];
    uint32_t country = 0;
    if (entity.name == 0 || strlen(vocabulary->strings.data + entity.name) != fields->name.bytes ||
        memcmp(vocabulary->strings.data + entity.name, fields->name.data, fields->name.bytes)) {
        NT_TRY(add_string(vocabulary, fields->name.data, fields->name.bytes, &entity.name, err));
    }
    if (entity.id == 0) {
        NT_TRY(add_string(vocabulary, fields->id.data, fields->id.bytes, &entity.id, err));
    }
    if (fields->country.bytes > 0) {
        NT_TRY(intern(&vocabulary->country_by_code, fields->country.data, fields->country.bytes,
                      &country, err));
        entity.country = (uint16_t)(country + 1); /* 0 is none; 676 codes at most */
    }
    if (fields->has_prior) {
        entity.prior = fields->prior;
    }
    entity.label = (uint8_t)fields->label;
    entity.source = (uint8_t)vocabulary->source;
    entity.is_deleted = false;
    vocabulary->entities[index] = entity;
    return NERTAG_OK;
}

static nertag_status add_entity(struct vocabulary *vocabulary, const struct entity_fields *fields,
                                uint32_t *index, nertag_error *err) {
    struct strbuf key = {0};
    bool is_new = false;
    uint32_t *value = NULL;
    nertag_status status = entity_key(fields, &key, err);
    if (status == NERTAG_OK) {
        value = nt_strmap_insert(&vocabulary->entity_by_key, key.data, key.bytes,
                                 (uint32_t)vocabulary->entity_count, &is_new);
    }
    nt_strbuf_free(&key);
    if (value == NULL) {
        return status == NERTAG_OK ? no_memory(err) : status;
    }
    *index = *value;
    if (is_new) {
        if (!nt_array_reserve(&vocabulary->entities, &vocabulary->entity_capacity,
                              vocabulary->entity_count + 1, sizeof *vocabulary->entities)) {
            return no_memory(err);
        }
        vocabulary->entities[vocabulary->entity_count++] = (struct vocabulary_entity){0};
    }
    return set_entity(vocabulary, *index, fields, err);
}

/* ---- surface forms ---- */

static void pair_key(uint32_t form, uint32_t entity, char key[8]) {
    nt_store32(key, form);
    nt_store32(key + 4, entity);
}

/* Enter the surface form for the entity, or change its policy when it is there. */
static nertag_status add_form(struct vocabulary *vocabulary, const char *surface, size_t bytes,
                              uint32_t flags, uint32_t entity, nertag_error *err) {
    bool is_new;
    uint32_t *first = nt_strmap_insert(&vocabulary->forms, surface, bytes, NERTAG_NONE, &is_new);
    if (first == NULL ||
        !nt_array_reserve(&vocabulary->entries, &vocabulary->entry_capacity,
                          vocabulary->entry_count + 1, sizeof *vocabulary->entries)) {
        return no_memory(err);
    }
    uint32_t form = is_new ? (uint32_t)vocabulary->forms.entry_count - 1
                           : (*first == NERTAG_NONE ? 0 : vocabulary->entries[*first].form);
    char key[8];
    pair_key(form, entity, key);
    uint32_t *entry = nt_strmap_insert(&vocabulary->entry_by_pair, key, sizeof key,
                                       (uint32_t)vocabulary->entry_count, &is_new);
    if (entry == NULL) {
        return no_memory(err);
    }
    if (is_new) {
        vocabulary->entries[vocabulary->entry_count] =
            (struct vocabulary_entry){.form = form, .entity = entity, .next = *first};
        *first = (uint32_t)vocabulary->entry_count++;
    }
    vocabulary->entries[*entry].flags = (uint8_t)flags;
    vocabulary->entries[*entry].layer = vocabulary->layer;
    vocabulary->entries[*entry].is_deleted = false;
    return NERTAG_OK;
}

static void delete_form(struct vocabulary *vocabulary, const char *surface, size_t bytes,
                        uint32_t entity) {
    uint32_t *first = nt_strmap_find(&vocabulary->forms, surface, bytes);
    for (uint32_t i = first == NULL ? NERTAG_NONE : *first; i != NERTAG_NONE;
         i = vocabulary->entries[i].next) {
        if (entity == NERTAG_NONE || vocabulary->entries[i].entity == entity) {
            vocabulary->entries[i].is_deleted = true;
        }
    }
}

/* ---- rows ---- */

static nertag_status delete_row(struct vocabulary *vocabulary, const struct gazetteer_row *row,
                                nertag_error *err) {
    uint32_t entity = NERTAG_NONE;
    if (row->id.bytes > 0) {
        uint32_t *found = nt_strmap_find(&vocabulary->entity_by_key, row->id.data, row->id.bytes);
        if (found == NULL) {
            return nt_error(err, NERTAG_BAD_SOURCE,
                            "%s:%u: nothing to delete: no entity has the id '%.*s'", row->path,
                            (unsigned)row->line, (int)(row->id.bytes > 60 ? 60 : row->id.bytes),
                            row->id.data);
        }
        entity = *found;
        if (row->aliases.bytes == 0) {
            vocabulary->entities[entity].is_deleted = true;
            return NERTAG_OK;
        }
    }
    struct gazetteer_alias alias;
    if (entity == NERTAG_NONE) {
        NT_TRY(nt_gazetteer_name(row, &alias, err));
        delete_form(vocabulary, alias.surface, alias.byte_count, entity);
    }
    size_t at = 0;
    bool has_alias;
    for (;;) {
        NT_TRY(nt_gazetteer_alias_next(row, &at, &alias, &has_alias, err));
        if (!has_alias) {
            return NERTAG_OK;
        }
        delete_form(vocabulary, alias.surface, alias.byte_count, entity);
    }
}

nertag_status nt_vocabulary_add_row(void *context, const struct gazetteer_row *row,
                                    nertag_error *err) {
    struct vocabulary *vocabulary = context;
    if (row->label == NT_LABEL_DELETE) {
        return delete_row(vocabulary, row, err);
    }
    struct gazetteer_alias name;
    struct gazetteer_alias alias;
    NT_TRY(nt_gazetteer_name(row, &name, err));
    struct entity_fields fields = {row->id,    row->name,  row->country,
                                   row->label, row->prior, row->has_prior};
    uint32_t entity;
    NT_TRY(add_entity(vocabulary, &fields, &entity, err));
    /* The name first, so that an alias of the same spelling may change its policy. */
    NT_TRY(add_form(vocabulary, name.surface, name.byte_count, name.flags, entity, err));
    size_t at = 0;
    bool has_alias;
    for (;;) {
        NT_TRY(nt_gazetteer_alias_next(row, &at, &alias, &has_alias, err));
        if (!has_alias) {
            return NERTAG_OK;
        }
        if (alias.is_never) {
            delete_form(vocabulary, alias.surface, alias.byte_count, entity);
        } else {
            NT_TRY(add_form(vocabulary, alias.surface, alias.byte_count, alias.flags, entity, err));
        }
    }
}

/* ---- a compiled model as the lowest layer ---- */

struct importer {
    struct vocabulary *vocabulary;
    const nertag_model *model;
    nertag_status status;
    nertag_error *err;
};

static bool import_alias(void *context, uint32_t unit, const struct alias *alias) {
    struct importer *importer = context;
    (void)unit;
    uint32_t flags = alias->flags & (NT_ALIAS_MANY - 1u);
    uint32_t count = nt_alias_entity_count(importer->model, alias);
    for (uint32_t rank = 0; rank < count; rank++) {
        uint32_t entity = nt_alias_entity(importer->model, alias, rank);
        if (entity != NERTAG_NONE) {
            importer->status = add_form(importer->vocabulary, alias->surface, alias->byte_count,
                                        flags, entity, importer->err);
        }
        if (importer->status != NERTAG_OK) {
            return false;
        }
    }
    return true;
}

nertag_status nt_vocabulary_add_model(struct vocabulary *vocabulary, const nertag_model *model,
                                      nertag_error *err) {
    for (uint32_t i = 0; i < model->entity_count; i++) {
        struct catalog_entity entity;
        if (!nt_catalog_entity(model, i, &entity) || entity.label >= NT_LABEL_COUNT) {
            return nt_error(err, NERTAG_BAD_MODEL, "entity %u of the model is damaged",
                            (unsigned)i);
        }
        struct entity_fields fields = {{entity.id, strlen(entity.id)},
                                       {entity.name, strlen(entity.name)},
                                       {entity.country, strlen(entity.country)},
                                       entity.label,
                                       entity.prior,
                                       true};
        const char *source = nertag_source_name(model, entity.source);
        uint32_t index;
        NT_TRY(set_source(vocabulary, source, strlen(source), err));
        NT_TRY(add_entity(vocabulary, &fields, &index, err));
        if (index != i) {
            return nt_error(err, NERTAG_BAD_MODEL, "entity %u of the model is there twice",
                            (unsigned)i);
        }
    }
    struct importer importer = {vocabulary, model, NERTAG_OK, err};
    vocabulary->layer = 0;
    nt_forms_each(model, import_alias, &importer);
    return importer.status;
}
