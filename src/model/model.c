/* model.c - open, check and close a compiled model */
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/catalog.h"
#include "model/forms.h"

uint64_t nt_checksum(const void *data, uint64_t data_bytes) {
    const uint8_t *p = data;
    uint64_t a = 0x9E3779B97F4A7C15ull ^ data_bytes;
    uint64_t b = 0xC2B2AE3D27D4EB4Full;
    while (data_bytes >= 16) {
        a = (a ^ nt_load64(p)) * 0xFF51AFD7ED558CCDull;
        b = (b ^ nt_load64(p + 8)) * 0xC4CEB9FE1A85EC53ull;
        a = a << 31 | a >> 33;
        b = b << 29 | b >> 35;
        p += 16;
        data_bytes -= 16;
    }
    for (; data_bytes > 0; data_bytes--) {
        a = (a ^ *p++) * 0xFF51AFD7ED558CCDull;
        a = a << 31 | a >> 33;
    }
    a ^= b * 0x9E3779B97F4A7C15ull;
    a ^= a >> 32;
    a *= 0xFF51AFD7ED558CCDull;
    return a ^ a >> 29;
}

static nertag_status check_header(const uint8_t *file, uint64_t file_bytes, nertag_error *err) {
    if (file_bytes < NT_HEADER_BYTES + NT_SECTION_COUNT * NT_SECTION_ENTRY_BYTES ||
        memcmp(file, NT_MAGIC, 8) != 0) {
        return nt_error_at(err, NERTAG_BAD_MODEL, 0, "not a nertag model");
    }
    uint32_t version = nt_load32(file + NT_HEADER_VERSION);
    if (version < NERTAG_MODEL_VERSION_MIN || version > NERTAG_MODEL_VERSION_MAX) {
        return nt_error(err, NERTAG_BAD_VERSION,
                        "model format %u is not supported (this version reads %d to %d): compile "
                        "it again with nertag build",
                        (unsigned)version, NERTAG_MODEL_VERSION_MIN, NERTAG_MODEL_VERSION_MAX);
    }
    if (nt_load32(file + NT_HEADER_BYTE_ORDER) != NT_BYTE_ORDER) {
        return nt_error_at(err, NERTAG_BAD_MODEL, NT_HEADER_BYTE_ORDER, "wrong byte order");
    }
    if (nt_load64(file + NT_HEADER_FILE_BYTES) != file_bytes) {
        return nt_error_at(err, NERTAG_BAD_MODEL, NT_HEADER_FILE_BYTES,
                           "the file is cut short or has been added to");
    }
    if (nt_load32(file + NT_HEADER_SECTION_COUNT) != NT_SECTION_COUNT) {
        return nt_error_at(err, NERTAG_BAD_MODEL, NT_HEADER_SECTION_COUNT, "wrong section count");
    }
    return NERTAG_OK;
}

static nertag_status read_sections(nertag_model *model, nertag_error *err) {
    for (uint32_t id = 0; id < NT_SECTION_COUNT; id++) {
        uint64_t entry = NT_HEADER_BYTES + (uint64_t)id * NT_SECTION_ENTRY_BYTES;
        uint64_t offset = nt_load64(model->file + entry);
        uint64_t bytes = nt_load64(model->file + entry + 8);
        if (offset > model->file_bytes || bytes > model->file_bytes - offset ||
            offset % NT_SECTION_ALIGNMENT != 0) {
            return nt_error_at(err, NERTAG_BAD_MODEL, entry, "a section lies outside the file");
        }
        model->sections[id] = (struct section){model->file + offset, bytes};
    }
    return NERTAG_OK;
}

/* A pool of strings must end with a NUL, so that every offset in it is a terminated string. */
static bool is_terminated(const struct section *section) {
    return section->bytes > 0 && section->data[section->bytes - 1] == '\0';
}

static nertag_status read_engine(nertag_model *model, nertag_error *err) {
    const struct section *sections = model->sections;
    uint64_t place = (uint64_t)(sections[NT_SECTION_ENGINE].data - model->file);
    if (sections[NT_SECTION_ENGINE].bytes < NT_ENGINE_BYTES) {
        return nt_error_at(err, NERTAG_BAD_MODEL, place, "the engine section is cut short");
    }
    const uint8_t *engine = sections[NT_SECTION_ENGINE].data;
    model->table_log2 = nt_load32(engine + NT_ENGINE_TABLE_LOG2);
    model->filter_log2 = nt_load32(engine + NT_ENGINE_FILTER_LOG2);
    model->probe_max = nt_load32(engine + NT_ENGINE_PROBE_MAX);
    if (model->table_log2 < NT_TABLE_LOG2_MIN || model->table_log2 > NT_TABLE_LOG2_MAX ||
        model->filter_log2 < NT_FILTER_LOG2_MIN || model->filter_log2 > NT_FILTER_LOG2_MAX ||
        model->probe_max > NT_PROBE_LIMIT ||
        sections[NT_SECTION_TABLE].bytes != (uint64_t)8 << model->table_log2 ||
        sections[NT_SECTION_FILTER].bytes != ((uint64_t)1 << model->filter_log2) / 8) {
        return nt_error_at(err, NERTAG_BAD_MODEL, place, "sizes in the engine section are wrong");
    }
    if (!is_terminated(&sections[NT_SECTION_STRINGS]) ||
        !is_terminated(&sections[NT_SECTION_ALIASES]) ||
        sections[NT_SECTION_COUNTRIES].bytes % 4 != 0 ||
        sections[NT_SECTION_COUNTRIES].bytes == 0) {
        return nt_error_at(err, NERTAG_BAD_MODEL, place, "a pool of strings has no end");
    }
    for (uint64_t i = 3; i < sections[NT_SECTION_COUNTRIES].bytes; i += 4) {
        if (sections[NT_SECTION_COUNTRIES].data[i] != '\0') {
            return nt_error_at(err, NERTAG_BAD_MODEL, place, "a country code has no end");
        }
    }
    uint64_t entities = sections[NT_SECTION_ENTITIES].bytes / NT_ENTITY_BYTES;
    uint64_t labels = sections[NT_SECTION_LABELS].bytes / 4;
    uint64_t sources = sections[NT_SECTION_SOURCES].bytes / 4;
    if (entities >= NERTAG_NONE || labels == 0 || labels > NT_LABEL_NONE + 1 || sources > 256) {
        return nt_error_at(err, NERTAG_BAD_MODEL, place, "too many entities, labels or sources");
    }
    model->entity_count = (uint32_t)entities;
    model->label_count = (uint32_t)labels;
    model->source_count = (uint32_t)sources;
    return NERTAG_OK;
}

