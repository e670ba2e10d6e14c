/* forms_build.h - surface forms to the lookup structures of a model: aliases, table, filter
 *
 * Protocol: add every alias, finish once, read the sections, free. */
#ifndef NT_FORMS_BUILD_H
#define NT_FORMS_BUILD_H

#include "base/strbuf.h"
#include "nertag.h"
#include "text/words.h"

/* One step of a surface form: the hash of its first tokens. */
struct forms_node {
    uint64_t hash;
    uint64_t follower; /* bits of the slot for the next token; 0 at the last */
    uint32_t alias;    /* unit of the alias at the last token, else 0 */
    bool is_first;     /* of an alias */
    bool has_lower;    /* can match a word that begins with a small ASCII letter */
};

/* Zero-initialise to begin. */
struct forms_build {
    struct strbuf aliases;
    struct forms_node *nodes;
    size_t node_count;
    size_t node_capacity;
    uint32_t alias_count;
    uint8_t lower_pairs[26][128]; /* [first small letter][second character]: begins a name */
    struct word_begins begins;    /* which words may begin a name */
    uint64_t *table;
    uint32_t table_log2;
    uint32_t probe_max;
    uint8_t *filter;
    uint32_t filter_log2;
};

void nt_forms_build_free(struct forms_build *forms);
/* Add one alias; 'byte' gets the place of the surface form in the ALIASES section. 'entity' and
 * 'flags' are the fields of the record (format.h). Of aliases with the same tokens the later added
 * is found first. */
nertag_status nt_forms_build_add(struct forms_build *forms, const char *surface, size_t byte_count,
                                 uint32_t entity, uint32_t flags, uint32_t score, uint32_t *byte,
                                 nertag_error *err);
/* Build table and filter. */
nertag_status nt_forms_build_finish(struct forms_build *forms, nertag_error *err);

#endif
