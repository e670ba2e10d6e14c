/* dump.c - a compiled model as readable text */
#include "model/dump.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/catalog.h"
#include "model/forms.h"

static const char *const section_names[NT_SECTION_COUNT] = {
    "engine",   "strings",  "labels",  "sources", "countries",
    "entities", "postings", "aliases", "filter",  "table"};

nertag_status nt_dump_summary(const nertag_model *model, struct strbuf *out) {
    const uint8_t *engine = model->sections[NT_SECTION_ENGINE].data;
    nt_strbuf_format(out, "model\t%s\n", model->full_name);
    nt_strbuf_format(out, "format\t%u\n", (unsigned)nt_load32(model->file + NT_HEADER_VERSION));
    nt_strbuf_format(out, "bytes\t%llu\n", (unsigned long long)model->file_bytes);
    nt_strbuf_format(out, "entities\t%u\n", (unsigned)model->entity_count);
    nt_strbuf_format(out, "surface forms\t%u\n",
                     (unsigned)nt_load32(engine + NT_ENGINE_ALIAS_COUNT));
    for (uint32_t i = 0; i < model->source_count; i++) {
        nt_strbuf_format(out, "source\t%s\n", nertag_source_name(model, i));
    }
    for (uint32_t i = 0; i < NT_SECTION_COUNT; i++) {
        nt_strbuf_format(out, "section\t%s\t%llu bytes\n", section_names[i],
                         (unsigned long long)model->sections[i].bytes);
    }
    return out->failed ? NERTAG_NO_MEMORY : NERTAG_OK;
}

/* ---- entities as gazetteer rows ---- */

/* A surface form of an entity. */
struct entity_alias {
    uint32_t entity;
    uint32_t unit;
};

struct collector {
    const nertag_model *model;
    struct entity_alias *aliases;
    size_t count;
    size_t capacity; /* 0 while counting */
};

static bool collect(void *context, uint32_t unit, const struct alias *alias) {
    struct collector *collector = context;
    uint32_t entity_count = nt_alias_entity_count(collector->model, alias);
    for (uint32_t rank = 0; rank < entity_count; rank++) {
        if (collector->count < collector->capacity) {
            uint32_t entity = nt_alias_entity(collector->model, alias, rank);
            collector->aliases[collector->count] = (struct entity_alias){entity, unit};
        }
        collector->count++;
    }
    return true;
}

static int by_entity(const void *left, const void *right) {
    const struct entity_alias *a = left;
    const struct entity_alias *b = right;
    if (a->entity != b->entity) {
        return a->entity < b->entity ? -1 : 1;
    }
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static void write_escaped(struct strbuf *out, const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (text[i] == '|' || text[i] == '{' || text[i] == '}' || text[i] == '\\') {
            nt_strbuf_append_char(out, '\\');
        }
        nt_strbuf_append_char(out, text[i]);
    }
}

static void write_alias(const struct alias *alias, bool is_first, struct strbuf *out) {
    static const char *const cases[] = {"case=name", "case=exact", "case=fold", "case=name"};
    if (!is_first) {
        nt_strbuf_append_char(out, '|');
    }
    write_escaped(out, alias->surface, alias->byte_count);
    if (alias->flags & NT_ALIAS_STOP) {
        nt_strbuf_append_char(out, '.');
    }
    nt_strbuf_format(out, "{%s%s%s}", cases[alias->flags & NT_ALIAS_CASE_MASK],
                     alias->flags & NT_ALIAS_CONTEXT ? ",context" : "",
                     alias->flags & NT_ALIAS_NOSTART ? ",nostart" : "");
}

/* The name is a surface form of each row: say "never" when it is none of this entity; first, since
 * its canonical spelling may be one of those that follow. */
static void write_row(const nertag_model *model, uint32_t index, const struct collector *collector,
                      size_t *next, struct strbuf *out) {
    struct catalog_entity entity;
    if (!nt_catalog_entity(model, index, &entity)) {
        return;
    }
    const char *label = nertag_label_name(model, entity.label);
    nt_strbuf_format(out, "%s\t%s\t%s\t", entity.id, label, entity.name);
    bool has_name = false;
    size_t first = *next;
    struct alias alias;
    for (; *next < collector->count && collector->aliases[*next].entity == index; ++*next) {
        has_name |= nt_alias_at(model, collector->aliases[*next].unit, &alias) &&
                    strcmp(alias.surface, entity.name) == 0;
    }
    if (!has_name) {
        write_escaped(out, entity.name, strlen(entity.name));
        nt_strbuf_append_string(out, "{never}");
    }
    for (size_t i = first; i < *next; i++) {
        if (nt_alias_at(model, collector->aliases[i].unit, &alias)) {
            write_alias(&alias, has_name && i == first, out);
        }
    }
    nt_strbuf_format(out, "\t%s\t%u\n", entity.country, (unsigned)entity.prior);
}

nertag_status nt_dump_entities(const nertag_model *model, struct strbuf *out) {
    struct collector collector = {.model = model};
    nt_forms_each(model, collect, &collector);
    collector.aliases = malloc((collector.count + 1) * sizeof *collector.aliases);
    if (collector.aliases == NULL) {
        return NERTAG_NO_MEMORY;
    }
    collector.capacity = collector.count;
    collector.count = 0;
    nt_forms_each(model, collect, &collector);
    qsort(collector.aliases, collector.count, sizeof *collector.aliases, by_entity);
    nt_strbuf_append_string(out, "id\tlabel\tname\taliases\tcountry\tprior\n");
    size_t next = 0;
    for (uint32_t i = 0; i < model->entity_count; i++) {
        write_row(model, i, &collector, &next, out);
    }
    free(collector.aliases);
    return out->failed ? NERTAG_NO_MEMORY : NERTAG_OK;
}
