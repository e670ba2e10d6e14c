/* model_write.c - a vocabulary to the bytes of a compiled model */
#include "build/model_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/bytes.h"
#include "base/error.h"
#include "build/forms_build.h"
#include "model/format.h"

/* An entity of a surface form, with what decides its rank. */
struct ranked {
    uint32_t entity; /* new index */
    uint32_t layer;
    uint32_t prior;
    uint32_t label;
    uint32_t name; /* in the vocabulary's strings */
    uint8_t flags;
};
#define NT_POLICY_COUNT 32 /* values of the flags before NT_ALIAS_MANY */

struct writer {
    const struct vocabulary *vocabulary;
    uint32_t *new_index;       /* of each entity; NERTAG_NONE when deleted */
    uint32_t *name_in_aliases; /* of each new entity: byte of ALIASES, or 0 */
    uint32_t entity_count;
    struct ranked *ranked;
    size_t ranked_capacity;
    struct ranked *group; /* those of one policy */
    size_t group_capacity;
    struct strbuf postings;
    struct strbuf sources;
    struct strbuf labels;
    struct strbuf countries;
    struct strbuf entities;
    struct strbuf strings;
    struct strbuf engine;
    struct forms_build forms;
};

static nertag_status no_memory(nertag_error *err) {
    return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to write a model");
}

static void append32(struct strbuf *buffer, uint32_t value) {
    char bytes[4];
    nt_store32(bytes, value);
    nt_strbuf_append(buffer, bytes, sizeof bytes);
}

static uint32_t append_string(struct writer *writer, const char *string) {
    if (string[0] == '\0') {
        return 0;
    }
    uint32_t offset = (uint32_t)writer->strings.bytes;
    nt_strbuf_append(&writer->strings, string, strlen(string) + 1);
    return offset;
}

/* ---- surface forms ---- */

/* Later layers first, then those that need no context, then the greater prior, then the order of
 * the input. */
static int by_rank(const void *left, const void *right) {
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->layer != b->layer) {
        return a->layer > b->layer ? -1 : 1;
    }
    int context = (a->flags & NT_ALIAS_CONTEXT) - (b->flags & NT_ALIAS_CONTEXT);
    if (context != 0) {
        return context;
    }
    if (a->prior != b->prior) {
        return a->prior > b->prior ? -1 : 1;
    }
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

static nertag_status collect(struct writer *writer, uint32_t first, size_t *count,
                             nertag_error *err) {
    const struct vocabulary *vocabulary = writer->vocabulary;
    *count = 0;
    for (uint32_t i = first; i != NERTAG_NONE; i = vocabulary->entries[i].next) {
        const struct vocabulary_entry *entry = &vocabulary->entries[i];
        uint32_t entity = writer->new_index[entry->entity];
        if (entry->is_deleted || entity == NERTAG_NONE) {
            continue;
        }
        if (!nt_array_reserve(&writer->ranked, &writer->ranked_capacity, *count + 1,
                              sizeof *writer->ranked)) {
            return no_memory(err);
        }
        const struct vocabulary_entity *source = &vocabulary->entities[entry->entity];
        writer->ranked[(*count)++] = (struct ranked){entity,        entry->layer, source->prior,
                                                     source->label, source->name, entry->flags};
    }
    if (*count > 1) {
        qsort(writer->ranked, *count, sizeof *writer->ranked, by_rank);
    }
    return NERTAG_OK;
}

/* Confidence that a match is a mention with the right span and label, in hundredths: the share of
 * right ones among the matches of each label on hand-corrected news (bench/ACCURACY.md), less where
 * the surface form names several entities. */
static uint32_t score_of(const struct ranked *ranked, size_t count) {
    static const uint8_t by_label[NT_LABEL_COUNT] = {97, 92, 83, 93, 86, 80, 0};
    uint32_t score = by_label[ranked[0].label];
    for (size_t i = 1; i < count; i++) {
        uint32_t shared = ranked[i].label == ranked[0].label ? 90 : 80;
        score = shared < score ? shared : score;
    }
    return score;
}

