/* forms.c - surface forms of a model */
#include "model/forms.h"

#include "base/error.h"

/* Place of the entities of an alias with several, in POSTINGS; false when damaged. */
static bool posting_list(const nertag_model *model, const struct alias *alias,
                         const uint8_t **entities, uint32_t *count) {
    const struct section *postings = &model->sections[NT_SECTION_POSTINGS];
    uint64_t total = postings->bytes / 4;
    if (alias->entity >= total) {
        return false;
    }
    *count = nt_load32(postings->data + 4 * (uint64_t)alias->entity);
    *entities = postings->data + 4 * ((uint64_t)alias->entity + 1);
    return *count <= total - alias->entity - 1;
}

uint32_t nt_alias_entity_count(const nertag_model *model, const struct alias *alias) {
    const uint8_t *entities;
    uint32_t count;
    if (!(alias->flags & NT_ALIAS_MANY)) {
        return alias->entity < model->entity_count;
    }
    return posting_list(model, alias, &entities, &count) ? count : 0;
}

uint32_t nt_alias_entity(const nertag_model *model, const struct alias *alias, uint32_t rank) {
    const uint8_t *entities;
    uint32_t count;
    uint32_t entity = alias->entity;
    if (alias->flags & NT_ALIAS_MANY) {
        if (!posting_list(model, alias, &entities, &count) || rank >= count) {
            return NERTAG_NONE;
        }
        entity = nt_load32(entities + 4 * (size_t)rank);
    } else if (rank > 0) {
        return NERTAG_NONE;
    }
    return entity < model->entity_count ? entity : NERTAG_NONE;
}

bool nt_forms_each(const nertag_model *model, nt_alias_visit *visit, void *context) {
    struct alias alias;
    uint32_t unit = 1;
    uint64_t unit_count = model->sections[NT_SECTION_ALIASES].bytes / NT_ALIAS_UNIT;
    while (unit < unit_count && nt_alias_at(model, unit, &alias)) {
        if (!visit(context, unit, &alias)) {
            return false;
        }
        unit += (NT_ALIAS_SURFACE + alias.byte_count + 1 + NT_ALIAS_UNIT - 1) / NT_ALIAS_UNIT;
    }
    return true;
}

struct verifier {
    const nertag_model *model;
    uint32_t count;
    uint32_t bad_unit;
};

static bool verify_alias(void *context, uint32_t unit, const struct alias *alias) {
    struct verifier *verifier = context;
    uint32_t entity_count = nt_alias_entity_count(verifier->model, alias);
    bool is_good = entity_count > 0 && alias->surface[alias->byte_count] == '\0';
    for (uint32_t rank = 0; rank < entity_count; rank++) {
        is_good &= nt_alias_entity(verifier->model, alias, rank) != NERTAG_NONE;
    }
    verifier->count++;
    verifier->bad_unit = is_good ? 0 : unit;
    return is_good;
}

nertag_status nt_forms_verify(const nertag_model *model, nertag_error *err) {
    struct verifier verifier = {model, 0, 0};
    const uint8_t *engine = model->sections[NT_SECTION_ENGINE].data;
    if (!nt_forms_each(model, verify_alias, &verifier) ||
        verifier.count != nt_load32(engine + NT_ENGINE_ALIAS_COUNT)) {
        uint64_t place = (uint64_t)(model->sections[NT_SECTION_ALIASES].data - model->file) +
                         (uint64_t)verifier.bad_unit * NT_ALIAS_UNIT;
        return nt_error_at(err, NERTAG_BAD_MODEL, place, "a surface form is damaged");
    }
    const uint8_t *table = model->sections[NT_SECTION_TABLE].data;
    for (uint64_t i = 0; i < (uint64_t)1 << model->table_log2; i++) {
        uint64_t slot = nt_load64(table + 8 * i);
        struct alias alias;
        if (NT_SLOT_ALIAS(slot) != 0 && !nt_alias_at(model, NT_SLOT_ALIAS(slot), &alias)) {
            uint64_t place = (uint64_t)(table - model->file) + 8 * i;
            return nt_error_at(err, NERTAG_BAD_MODEL, place, "a slot of the table is damaged");
        }
    }
    return NERTAG_OK;
}
