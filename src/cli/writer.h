/* writer.h - a tagged document as bytes, in one of several formats */
#ifndef NT_WRITER_H
#define NT_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "cli/json_write.h"
#include "cli/sink.h"
#include "nertag.h"

enum offset_unit { OFFSET_CODEPOINT, OFFSET_BYTE, OFFSET_UTF16, OFFSET_UNIT_COUNT };
/* "codepoint", "byte", "utf16"; static; NULL when out of range. */
const char *nt_offset_unit_name(uint32_t unit);

/* A tagged document; everything is borrowed for one call. */
struct writer_document {
    const char *id;
    size_t id_bytes;
    const char *text;
    size_t text_bytes;
    const nertag_tagger *tagger;
};

struct writer;
/* One row for each format; 'document' may offer the sink for emptying between its pieces. */
struct writer_format {
    const char *name;
    const char *help;
    void (*document)(const struct writer *writer, const struct writer_document *document,
                     struct sink *sink);
    void (*failure)(const struct writer *writer, const char *id, size_t id_bytes, const char *code,
                    const char *message, struct sink *sink);
};
/* The format of this name, or NULL. */
const struct writer_format *nt_writer_format_find(const char *name);
/* By index, NULL when out of range. */
const struct writer_format *nt_writer_format_at(size_t index);

/* What stays the same for all documents of a run; never changes once made, so all threads share it.
 * Every piece of a mention that depends on label, zone or source only is made once. */
struct writer {
    const struct writer_format *format;
    enum offset_unit unit;
    bool names_documents; /* for people: say which document follows */
    size_t label_count;
    size_t source_count;
    struct fragment model;    /* ,"model":"...","offsets":"...","length": */
    struct fragment *labels;  /* [label_count]  ","label":"COUNTRY", */
    struct fragment *origins; /* [source_count * NT_ZONE_COUNT]  ,"zone":"body","by":"..." */
    struct fragment scores[NT_JSON_HUNDREDTHS]; /* "score":0.99,"sentence": */
    const nertag_model *tagging_model;          /* borrowed */
};
#define NT_ZONE_COUNT 6

/* NULL when memory is short. 'model' must outlive the writer. */
struct writer *nt_writer_new(const struct writer_format *format, enum offset_unit unit,
                             bool names_documents, const nertag_model *model);
void nt_writer_free(struct writer *writer);

static inline uint32_t nt_mention_start(const struct writer *writer, const nertag_mention *m) {
    return writer->unit == OFFSET_CODEPOINT ? m->start_codepoint
           : writer->unit == OFFSET_BYTE    ? m->start
                                            : m->start_utf16;
}

static inline uint32_t nt_mention_end(const struct writer *writer, const nertag_mention *m) {
    return writer->unit == OFFSET_CODEPOINT ? m->end_codepoint
           : writer->unit == OFFSET_BYTE    ? m->end
                                            : m->end_utf16;
}

/* The pieces of a mention that the JSON formats share; 'at' has the room of nt_mention_room.
 * Writes:  0,"end":6,"text":"Russia","label":"COUNTRY",  */
char *nt_mention_write_span(char *at, const struct writer *writer,
                            const struct writer_document *document, const nertag_mention *mention);
/* Writes:  "score":0.99,"sentence":0,"zone":"title","by":"gazetteer/countries"  */
char *nt_mention_write_reason(char *at, const struct writer *writer, const nertag_mention *mention);
size_t nt_mention_room(const struct writer *writer, const nertag_mention *mention);

/* The formats, one file each. */
void nt_jsonl_document(const struct writer *writer, const struct writer_document *document,
                       struct sink *sink);
void nt_jsonl_failure(const struct writer *writer, const char *id, size_t id_bytes,
                      const char *code, const char *message, struct sink *sink);
void nt_json_document(const struct writer *writer, const struct writer_document *document,
                      struct sink *sink);
void nt_json_failure(const struct writer *writer, const char *id, size_t id_bytes, const char *code,
                     const char *message, struct sink *sink);
void nt_mentions_document(const struct writer *writer, const struct writer_document *document,
                          struct sink *sink);
void nt_highlight_document(const struct writer *writer, const struct writer_document *document,
                           struct sink *sink);
void nt_highlight_failure(const struct writer *writer, const char *id, size_t id_bytes,
                          const char *code, const char *message, struct sink *sink);

#endif
