/* writer_mentions.c - one flat JSON object a mention, for tools that work on tables */
#include "cli/writer.h"

/* What the mention's entity adds to the line. */
static char *write_entity(char *at, const nertag_entity *entity) {
    if (entity->id_bytes > 0) {
        at = NT_JSON_LITERAL(at, ",\"id\":\"");
        at = nt_json_escape(at, entity->id, entity->id_bytes);
        *at++ = '"';
    }
    at = NT_JSON_LITERAL(at, ",\"name\":\"");
    at = nt_json_escape(at, entity->name, entity->name_bytes);
    *at++ = '"';
    if (entity->country_bytes > 0) {
        at = NT_JSON_LITERAL(at, ",\"country\":\"");
        at = nt_json_escape(at, entity->country, entity->country_bytes);
        *at++ = '"';
    }
    at = NT_JSON_LITERAL(at, ",\"salience\":");
    return nt_json_score(at, nt_json_hundredths(entity->salience));
}

/* {"doc":"article.txt","start": once, for all lines of the document. */
static void make_opening(const struct writer_document *document, struct strbuf *opening) {
    nt_strbuf_reset(opening);
    if (document->id_bytes > 0) {
        nt_strbuf_append_string(opening, "{\"doc\":");
        nt_json_append_string(opening, document->id, document->id_bytes);
        nt_strbuf_append_string(opening, ",\"start\":");
    } else {
        nt_strbuf_append_string(opening, "{\"start\":");
    }
}

void nt_mentions_document(const struct writer *writer, const struct writer_document *document,
                          struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    size_t count = nertag_mention_count(document->tagger);
    if (count == 0) {
        return;
    }
    struct strbuf *opening = &sink->scratch;
    make_opening(document, opening);
    if (opening->failed) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const nertag_mention *mention = nertag_mention_at(document->tagger, i);
        const nertag_entity *entity = nertag_entity_at(document->tagger, mention->entity);
        size_t room = opening->bytes + nt_mention_room(writer, mention) + 128;
        if (entity != NULL) {
            room += NT_JSON_ESCAPE_MAX *
                    ((size_t)entity->id_bytes + entity->name_bytes + entity->country_bytes);
        }
        char *start = nt_strbuf_room(out, room);
        if (start == NULL) {
            return;
        }
        memcpy(start, opening->data, opening->bytes);
        char *at = nt_mention_write_span(start + opening->bytes, writer, document, mention);
        at = nt_mention_write_reason(at, writer, mention);
        if (entity != NULL) {
            at = write_entity(at, entity);
        }
        at = NT_JSON_LITERAL(at, "}\n");
        out->bytes += (size_t)(at - start);
        nt_sink_offer(sink);
    }
}
