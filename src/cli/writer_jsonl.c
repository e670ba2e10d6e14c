/* writer_jsonl.c - a document as one JSON object: on one line (jsonl), or indented (json) */
#include "cli/writer.h"

static void write_head(const struct writer *writer, const struct writer_document *document,
                       struct strbuf *out) {
    const nertag_document *counts = nertag_document_of(document->tagger);
    nt_strbuf_append_string(out, "{\"nertag\":1,");
    if (document->id_bytes > 0) {
        nt_strbuf_append_string(out, "\"id\":");
        nt_json_append_string(out, document->id, document->id_bytes);
        nt_strbuf_append_char(out, ',');
    }
    char *start = nt_strbuf_room(out, nt_fragment_room(&writer->model) + 64);
    if (start == NULL) {
        return;
    }
    uint32_t length = writer->unit == OFFSET_CODEPOINT ? counts->codepoints
                      : writer->unit == OFFSET_BYTE    ? (uint32_t)document->text_bytes
                                                       : counts->utf16_units;
    char *at = nt_fragment_copy(start, &writer->model);
    at = nt_json_uint(at, length);
    at = NT_JSON_LITERAL(at, ",\"mentions\":[");
    out->bytes += (size_t)(at - start);
}

static void write_mentions(const struct writer *writer, const struct writer_document *document,
                           struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    size_t count = nertag_mention_count(document->tagger);
    for (size_t i = 0; i < count; i++) {
        const nertag_mention *mention = nertag_mention_at(document->tagger, i);
        char *start = nt_strbuf_room(out, nt_mention_room(writer, mention));
        if (start == NULL) {
            return;
        }
        char *at = start;
        *at = ',';
        at += i > 0;
        at = NT_JSON_LITERAL(at, "{\"start\":");
        at = nt_mention_write_span(at, writer, document, mention);
        at = NT_JSON_LITERAL(at, "\"entity\":");
        at = nt_json_uint(at, mention->entity);
        *at++ = ',';
        at = nt_mention_write_reason(at, writer, mention);
        *at++ = '}';
        out->bytes += (size_t)(at - start);
        nt_sink_offer(sink);
    }
}

/* The indexes of an entity's mentions: a country may have many thousands in one document. */
static void write_indexes(const nertag_entity *entity, struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    for (uint32_t done = 0; done < entity->mention_count;) {
        uint32_t left = entity->mention_count - done;
        uint32_t block = left < 64 ? left : 64;
        char *start = nt_strbuf_room(out, (size_t)block * (NT_JSON_UINT_MAX + 1));
        if (start == NULL) {
            return;
        }
        char *at = start;
        for (uint32_t i = 0; i < block; i++) {
            *at = ',';
            at += done + i > 0;
            at = nt_json_uint(at, entity->mentions[done + i]);
        }
        out->bytes += (size_t)(at - start);
        done += block;
        nt_sink_offer(sink);
    }
}

static bool write_entity(const struct writer *writer, const nertag_entity *entity, bool is_first,
                         struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    size_t strings = (size_t)entity->id_bytes + entity->name_bytes + entity->country_bytes;
    char *start = nt_strbuf_room(out, strings * NT_JSON_ESCAPE_MAX + 256 +
                                          nt_fragment_room(&writer->labels[entity->label]));
    if (start == NULL) {
        return false;
    }
    char *at = start;
    *at = ',';
    at += !is_first;
    if (entity->id_bytes > 0) {
        at = NT_JSON_LITERAL(at, "{\"id\":\"");
        at = nt_json_escape(at, entity->id, entity->id_bytes);
        at = NT_JSON_LITERAL(at, "\",\"name\":\"");
    } else {
        at = NT_JSON_LITERAL(at, "{\"name\":\"");
    }
    at = nt_json_escape(at, entity->name, entity->name_bytes);
    at = nt_fragment_copy(at, &writer->labels[entity->label]);
    if (entity->country_bytes > 0) {
        at = NT_JSON_LITERAL(at, "\"country\":\"");
        at = nt_json_escape(at, entity->country, entity->country_bytes);
        at = NT_JSON_LITERAL(at, "\",");
    }
    at = NT_JSON_LITERAL(at, "\"mentions\":[");
    out->bytes += (size_t)(at - start);
    write_indexes(entity, sink);
    start = nt_strbuf_room(out, 32);
    if (start == NULL) {
        return false;
    }
    at = NT_JSON_LITERAL(start, "],\"salience\":");
    at = nt_json_score(at, nt_json_hundredths(entity->salience));
    *at++ = '}';
    out->bytes += (size_t)(at - start);
    nt_sink_offer(sink);
    return true;
}

void nt_jsonl_document(const struct writer *writer, const struct writer_document *document,
                       struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    write_head(writer, document, out);
    write_mentions(writer, document, sink);
    nt_strbuf_append_string(out, "],\"entities\":[");
    size_t count = nertag_entity_count(document->tagger);
    for (size_t i = 0; i < count; i++) {
        if (!write_entity(writer, nertag_entity_at(document->tagger, i), i == 0, sink)) {
            return;
        }
    }
    uint32_t invalid = nertag_document_of(document->tagger)->invalid_parts;
    if (invalid > 0) {
        nt_strbuf_format(out, "],\"topics\":[],\"warnings\":{\"invalid_utf8\":%lu}}\n",
                         (unsigned long)invalid);
    } else {
        nt_strbuf_append_string(out, "],\"topics\":[]}\n");
    }
}

void nt_jsonl_failure(const struct writer *writer, const char *id, size_t id_bytes,
                      const char *code, const char *message, struct sink *sink) {
    (void)writer;
    struct strbuf *out = &sink->buffer;
    nt_strbuf_append_string(out, "{\"nertag\":1,");
    if (id_bytes > 0) {
        nt_strbuf_append_string(out, "\"id\":");
        nt_json_append_string(out, id, id_bytes);
        nt_strbuf_append_char(out, ',');
    }
    nt_strbuf_append_string(out, "\"error\":{\"code\":");
    nt_json_append_string(out, code, strlen(code));
    nt_strbuf_append_string(out, ",\"message\":");
    nt_json_append_string(out, message, strlen(message));
    nt_strbuf_append_string(out, "}}\n");
}
