/* vocabulary.h - what the gazetteers say, merged: entities and the surface forms that name them
 *
 * Fill (nt_vocabulary_add_model, nt_vocabulary_add_row, layer by layer), then hand it to
 * nt_model_write, then free. Order is that of the input, so the same input gives the same model. */
#ifndef NT_VOCABULARY_H
#define NT_VOCABULARY_H

#include "base/strbuf.h"
#include "base/strmap.h"
#include "build/gazetteer_read.h"
#include "nertag.h"

struct vocabulary_entity {
    uint32_t name; /* byte of 'strings'; NUL-terminated */
    uint32_t id;
    uint32_t prior;
    uint16_t country; /* index of 'countries' */
    uint8_t source;   /* index of 'sources' */
    uint8_t label;
    bool is_deleted;
};

/* One entity of one surface form. */
struct vocabulary_entry {
    uint32_t form; /* entry index in the map 'forms' */
    uint32_t entity;
    uint32_t next;  /* next entry of the form, or NERTAG_NONE */
    uint32_t layer; /* later layers win */
    uint8_t flags;  /* NT_ALIAS_* */
    bool is_deleted;
};

/* Zero-initialise to begin. */
struct vocabulary {
    struct strbuf strings; /* offset 0 is "" */
    struct strmap entity_by_key;
    struct strmap forms;         /* surface -> first entry of the form */
    struct strmap entry_by_pair; /* (form, entity) -> entry */
    struct strmap country_by_code;
    struct strmap source_by_name;
    struct vocabulary_entity *entities;
    size_t entity_count;
    size_t entity_capacity;
    struct vocabulary_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    uint32_t layer;  /* of what is added now */
    uint32_t source; /* of what is added now */
};

void nt_vocabulary_free(struct vocabulary *vocabulary);
/* Take over all entities and surface forms of a compiled model as the lowest layer. */
nertag_status nt_vocabulary_add_model(struct vocabulary *vocabulary, const nertag_model *model,
                                      nertag_error *err);
/* Begin a gazetteer file: its rows follow. The source is "gazetteer/" and the file's base name
 * without ".tsv". */
nertag_status nt_vocabulary_begin_file(struct vocabulary *vocabulary, const char *path,
                                       uint32_t layer, nertag_error *err);
/* A gazetteer_visit function; 'context' is the vocabulary. */
nertag_status nt_vocabulary_add_row(void *context, const struct gazetteer_row *row,
                                    nertag_error *err);

#endif
