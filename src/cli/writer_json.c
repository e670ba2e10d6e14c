/* writer_json.c - the JSON record laid out for reading: a line for each mention and entity */
#include "cli/writer.h"

/* Objects and arrays nested deeper than this stay on one line. */
#define OPEN_DEPTH 2

struct layout {
    struct strbuf *out;
    size_t depth;
    bool in_string;
    bool was_backslash;
};

static void break_line(const struct layout *layout) {
    nt_strbuf_append_char(layout->out, '\n');
    for (size_t i = 0; i < layout->depth; i++) {
        nt_strbuf_append(layout->out, "  ", 2);
    }
}

/* Copy a character inside of a string. */
static void put_string_char(struct layout *layout, char c) {
    nt_strbuf_append_char(layout->out, c);
    if (layout->was_backslash) {
        layout->was_backslash = false;
    } else if (c == '\\') {
        layout->was_backslash = true;
    } else if (c == '"') {
        layout->in_string = false;
    }
}

static void put_char(struct layout *layout, char c, char next) {
    struct strbuf *out = layout->out;
    bool is_empty = (c == '{' && next == '}') || (c == '[' && next == ']');
    if (c == '}' || c == ']') {
        bool closes_empty = out->bytes > 0 &&
                            (out->data[out->bytes - 1] == '{' || out->data[out->bytes - 1] == '[');
        layout->depth--;
        if (layout->depth < OPEN_DEPTH && !closes_empty) {
            break_line(layout);
        }
    }
    nt_strbuf_append_char(out, c);
    if (c == '{' || c == '[') {
        layout->depth++;
        if (layout->depth <= OPEN_DEPTH && !is_empty) {
            break_line(layout);
        }
    } else if (c == ',' && layout->depth <= OPEN_DEPTH) {
        break_line(layout);
    } else if (c == ',' || c == ':') {
        nt_strbuf_append_char(out, ' ');
    } else if (c == '"') {
        layout->in_string = true;
    }
}

/* Lay out one line of compact JSON, which is known to be valid. */
static void lay_out(const struct strbuf *compact, struct strbuf *out) {
    struct layout layout = {.out = out};
    for (size_t i = 0; i < compact->bytes && !out->failed; i++) {
        if (layout.in_string) {
            put_string_char(&layout, compact->data[i]);
        } else if (compact->data[i] != '\n') {
            put_char(&layout, compact->data[i], i + 1 < compact->bytes ? compact->data[i + 1] : 0);
        }
    }
    nt_strbuf_append_char(out, '\n');
}

static void keep_all(void *context, struct sink *sink) {
    (void)context;
    (void)sink;
}

/* Let the compact writer fill the scratch buffer, then lay that out. */
static struct sink inner_sink(struct sink *sink) {
    nt_strbuf_reset(&sink->scratch);
    return (struct sink){.buffer = sink->scratch, .spill_at = NT_SINK_STEP, .spill = keep_all};
}

static void finish(struct sink *inner, struct sink *sink) {
    sink->scratch = inner->buffer;
    if (inner->buffer.failed) {
        sink->buffer.failed = true;
    } else {
        lay_out(&sink->scratch, &sink->buffer);
    }
    if (sink->scratch.capacity > NT_SINK_KEEP) {
        nt_strbuf_free(&sink->scratch);
    }
    nt_sink_offer(sink);
}

void nt_json_document(const struct writer *writer, const struct writer_document *document,
                      struct sink *sink) {
    struct sink inner = inner_sink(sink);
    nt_jsonl_document(writer, document, &inner);
    finish(&inner, sink);
}

void nt_json_failure(const struct writer *writer, const char *id, size_t id_bytes, const char *code,
                     const char *message, struct sink *sink) {
    struct sink inner = inner_sink(sink);
    nt_jsonl_failure(writer, id, id_bytes, code, message, &inner);
    finish(&inner, sink);
}