/* Write one alias record for ranked[0..count) with the flags of ranked[0]. */
static nertag_status write_alias(struct writer *writer, const char *surface, size_t byte_count,
                                 const struct ranked *ranked, size_t count, uint32_t score,
                                 nertag_error *err) {
    uint32_t flags = ranked[0].flags;
    uint32_t entity = ranked[0].entity;
    if (count > 1) {
        flags |= NT_ALIAS_MANY;
        entity = (uint32_t)(writer->postings.bytes / 4);
        append32(&writer->postings, (uint32_t)count);
        for (size_t i = 0; i < count; i++) {
            append32(&writer->postings, ranked[i].entity);
        }
    }
    uint32_t byte;
    NT_TRY(
        nt_forms_build_add(&writer->forms, surface, byte_count, entity, flags, score, &byte, err));
    for (size_t i = 0; i < count; i++) {
        const char *name = writer->vocabulary->strings.data + ranked[i].name;
        if (strlen(name) == byte_count && memcmp(name, surface, byte_count) == 0) {
            writer->name_in_aliases[ranked[i].entity] = byte;
        }
    }
    return NERTAG_OK;
}

/* Entities of a form that share a policy share a record; the best group is written last, since the
 * last is found first. */
static nertag_status write_form(struct writer *writer, const char *surface, size_t byte_count,
                                uint32_t first, nertag_error *err) {
    size_t count;
    NT_TRY(collect(writer, first, &count, err));
    if (count == 0) {
        return NERTAG_OK;
    }
    const struct ranked *ranked = writer->ranked;
    uint32_t score = score_of(ranked, count);
    uint8_t policies[NT_POLICY_COUNT]; /* in the order of their best entity */
    size_t policy_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (memchr(policies, ranked[i].flags, policy_count) == NULL) {
            policies[policy_count++] = ranked[i].flags;
        }
    }
    if (!nt_array_reserve(&writer->group, &writer->group_capacity, count, sizeof *writer->group)) {
        return no_memory(err);
    }
    while (policy_count-- > 0) {
        size_t in_group = 0;
        for (size_t i = 0; i < count; i++) {
            if (ranked[i].flags == policies[policy_count]) {
                writer->group[in_group++] = ranked[i];
            }
        }
        NT_TRY(write_alias(writer, surface, byte_count, writer->group, in_group, score, err));
    }
    return NERTAG_OK;
}

static nertag_status write_forms(struct writer *writer, nertag_error *err) {
    const struct strmap *forms = &writer->vocabulary->forms;
    for (size_t i = 0; i < forms->entry_count; i++) {
        const struct strmap_entry *entry = &forms->entries[i];
        NT_TRY(write_form(writer, forms->keys.data + entry->key_offset, entry->key_bytes,
                          entry->value, err));
    }
    return nt_forms_build_finish(&writer->forms, err);
}

/* ---- entities and lists ---- */

static nertag_status number_entities(struct writer *writer, nertag_error *err) {
    const struct vocabulary *vocabulary = writer->vocabulary;
    size_t count = vocabulary->entity_count;
    writer->new_index = malloc((count + 1) * sizeof *writer->new_index);
    writer->name_in_aliases = calloc(count + 1, sizeof *writer->name_in_aliases);
    if (writer->new_index == NULL || writer->name_in_aliases == NULL) {
        return no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        writer->new_index[i] =
            vocabulary->entities[i].is_deleted ? NERTAG_NONE : writer->entity_count++;
    }
    return NERTAG_OK;
}

/* A canonical name is mostly a surface form too: then it is stored once. */
static uint32_t write_name(struct writer *writer, const char *name, uint32_t entity) {
    uint32_t byte = writer->name_in_aliases[entity];
    return byte != 0 ? byte | NT_NAME_IN_ALIASES : append_string(writer, name);
}

