/* trace.c - what the tagger sees, as readable text */
#include "tag/trace.h"

#include "base/error.h"
#include "model/catalog.h"
#include "model/forms.h"
#include "text/fold.h"
#include "text/token.h"

static void write_string(struct strbuf *out, const char *text, size_t bytes) {
    nt_strbuf_append_char(out, '"');
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ') {
            nt_strbuf_format(out, "\\u%04x", (unsigned)c);
            continue;
        }
        if (c == '"' || c == '\\') {
            nt_strbuf_append_char(out, '\\');
        }
        nt_strbuf_append_char(out, (char)c);
    }
    nt_strbuf_append_char(out, '"');
}

static void write_field(struct strbuf *out, const char *key, const char *value) {
    nt_strbuf_format(out, ",\"%s\":", key);
    write_string(out, value, strlen(value));
}

static size_t write_entities(const nertag_model *model, const struct alias *alias,
                             struct strbuf *out) {
    static const char *const cases[] = {"name", "exact", "fold", "name"};
    uint32_t count = nt_alias_entity_count(model, alias);
    size_t written = 0;
    for (uint32_t rank = 0; rank < count; rank++) {
        struct catalog_entity entity;
        if (!nt_catalog_entity(model, nt_alias_entity(model, alias, rank), &entity)) {
            continue;
        }
        nt_strbuf_append_string(out, "{\"surface\":");
        write_string(out, alias->surface, alias->byte_count);
        write_field(out, "label", nertag_label_name(model, entity.label));
        if (entity.id[0] != '\0') {
            write_field(out, "id", entity.id);
        }
        write_field(out, "name", entity.name);
        if (entity.country[0] != '\0') {
            write_field(out, "country", entity.country);
        }
        nt_strbuf_format(out, ",\"prior\":%u", (unsigned)entity.prior);
        write_field(out, "case", cases[alias->flags & NT_ALIAS_CASE_MASK]);
        nt_strbuf_append_string(out, alias->flags & NT_ALIAS_CONTEXT ? ",\"context\":true" : "");
        nt_strbuf_append_string(out, alias->flags & NT_ALIAS_NOSTART ? ",\"nostart\":true" : "");
        write_field(out, "by", nertag_source_name(model, entity.source));
        nt_strbuf_append_string(out, "}\n");
        written++;
    }
    return written;
}

nertag_status nt_trace_name(const nertag_model *model, const char *name, size_t name_bytes,
                            struct strbuf *out, size_t *found) {
    struct token token;
    uint64_t hash = 0;
    size_t at = 0;
    size_t first = 0;
    *found = 0;
    while (nt_token_next(name, name_bytes, at, &token)) {
        hash = at == 0 ? token.hash : nt_hash_extend(hash, token.hash);
        first = at == 0 ? token.start : first;
        at = token.end;
    }
    uint64_t slot = at == 0 ? 0 : nt_forms_find(model, hash);
    struct alias alias;
    for (uint32_t unit = NT_SLOT_ALIAS(slot); nt_alias_at(model, unit, &alias); unit = alias.next) {
        size_t end;
        enum case_policy policy = (enum case_policy)(alias.flags & NT_ALIAS_CASE_MASK);
        if (nt_fold_match(name, name_bytes, first, alias.surface, alias.byte_count, policy, &end) &&
            end >= at) {
            *found += write_entities(model, &alias, out);
        }
    }
    return out->failed ? NERTAG_NO_MEMORY : NERTAG_OK;
}
