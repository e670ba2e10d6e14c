/* reader_jsonl.c - a line is a JSON object, one of its fields the document */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/json_fields.h"
#include "cli/reader.h"

#define MESSAGE_BYTES 320

enum { FIELD_TEXT, FIELD_ID, FIELD_COUNT };

/* What jansson says about a line that the scanner refused: it is slow, but explains. */
static void explain(const char *line, size_t line_bytes, uint64_t line_number, size_t error_byte,
                    char *message) {
    json_error_t error;
    json_t *value = json_loadb(line, line_bytes,
                               JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
    unsigned long long number = (unsigned long long)line_number;
    if (value != NULL) {
        json_decref(value);
        snprintf(message, MESSAGE_BYTES, "line %llu, byte %zu: not JSON", number, error_byte + 1);
        return;
    }
    snprintf(message, MESSAGE_BYTES, "line %llu, column %d: %s", number, error.column, error.text);
}

static bool is_blank(const char *line, size_t line_bytes) {
    for (size_t i = 0; i < line_bytes; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
            return false;
        }
    }
    return true;
}

/* The id field where it has one, "file:line" elsewhere. */
static void set_id(struct batch *batch, const struct json_slice *slice, uint64_t line_number,
                   struct record *record) {
    bool has_id = (slice->kind == SLICE_STRING && slice->bytes > 0) || slice->kind == SLICE_NUMBER;
    if (!has_id) {
        nt_reader_line_id(batch, line_number, record);
        return;
    }
    record->id = slice->data;
    record->id_bytes = slice->bytes;
    if (slice->has_escapes) {
        nt_strbuf_reset(&batch->id);
        nt_json_unescape(*slice, &batch->id);
        record->id = batch->id.data;
        record->id_bytes = batch->id.failed ? 0 : batch->id.bytes;
    }
}

static void set_text(struct batch *batch, const struct json_slice *slice,
                     const struct reader_options *options, char *message, struct record *record) {
    if (slice->kind != SLICE_STRING) {
        record->code = "field";
        record->message = message;
        snprintf(message, MESSAGE_BYTES, "%s text field '%.200s'",
                 slice->kind == SLICE_ABSENT ? "no" : "no string in the", options->text_field);
        return;
    }
    record->text = slice->data;
    record->text_bytes = slice->bytes;
    if (slice->has_escapes) {
        nt_strbuf_reset(&batch->text);
        if (!nt_json_unescape(*slice, &batch->text)) {
            record->code = "memory";
            record->message = "not enough memory to unescape the text";
            return;
        }
        record->text = batch->text.data;
        record->text_bytes = batch->text.bytes;
    }
}

static bool hand_out(const struct reader *reader, struct batch *batch, const char *line,
                     size_t line_bytes, uint64_t line_number, nt_record_handler *handler,
                     void *context) {
    const struct reader_options *options = &reader->options;
    const char *paths[FIELD_COUNT] = {options->text_field, options->id_field};
    struct json_slice slices[FIELD_COUNT];
    struct record record = {0};
    char message[MESSAGE_BYTES];
    size_t error_byte;
    if (line_bytes > options->max_document_bytes) {
        record.code = "too-big";
        record.message = "the line is longer than --max-doc allows";
        nt_reader_line_id(batch, line_number, &record);
    } else if (nt_json_fields(line, line_bytes, paths, FIELD_COUNT, slices, &error_byte)) {
        set_id(batch, &slices[FIELD_ID], line_number, &record);
        set_text(batch, &slices[FIELD_TEXT], options, message, &record);
    } else {
        record.code = "json";
        record.message = message;
        explain(line, line_bytes, line_number, error_byte, message);
        nt_reader_line_id(batch, line_number, &record);
    }
    return handler(context, &record);
}

static void each(const struct reader *reader, struct batch *batch, nt_record_handler *handler,
                 void *context) {
    if (nt_reader_failed_block(batch, handler, context)) {
        return;
    }
    const char *at = batch->block.data.data;
    const char *end = at + batch->block.data.bytes;
    uint64_t line = batch->block.first_line;
    if (line == 1 && end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        at += 3; /* a byte order mark at the start of a file is not JSON, but common */
    }
    bool goes_on = true;
    for (; at < end && goes_on; line++) {
        const char *line_break = memchr(at, '\n', (size_t)(end - at));
        size_t line_bytes = (size_t)((line_break != NULL ? line_break : end) - at);
        if (!is_blank(at, line_bytes)) {
            goes_on = hand_out(reader, batch, at, line_bytes, line, handler, context);
        }
        at += line_bytes + 1;
    }
}

void nt_reader_jsonl_init(struct reader *reader, const struct reader_options *options,
                          struct input *input) {
    *reader = (struct reader){
        .options = *options, .input = input, .next = nt_reader_next_block, .each = each};
    nt_block_source_init(&reader->source, input, options->max_document_bytes);
}