static void write_entities(struct writer *writer) {
    const struct vocabulary *vocabulary = writer->vocabulary;
    for (size_t i = 0; i < vocabulary->entity_count; i++) {
        const struct vocabulary_entity *entity = &vocabulary->entities[i];
        if (entity->is_deleted) {
            continue;
        }
        char record[NT_ENTITY_BYTES];
        const char *strings = vocabulary->strings.data;
        nt_store32(record + NT_ENTITY_NAME,
                   write_name(writer, strings + entity->name, writer->new_index[i]));
        nt_store32(record + NT_ENTITY_ID, append_string(writer, strings + entity->id));
        nt_store32(record + NT_ENTITY_PRIOR, entity->prior);
        nt_store16(record + NT_ENTITY_COUNTRY, entity->country);
        record[NT_ENTITY_SOURCE] = (char)entity->source;
        record[NT_ENTITY_LABEL] = (char)entity->label;
        nt_strbuf_append(&writer->entities, record, sizeof record);
    }
}

static void write_lists(struct writer *writer) {
    const struct vocabulary *vocabulary = writer->vocabulary;
    for (size_t i = 0; i < NT_LABEL_COUNT; i++) {
        append32(&writer->labels, append_string(writer, nt_labels[i]));
    }
    for (size_t i = 0; i < vocabulary->source_by_name.entry_count; i++) {
        const struct strmap_entry *entry = &vocabulary->source_by_name.entries[i];
        append32(&writer->sources, (uint32_t)writer->strings.bytes);
        nt_strbuf_append(&writer->strings, vocabulary->source_by_name.keys.data + entry->key_offset,
                         entry->key_bytes);
        nt_strbuf_append_char(&writer->strings, '\0');
    }
    append32(&writer->countries, 0);
    for (size_t i = 0; i < vocabulary->country_by_code.entry_count; i++) {
        const struct strmap_entry *entry = &vocabulary->country_by_code.entries[i];
        char code[4] = {0};
        memcpy(code, vocabulary->country_by_code.keys.data + entry->key_offset,
               entry->key_bytes > 2 ? 2 : entry->key_bytes);
        nt_strbuf_append(&writer->countries, code, sizeof code);
    }
}

static void write_engine(struct writer *writer) {
    const struct forms_build *forms = &writer->forms;
    char engine[NT_ENGINE_BYTES] = {0};
    nt_store32(engine + NT_ENGINE_TABLE_LOG2, forms->table_log2);
    nt_store32(engine + NT_ENGINE_FILTER_LOG2, forms->filter_log2);
    nt_store32(engine + NT_ENGINE_PROBE_MAX, forms->probe_max);
    nt_store32(engine + NT_ENGINE_ALIAS_COUNT, forms->alias_count);
    const struct word_begins *begins = &forms->begins;
    memcpy(engine + NT_ENGINE_BEGIN, begins->ascii, sizeof begins->ascii);
    memcpy(engine + NT_ENGINE_FIRST, begins->first, sizeof begins->first);
    memcpy(engine + NT_ENGINE_SECOND, begins->second, sizeof begins->second);
    memcpy(engine + NT_ENGINE_LOWER, begins->lower, sizeof begins->lower);
    nt_strbuf_append(&writer->engine, engine, sizeof engine);
}

/* ---- the file ---- */

struct piece {
    const void *data;
    uint64_t bytes;
};

static uint64_t aligned(uint64_t offset) {
    return (offset + NT_SECTION_ALIGNMENT - 1) / NT_SECTION_ALIGNMENT * NT_SECTION_ALIGNMENT;
}

static void write_header(char *file, uint64_t file_bytes, uint32_t name) {
    memcpy(file + NT_HEADER_MAGIC, NT_MAGIC, 8);
    nt_store32(file + NT_HEADER_VERSION, NERTAG_MODEL_VERSION_MAX);
    nt_store32(file + NT_HEADER_BYTE_ORDER, NT_BYTE_ORDER);
    nt_store64(file + NT_HEADER_FILE_BYTES, file_bytes);
    nt_store32(file + NT_HEADER_SECTION_COUNT, NT_SECTION_COUNT);
    nt_store32(file + NT_HEADER_NAME, name);
    nt_store64(file + NT_HEADER_CHECKSUM,
               nt_checksum(file + NT_HEADER_SECTION_COUNT, file_bytes - NT_HEADER_SECTION_COUNT));
}

