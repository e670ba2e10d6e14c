/* reader_text.c - a file is a document */
#define _GNU_SOURCE 1

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/interrupt.h"
#include "cli/reader.h"

#define STEP_BYTES ((size_t)64 << 10)
/* A batch of files is full when it has as many bytes: large files must not wait for each other. */
#define FULL_BYTES ((size_t)1 << 20)

static size_t size_of(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (size_t)status.st_size
                                                               : FULL_BYTES;
}

static bool next(struct reader *reader, struct batch *batch) {
    size_t limit = reader->options.files_per_batch;
    size_t total_bytes = 0;
    batch->file_count = 0;
    nt_strbuf_reset(&batch->names);
    struct input_item item;
    while (batch->file_count < limit && total_bytes < FULL_BYTES && nt_interrupt_signal() == 0 &&
           nt_input_next(reader->input, &item)) {
        size_t offset = batch->names.bytes;
        nt_strbuf_append(&batch->names, item.path, strlen(item.path) + 1);
        if (batch->names.failed) {
            break;
        }
        batch->files[batch->file_count++] = (struct batch_file){offset, item.failure};
        total_bytes += limit > 1 && item.failure.code == NULL ? size_of(item.path) : 0;
    }
    return batch->file_count > 0;
}

/* Read all of the open file, but no more than allowed. */
static struct failure read_open(const struct input_file *file, size_t max_bytes,
                                struct strbuf *text) {
    static const struct failure too_big = {"too-big", "the file is larger than --max-doc allows"};
    static const struct failure no_memory = {"memory", "not enough memory to read it"};
    if (file->size_hint > max_bytes) {
        return too_big;
    }
    size_t wanted = file->size_hint + 1; /* the one byte more tells the end from a full buffer */
    for (;;) {
        char *place = nt_strbuf_room(text, wanted);
        if (place == NULL) {
            return no_memory;
        }
        ssize_t got = nt_input_read(file, place, text->capacity - text->bytes);
        if (got < 0) {
            return nt_failure_from_errno(errno);
        }
        if (got == 0) {
            return (struct failure){0};
        }
        text->bytes += (size_t)got;
        if (text->bytes > max_bytes) {
            return too_big;
        }
        wanted = file->size_hint > text->bytes ? file->size_hint - text->bytes + 1 : STEP_BYTES;
        if (file->is_regular && text->bytes == file->size_hint) {
            wanted = 1;
        }
    }
}

static struct failure read_file(const struct reader *reader, const char *path,
                                struct strbuf *text) {
    nt_strbuf_reset(text);
    struct input_file file;
    struct failure failure = nt_input_open(path, &file);
    if (failure.code == NULL) {
        failure = read_open(&file, reader->options.max_document_bytes, text);
        nt_input_close(&file);
    }
    return failure;
}

static void each(const struct reader *reader, struct batch *batch, nt_record_handler *handler,
                 void *context) {
    for (size_t i = 0; i < batch->file_count; i++) {
        const char *path = batch->names.data + batch->files[i].path;
        struct failure failure = batch->files[i].failure;
        if (failure.code == NULL) {
            failure = read_file(reader, path, &batch->text);
        }
        if (failure.code != NULL && nt_interrupt_signal() != 0) {
            return; /* what was cut short by the signal is no failed document */
        }
        struct record record = {.id = nt_reader_name(path)};
        record.id_bytes = strlen(record.id);
        record.text = batch->text.data != NULL ? batch->text.data : "";
        record.text_bytes = batch->text.bytes;
        record.code = failure.code;
        record.message = failure.message;
        bool goes_on = handler(context, &record);
        nt_batch_trim(batch);
        if (!goes_on) {
            return;
        }
    }
}

void nt_reader_text_init(struct reader *reader, const struct reader_options *options,
                         struct input *input) {
    *reader = (struct reader){.options = *options, .input = input, .next = next, .each = each};
    nt_block_source_init(&reader->source, input, options->max_document_bytes);
}
