/* reader.c - what the readers share: batches, names, line ids */
#include "cli/reader.h"

#include <string.h>

#include "cli/json_write.h"
#include "cli/sink.h"

void nt_batch_free(struct batch *batch) {
    nt_strbuf_free(&batch->block.data);
    nt_strbuf_free(&batch->block.path);
    nt_strbuf_free(&batch->names);
    nt_strbuf_free(&batch->id);
    nt_strbuf_free(&batch->text);
}

void nt_batch_trim(struct batch *batch) {
    struct strbuf *large[] = {&batch->block.data, &batch->text};
    for (size_t i = 0; i < 2; i++) {
        if (large[i]->capacity > NT_SINK_KEEP) {
            nt_strbuf_free(large[i]);
        }
    }
}

void nt_reader_free(struct reader *reader) {
    nt_block_source_free(&reader->source);
}

const char *nt_reader_name(const char *path) {
    return strcmp(path, "-") == 0 ? "stdin" : path;
}

bool nt_reader_next_block(struct reader *reader, struct batch *batch) {
    return nt_block_next(&reader->source, &batch->block);
}

void nt_reader_line_id(struct batch *batch, uint64_t line, struct record *record) {
    struct strbuf *id = &batch->id;
    char digits[24];
    char *digits_end = nt_json_uint64(digits, line);
    nt_strbuf_reset(id);
    nt_strbuf_append_string(id, nt_reader_name(batch->block.path.data));
    nt_strbuf_append_char(id, ':');
    nt_strbuf_append(id, digits, (size_t)(digits_end - digits));
    record->id = id->data;
    record->id_bytes = id->failed ? 0 : id->bytes;
}

bool nt_reader_failed_block(struct batch *batch, nt_record_handler *handler, void *context) {
    const struct block *block = &batch->block;
    if (block->failure.code == NULL) {
        return false;
    }
    struct record record = {.code = block->failure.code, .message = block->failure.message};
    if (block->is_line_failure) {
        nt_reader_line_id(batch, block->first_line, &record);
    } else {
        record.id = nt_reader_name(block->path.data);
        record.id_bytes = strlen(record.id);
    }
    handler(context, &record);
    return true;
}
