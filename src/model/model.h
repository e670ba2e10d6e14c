/* model.h - an open model: checked views of its sections */
#ifndef NT_MODEL_H
#define NT_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/file.h"
#include "model/format.h"
#include "nertag.h"

struct section {
    const uint8_t *data;
    uint64_t bytes;
};

struct nertag_model {
    struct file_map map; /* the mapping, where the model was opened by path */
    struct section sections[NT_SECTION_COUNT];
    uint64_t checksum;
    uint64_t file_bytes;
    const uint8_t *file;
    uint32_t table_log2;
    uint32_t filter_log2;
    uint32_t probe_max;
    uint32_t entity_count;
    uint32_t label_count;
    uint32_t source_count;
    uint32_t name_offset; /* of the name without the checksum, in STRINGS */
    char full_name[160];  /* name and checksum */
};

/* The string at an offset of STRINGS; "" when out of range. */
const char *nt_model_string(const nertag_model *model, uint32_t offset);

#endif
