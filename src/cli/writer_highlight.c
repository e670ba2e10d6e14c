/* writer_highlight.c - the text with coloured mentions, for a terminal */
#include "cli/utf8_part.h"
#include "cli/writer.h"

#define COLOUR_OFF "\x1b[0m"
#define ROOM 64 /* bytes kept free for one part of the text or one change of colour */

static const char *colour_of(const char *label) {
    static const struct {
        const char *label;
        const char *colour;
    } colours[] = {
        {"PERSON", "\x1b[1;33m"}, {"COUNTRY", "\x1b[1;32m"}, {"LOCATION", "\x1b[1;36m"},
        {"ORG", "\x1b[1;35m"},    {"NORP", "\x1b[1;34m"},    {"TOPIC", "\x1b[1;31m"},
    };
    for (size_t i = 0; i < sizeof colours / sizeof colours[0]; i++) {
        if (strcmp(colours[i].label, label) == 0) {
            return colours[i].colour;
        }
    }
    return "\x1b[1m";
}

/* Write one part so that no byte of the text can steer the terminal. */
static char *show_part(char *at, const char *text, size_t left, size_t *part_bytes) {
    unsigned char c = (unsigned char)text[0];
    bool valid;
    size_t part = nt_utf8_part(text, left, &valid);
    *part_bytes = part;
    bool is_line_end = c == '\r' && left > 1 && text[1] == '\n';
    if (!valid) {
        return NT_JSON_LITERAL(at, "\xef\xbf\xbd");
    }
    if ((c < 0x20 && c != '\n' && c != '\t' && !is_line_end) || c == 0x7f) {
        *at++ = '^';
        *at++ = (char)(c ^ 0x40);
        return at;
    }
    if (c == 0xc2 && (unsigned char)text[1] < 0xa0) { /* U+0080 .. U+009F steer as ESC does */
        at = NT_JSON_LITERAL(at, "<U+00");
        *at++ = (unsigned char)text[1] < 0x90 ? '8' : '9';
        *at++ = "0123456789ABCDEF"[text[1] & 15];
        *at++ = '>';
        return at;
    }
    memcpy(at, text, part);
    return at + part;
}

static void show(struct sink *sink, const char *text, size_t text_bytes) {
    for (size_t done = 0; done < text_bytes;) {
        char *start = nt_strbuf_room(&sink->buffer, ROOM);
        if (start == NULL) {
            return;
        }
        char *at = start;
        while (done < text_bytes && at - start < ROOM - 16) {
            size_t part_bytes;
            at = show_part(at, text + done, text_bytes - done, &part_bytes);
            done += part_bytes;
        }
        sink->buffer.bytes += (size_t)(at - start);
        nt_sink_offer(sink);
    }
}

/* The labels that occur, each in its colour. */
static void show_legend(const struct writer *writer, const struct writer_document *document,
                        struct strbuf *out) {
    uint64_t seen = 0;
    size_t count = nertag_mention_count(document->tagger);
    for (size_t i = 0; i < count; i++) {
        seen |= UINT64_C(1) << (nertag_mention_at(document->tagger, i)->label & 63);
    }
    for (size_t i = 0; i < writer->label_count && i < 64; i++) {
        if ((seen >> i & 1) != 0) {
            const char *label = nertag_label_name(writer->tagging_model, (uint32_t)i);
            nt_strbuf_append_string(out, colour_of(label));
            nt_strbuf_append_string(out, label);
            nt_strbuf_append_string(out, COLOUR_OFF " ");
        }
    }
}

static void show_title(const char *id, size_t id_bytes, struct sink *sink) {
    nt_strbuf_append_string(&sink->buffer, "== ");
    show(sink, id, id_bytes);
    nt_strbuf_append_string(&sink->buffer, " == ");
}

void nt_highlight_document(const struct writer *writer, const struct writer_document *document,
                           struct sink *sink) {
    struct strbuf *out = &sink->buffer;
    if (writer->names_documents) {
        show_title(document->id, document->id_bytes, sink);
    }
    show_legend(writer, document, out);
    nt_strbuf_append_char(out, '\n');
    size_t done = 0;
    size_t count = nertag_mention_count(document->tagger);
    for (size_t i = 0; i < count; i++) {
        const nertag_mention *mention = nertag_mention_at(document->tagger, i);
        if (mention->start < done) {
            continue; /* inside of a mention that is already shown */
        }
        show(sink, document->text + done, mention->start - done);
        nt_strbuf_append_string(
            out, colour_of(nertag_label_name(writer->tagging_model, mention->label)));
        show(sink, document->text + mention->start, mention->end - mention->start);
        nt_strbuf_append_string(out, COLOUR_OFF);
        done = mention->end;
    }
    show(sink, document->text + done, document->text_bytes - done);
    if (document->text_bytes == 0 || document->text[document->text_bytes - 1] != '\n') {
        nt_strbuf_append_char(out, '\n');
    }
}

void nt_highlight_failure(const struct writer *writer, const char *id, size_t id_bytes,
                          const char *code, const char *message, struct sink *sink) {
    (void)writer;
    show_title(id, id_bytes, sink);
    nt_strbuf_append_string(&sink->buffer, code);
    nt_strbuf_append_string(&sink->buffer, ": ");
    show(sink, message, strlen(message));
    nt_strbuf_append_char(&sink->buffer, '\n');
}
