/* catalog.c - entities of a model */
#include "model/catalog.h"

#include "base/error.h"
#include "model/forms.h"

static const uint8_t *record_at(const nertag_model *model, uint32_t index) {
    return model->sections[NT_SECTION_ENTITIES].data + (size_t)index * NT_ENTITY_BYTES;
}

void nt_catalog_prefetch_strings(const nertag_model *model, uint32_t index) {
    if (index < model->entity_count) {
        const uint8_t *record = record_at(model, index);
        uint32_t name = nt_load32(record + NT_ENTITY_NAME);
        uint32_t id = nt_load32(record + NT_ENTITY_ID);
        if (name & NT_NAME_IN_ALIASES) {
            nt_alias_prefetch(model, (name & ~NT_NAME_IN_ALIASES) / NT_ALIAS_UNIT);
        } else {
            __builtin_prefetch(nt_model_string(model, name));
        }
        __builtin_prefetch(nt_model_string(model, id));
    }
}

bool nt_catalog_label(const nertag_model *model, uint32_t index, uint32_t *label,
                      uint32_t *source) {
    if (index >= model->entity_count) {
        return false;
    }
    const uint8_t *record = record_at(model, index);
    *label = record[NT_ENTITY_LABEL];
    *source = record[NT_ENTITY_SOURCE];
    return *label < model->label_count && *source < model->source_count;
}

bool nt_catalog_entity(const nertag_model *model, uint32_t index, struct catalog_entity *entity) {
    if (!nt_catalog_label(model, index, &entity->label, &entity->source)) {
        return false;
    }
    const uint8_t *record = record_at(model, index);
    const struct section *countries = &model->sections[NT_SECTION_COUNTRIES];
    const struct section *aliases = &model->sections[NT_SECTION_ALIASES];
    uint32_t name = nt_load32(record + NT_ENTITY_NAME);
    uint32_t country = nt_load16(record + NT_ENTITY_COUNTRY);
    if (name & NT_NAME_IN_ALIASES) {
        name &= ~NT_NAME_IN_ALIASES;
        entity->name = name < aliases->bytes ? (const char *)aliases->data + name : "";
    } else {
        entity->name = nt_model_string(model, name);
    }
    entity->id = nt_model_string(model, nt_load32(record + NT_ENTITY_ID));
    entity->country =
        country < countries->bytes / 4 ? (const char *)countries->data + 4 * (size_t)country : "";
    entity->prior = nt_load32(record + NT_ENTITY_PRIOR);
    return true;
}

nertag_status nt_catalog_verify(const nertag_model *model, nertag_error *err) {
    struct catalog_entity entity;
    for (uint32_t i = 0; i < model->entity_count; i++) {
        if (!nt_catalog_entity(model, i, &entity) || entity.name[0] == '\0') {
            uint64_t place = (uint64_t)(record_at(model, i) - model->file);
            return nt_error_at(err, NERTAG_BAD_MODEL, place, "an entity is damaged");
        }
    }
    for (uint32_t i = 0; i < model->label_count; i++) {
        if (nertag_label_name(model, i)[0] == '\0') {
            return nt_error(err, NERTAG_BAD_MODEL, "a label has no name");
        }
    }
    return NERTAG_OK;
}
