/* catalog.h - entities of a model: names, ids, countries, priors */
#ifndef NT_CATALOG_H
#define NT_CATALOG_H

#include <stdbool.h>

#include "model/model.h"

struct catalog_entity {
    const char *id; /* the model's; "" when it has none */
    const char *name;
    const char *country; /* "" when it belongs to none */
    uint32_t prior;
    uint32_t label;
    uint32_t source;
};

/* Read entity 'index'; false when it is out of range or damaged. */
bool nt_catalog_entity(const nertag_model *model, uint32_t index, struct catalog_entity *entity);

/* Ask the memory for the entity ahead of the functions below; any index will do. */
static inline void nt_catalog_prefetch(const nertag_model *model, uint32_t index) {
    if (index < model->entity_count) {
        __builtin_prefetch(model->sections[NT_SECTION_ENTITIES].data +
                           (size_t)index * NT_ENTITY_BYTES);
    }
}

/* The same for its id and name. */
void nt_catalog_prefetch_strings(const nertag_model *model, uint32_t index);

/* Label and source alone: the two that every mention needs. */
bool nt_catalog_label(const nertag_model *model, uint32_t index, uint32_t *label, uint32_t *source);

nertag_status nt_catalog_verify(const nertag_model *model, nertag_error *err);

#endif