static void store_table(char *place, const uint64_t *table, uint32_t table_log2) {
    for (size_t i = 0; i < (size_t)1 << table_log2; i++) {
        nt_store64(place + 8 * i, table[i]);
    }
}

static nertag_status assemble(struct writer *writer, uint32_t name, struct compile_image *image,
                              nertag_error *err) {
    const struct forms_build *forms = &writer->forms;
    const struct strbuf *buffers[] = {&writer->engine,   &writer->strings,   &writer->labels,
                                      &writer->sources,  &writer->countries, &writer->entities,
                                      &writer->postings, &forms->aliases};
    struct piece pieces[NT_SECTION_COUNT];
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++) {
        if (buffers[i]->failed) {
            return no_memory(err);
        }
        pieces[i] = (struct piece){buffers[i]->data, buffers[i]->bytes};
    }
    pieces[NT_SECTION_FILTER] =
        (struct piece){forms->filter, ((uint64_t)1 << forms->filter_log2) / 8};
    pieces[NT_SECTION_TABLE] = (struct piece){forms->table, (uint64_t)8 << forms->table_log2};
    uint64_t total = aligned(NT_HEADER_BYTES + NT_SECTION_COUNT * NT_SECTION_ENTRY_BYTES);
    for (size_t i = 0; i < NT_SECTION_COUNT; i++) {
        total = aligned(total + pieces[i].bytes);
    }
    char *file = calloc(total, 1);
    if (file == NULL) {
        return no_memory(err);
    }
    uint64_t offset = aligned(NT_HEADER_BYTES + NT_SECTION_COUNT * NT_SECTION_ENTRY_BYTES);
    for (size_t i = 0; i < NT_SECTION_COUNT; i++) {
        char *entry = file + NT_HEADER_BYTES + i * NT_SECTION_ENTRY_BYTES;
        nt_store64(entry, offset);
        nt_store64(entry + 8, pieces[i].bytes);
        if (i == NT_SECTION_TABLE) {
            store_table(file + offset, forms->table, forms->table_log2);
        } else if (pieces[i].bytes > 0) {
            memcpy(file + offset, pieces[i].data, pieces[i].bytes);
        }
        offset = aligned(offset + pieces[i].bytes);
    }
    write_header(file, total, name);
    *image = (struct compile_image){file, total};
    return NERTAG_OK;
}

static nertag_status write_all(struct writer *writer, const char *name, struct compile_image *image,
                               nertag_error *err) {
    nt_strbuf_append_char(&writer->strings, '\0');
    uint32_t name_offset = append_string(writer, name);
    NT_TRY(number_entities(writer, err));
    NT_TRY(write_forms(writer, err));
    write_entities(writer);
    write_lists(writer);
    write_engine(writer);
    return assemble(writer, name_offset, image, err);
}

nertag_status nt_model_write(const struct vocabulary *vocabulary, const char *name,
                             struct compile_image *image, nertag_error *err) {
    struct writer writer = {.vocabulary = vocabulary};
    nertag_status status = write_all(&writer, name, image, err);
    free(writer.new_index);
    free(writer.name_in_aliases);
    free(writer.ranked);
    free(writer.group);
    nt_strbuf_free(&writer.postings);
    nt_strbuf_free(&writer.sources);
    nt_strbuf_free(&writer.labels);
    nt_strbuf_free(&writer.countries);
    nt_strbuf_free(&writer.entities);
    nt_strbuf_free(&writer.strings);
    nt_strbuf_free(&writer.engine);
    nt_forms_build_free(&writer.forms);
    return status;
}