static nertag_status open_bytes(nertag_model *model, const void *data, uint64_t data_bytes,
                                nertag_error *err) {
    model->file = data;
    model->file_bytes = data_bytes;
    NT_TRY(check_header(model->file, data_bytes, err));
    NT_TRY(read_sections(model, err));
    NT_TRY(read_engine(model, err));
    model->checksum = nt_load64(model->file + NT_HEADER_CHECKSUM);
    model->name_offset = nt_load32(model->file + NT_HEADER_NAME);
    snprintf(model->full_name, sizeof model->full_name, "%.128s %08x",
             nt_model_string(model, model->name_offset), (unsigned)(model->checksum >> 32));
    return NERTAG_OK;
}

nertag_model *nertag_model_open_memory(const void *data, size_t data_bytes, nertag_error *err) {
    nertag_model *model = calloc(1, sizeof *model);
    if (model == NULL) {
        nt_error(err, NERTAG_NO_MEMORY, "not enough memory to open a model");
        return NULL;
    }
    if (data == NULL || (uintptr_t)data % 8 != 0) {
        nt_error(err, NERTAG_BAD_MODEL, "a model in memory must be aligned to 8 bytes");
        free(model);
        return NULL;
    }
    if (open_bytes(model, data, data_bytes, err) != NERTAG_OK) {
        free(model);
        return NULL;
    }
    return model;
}

nertag_model *nertag_model_open(const char *path, nertag_error *err) {
    struct file_map map;
    if (nt_file_map(path, &map, err) != NERTAG_OK) {
        return NULL;
    }
    if (map.data == NULL) {
        nt_error(err, NERTAG_BAD_MODEL, "%s: an empty file, not a nertag model", path);
        return NULL;
    }
    nertag_error inner;
    nertag_model *model = nertag_model_open_memory(map.data, map.data_bytes, &inner);
    if (model == NULL) {
        nt_file_unmap(&map);
        nt_error(err, inner.status, "%s: %s", path, inner.message);
        if (err != NULL) {
            err->offset = inner.offset;
        }
        return NULL;
    }
    model->map = map;
    return model;
}

void nertag_model_close(nertag_model *model) {
    if (model != NULL) {
        nt_file_unmap(&model->map);
        free(model);
    }
}

nertag_status nertag_model_verify(const nertag_model *model, nertag_error *err) {
    uint64_t checked = nt_checksum(model->file + NT_HEADER_SECTION_COUNT,
                                   model->file_bytes - NT_HEADER_SECTION_COUNT);
    if (checked != model->checksum) {
        return nt_error_at(err, NERTAG_BAD_MODEL, NT_HEADER_CHECKSUM,
                           "the checksum is wrong: the file is damaged");
    }
    NT_TRY(nt_catalog_verify(model, err));
    return nt_forms_verify(model, err);
}

const char *nt_model_string(const nertag_model *model, uint32_t offset) {
    const struct section *strings = &model->sections[NT_SECTION_STRINGS];
    return offset < strings->bytes ? (const char *)strings->data + offset : "";
}

const char *nertag_model_name(const nertag_model *model) {
    return model->full_name;
}

size_t nertag_label_count(const nertag_model *model) {
    /* NONE is no label that a mention can have */
    return model->label_count < NT_LABEL_NONE ? model->label_count : NT_LABEL_NONE;
}

static const char *listed_string(const nertag_model *model, enum section_id id, uint32_t count,
                                 uint32_t index) {
    if (index >= count) {
        return NULL;
    }
    return nt_model_string(model, nt_load32(model->sections[id].data + 4 * (size_t)index));
}

const char *nertag_label_name(const nertag_model *model, uint32_t label) {
    return listed_string(model, NT_SECTION_LABELS, model->label_count, label);
}

const char *nertag_source_name(const nertag_model *model, uint32_t source) {
    return listed_string(model, NT_SECTION_SOURCES, model->source_count, source);
}
