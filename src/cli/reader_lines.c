/* reader_lines.c - a line of text is a document */
#include <string.h>

#include "cli/reader.h"

static void each(const struct reader *reader, struct batch *batch, nt_record_handler *handler,
                 void *context) {
    if (nt_reader_failed_block(batch, handler, context)) {
        return;
    }
    const char *at = batch->block.data.data;
    const char *end = at + batch->block.data.bytes;
    uint64_t line = batch->block.first_line;
    bool goes_on = true;
    for (; at < end && goes_on; line++) {
        const char *line_break = memchr(at, '\n', (size_t)(end - at));
        const char *line_end = line_break != NULL ? line_break : end;
        struct record record = {.text = at, .text_bytes = (size_t)(line_end - at)};
        if (line_break != NULL && line_end > at && line_end[-1] == '\r') {
            record.text_bytes--; /* CR LF ends the line, it is not part of it */
        }
        if (record.text_bytes > reader->options.max_document_bytes) {
            record.code = "too-big";
            record.message = "the line is longer than --max-doc allows";
        }
        nt_reader_line_id(batch, line, &record);
        goes_on = handler(context, &record);
        at = line_end + 1;
    }
}

void nt_reader_lines_init(struct reader *reader, const struct reader_options *options,
                          struct input *input) {
    *reader = (struct reader){
        .options = *options, .input = input, .next = nt_reader_next_block, .each = each};
    nt_block_source_init(&reader->source, input, options->max_document_bytes);
}
