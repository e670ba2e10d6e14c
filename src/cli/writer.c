/* writer.c - the table of output formats, and what all documents of a run share */
#include "cli/writer.h"

#include <stdlib.h>
#include <string.h>

static const struct writer_format formats[] = {
    {"jsonl", "a JSON object a document, one line each", nt_jsonl_document, nt_jsonl_failure},
    {"json", "the same, indented for reading", nt_json_document, nt_json_failure},
    {"mentions", "a flat JSON object a mention, one line each", nt_mentions_document,
     nt_jsonl_failure},
    {"highlight", "the text with coloured mentions", nt_highlight_document, nt_highlight_failure},
};

const struct writer_format *nt_writer_format_at(size_t index) {
    return index < sizeof formats / sizeof formats[0] ? &formats[index] : NULL;
}

const struct writer_format *nt_writer_format_find(const char *name) {
    const struct writer_format *format;
    for (size_t i = 0; (format = nt_writer_format_at(i)) != NULL; i++) {
        if (strcmp(format->name, name) == 0) {
            return format;
        }
    }
    return NULL;
}

const char *nt_offset_unit_name(uint32_t unit) {
    static const char *const names[OFFSET_UNIT_COUNT] = {"codepoint", "byte", "utf16"};
    return unit < OFFSET_UNIT_COUNT ? names[unit] : NULL;
}

/* Move what 'scratch' holds into the fragment. */
static bool take(struct strbuf *scratch, struct fragment *fragment) {
    bool is_good = !scratch->failed && nt_fragment_init(fragment, scratch->data, scratch->bytes);
    nt_strbuf_reset(scratch);
    return is_good;
}

static void append_json(struct strbuf *out, const char *string) {
    nt_json_append_string(out, string, strlen(string));
}

static bool make_model(struct writer *writer, struct strbuf *scratch) {
    nt_strbuf_append_string(scratch, "\"model\":");
    append_json(scratch, nertag_model_name(writer->tagging_model));
    nt_strbuf_append_string(scratch, ",\"offsets\":");
    append_json(scratch, nt_offset_unit_name(writer->unit));
    nt_strbuf_append_string(scratch, ",\"length\":");
    return take(scratch, &writer->model);
}

static bool make_labels(struct writer *writer, struct strbuf *scratch) {
    size_t count = nertag_label_count(writer->tagging_model);
    writer->labels = calloc(count + 1, sizeof *writer->labels);
    if (writer->labels == NULL) {
        return false;
    }
    writer->label_count = count;
    for (size_t i = 0; i < count; i++) {
        nt_strbuf_append_string(scratch, "\",\"label\":");
        append_json(scratch, nertag_label_name(writer->tagging_model, (uint32_t)i));
        nt_strbuf_append_char(scratch, ',');
        if (!take(scratch, &writer->labels[i])) {
            return false;
        }
    }
    return true;
}

static bool make_origins(struct writer *writer, struct strbuf *scratch) {
    size_t count = 0;
    while (nertag_source_name(writer->tagging_model, (uint32_t)count) != NULL) {
        count++;
    }
    writer->origins = calloc(count * NT_ZONE_COUNT + 1, sizeof *writer->origins);
    if (writer->origins == NULL) {
        return false;
    }
    writer->source_count = count;
    for (size_t i = 0; i < count * NT_ZONE_COUNT; i++) {
        nt_strbuf_append_string(scratch, ",\"zone\":");
        append_json(scratch, nertag_zone_name((uint32_t)(i % NT_ZONE_COUNT)));
        nt_strbuf_append_string(scratch, ",\"by\":");
        append_json(scratch,
                    nertag_source_name(writer->tagging_model, (uint32_t)(i / NT_ZONE_COUNT)));
        if (!take(scratch, &writer->origins[i])) {
            return false;
        }
    }
    return true;
}

static bool make_scores(struct writer *writer, struct strbuf *scratch) {
    for (uint32_t i = 0; i < NT_JSON_HUNDREDTHS; i++) {
        char number[NT_JSON_SCORE_MAX];
        nt_strbuf_append_string(scratch, "\"score\":");
        nt_strbuf_append(scratch, number, (size_t)(nt_json_score(number, i) - number));
        nt_strbuf_append_string(scratch, ",\"sentence\":");
        if (!take(scratch, &writer->scores[i])) {
            return false;
        }
    }
    return true;
}

struct writer *nt_writer_new(const struct writer_format *format, enum offset_unit unit,
                             bool names_documents, const nertag_model *model) {
    struct writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        return NULL;
    }
    writer->format = format;
    writer->unit = unit;
    writer->names_documents = names_documents;
    writer->tagging_model = model;
    struct strbuf scratch = {0};
    bool is_good = make_model(writer, &scratch) && make_labels(writer, &scratch) &&
                   make_origins(writer, &scratch) && make_scores(writer, &scratch);
    nt_strbuf_free(&scratch);
    if (!is_good) {
        nt_writer_free(writer);
        return NULL;
    }
    return writer;
}

void nt_writer_free(struct writer *writer) {
    if (writer == NULL) {
        return;
    }
    nt_fragment_free(&writer->model);
    for (size_t i = 0; i < writer->label_count; i++) {
        nt_fragment_free(&writer->labels[i]);
    }
    for (size_t i = 0; i < writer->source_count * NT_ZONE_COUNT; i++) {
        nt_fragment_free(&writer->origins[i]);
    }
    free(writer->labels);
    free(writer->origins);
    free(writer);
}

static const struct fragment *origin_of(const struct writer *writer, const nertag_mention *m) {
    return &writer->origins[(size_t)m->source * NT_ZONE_COUNT + m->zone];
}

/* The fixed pieces of a mention come to less than 128 bytes beside its numbers; the last copied
 * fragment may write NT_FRAGMENT_ROOM bytes whatever it keeps. */
size_t nt_mention_room(const struct writer *writer, const nertag_mention *mention) {
    return (size_t)(mention->end - mention->start) * NT_JSON_ESCAPE_MAX + 384 +
           nt_fragment_room(&writer->labels[mention->label]) +
           nt_fragment_room(origin_of(writer, mention));
}

char *nt_mention_write_span(char *at, const struct writer *writer,
                            const struct writer_document *document, const nertag_mention *mention) {
    at = nt_json_uint(at, nt_mention_start(writer, mention));
    at = NT_JSON_LITERAL(at, ",\"end\":");
    at = nt_json_uint(at, nt_mention_end(writer, mention));
    at = NT_JSON_LITERAL(at, ",\"text\":\"");
    at = nt_json_escape(at, document->text + mention->start, mention->end - mention->start);
    return nt_fragment_copy(at, &writer->labels[mention->label]);
}

char *nt_mention_write_reason(char *at, const struct writer *writer,
                              const nertag_mention *mention) {
    at = nt_fragment_copy(at, &writer->scores[nt_json_hundredths(mention->score)]);
    at = nt_json_uint(at, mention->sentence);
    return nt_fragment_copy(at, origin_of(writer, mention));
}
