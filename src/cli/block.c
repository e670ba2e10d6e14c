/* block.c - an input cut into blocks of whole lines */
#define _GNU_SOURCE 1

#include "cli/block.h"

#include <errno.h>
#include <string.h>

#include "cli/interrupt.h"

static const struct failure too_long = {"too-big", "the line is longer than --max-doc allows"};
static const struct failure no_memory = {"memory", "not enough memory for a line of this length"};

void nt_block_source_init(struct block_source *source, struct input *input, size_t max_line_bytes) {
    *source = (struct block_source){.input = input, .max_line_bytes = max_line_bytes};
    source->file.descriptor = -1;
}

void nt_block_source_free(struct block_source *source) {
    nt_input_close(&source->file);
    nt_strbuf_free(&source->path);
    nt_strbuf_free(&source->carry);
}

/* Line breaks: the lines are searched again when the block is taken apart, but by another thread,
 * which must know the number of its first line. */
static uint64_t count_lines(const char *text, size_t text_bytes) {
    const char *end = text + text_bytes;
    uint64_t count = 0;
    while (text < end && (text = memchr(text, '\n', (size_t)(end - text))) != NULL) {
        count++;
        text++;
    }
    return count;
}

static void fail_file(struct block *block, struct failure failure) {
    nt_strbuf_reset(&block->data);
    block->failure = failure;
    block->is_line_failure = false;
}

/* Open the next file of the input. False at the end; a file that cannot be opened is reported. */
static bool open_next(struct block_source *source, struct block *block) {
    struct input_item item;
    if (!nt_input_next(source->input, &item)) {
        return false;
    }
    nt_strbuf_reset(&source->path);
    nt_strbuf_append(&source->path, item.path, strlen(item.path) + 1);
    nt_strbuf_reset(&source->carry);
    source->line = 1;
    struct failure failure = item.failure;
    if (failure.code == NULL) {
        failure = nt_input_open(item.path, &source->file);
    }
    if (failure.code != NULL) {
        fail_file(block, failure);
    }
    return true;
}

/* The line is longer than may be kept: read on to its end and report it. */
static bool skip_line(struct block_source *source, struct block *block, struct failure failure) {
    struct strbuf *data = &block->data;
    block->failure = failure;
    block->is_line_failure = true;
    block->first_line = source->line;
    for (;;) {
        nt_strbuf_reset(data);
        char *place = nt_strbuf_room(data, NT_BLOCK_BYTES / 8);
        ssize_t got = place == NULL ? 0 : nt_input_read(&source->file, place, NT_BLOCK_BYTES / 8);
        if (got <= 0) {
            nt_input_close(&source->file);
            return true;
        }
        const char *found = memchr(place, '\n', (size_t)got);
        if (found != NULL) {
            size_t rest = (size_t)(place + got - (found + 1));
            nt_strbuf_append(&source->carry, found + 1, rest);
            source->line++;
            return true;
        }
    }
}

/* Keep what stands after the last line break for the next block. */
static void cut(struct block_source *source, struct block *block, const char *last_break) {
    size_t kept = (size_t)(last_break + 1 - block->data.data);
    nt_strbuf_append(&source->carry, block->data.data + kept, block->data.bytes - kept);
    block->data.bytes = kept;
    block->first_line = source->line;
    source->line += count_lines(block->data.data, kept);
}

static char *make_room(struct strbuf *data, size_t max_line_bytes, size_t *room_bytes) {
    size_t wanted = data->bytes < NT_BLOCK_BYTES ? NT_BLOCK_BYTES - data->bytes : data->bytes;
    size_t allowed = max_line_bytes + 1 - data->bytes;
    if (data->bytes >= NT_BLOCK_BYTES && wanted > allowed) {
        wanted = allowed;
    }
    *room_bytes = wanted;
    return nt_strbuf_room(data, wanted);
}

/* Read from the open file. False when it is at its end and there is no block. */
static bool fill(struct block_source *source, struct block *block) {
    struct strbuf *data = &block->data;
    nt_strbuf_append(data, source->carry.data, source->carry.bytes);
    bool is_whole = !source->carry.failed && !data->failed;
    nt_strbuf_reset(&source->carry);
    if (!is_whole) {
        return skip_line(source, block, no_memory);
    }
    const char *found = data->bytes > 0 ? memrchr(data->data, '\n', data->bytes) : NULL;
    while (found == NULL) {
        if (data->bytes > source->max_line_bytes) {
            return skip_line(source, block, too_long);
        }
        size_t room_bytes;
        char *place = make_room(data, source->max_line_bytes, &room_bytes);
        if (place == NULL) {
            return skip_line(source, block, no_memory);
        }
        ssize_t got = nt_input_read(&source->file, place, room_bytes);
        if (got < 0) {
            int reason = errno;
            nt_input_close(&source->file);
            fail_file(block, nt_failure_from_errno(reason));
            return nt_interrupt_signal() == 0;
        }
        if (got == 0) {
            nt_input_close(&source->file);
            block->first_line = source->line;
            return data->bytes > 0;
        }
        data->bytes += (size_t)got;
        found = memrchr(place, '\n', (size_t)got);
    }
    cut(source, block, found);
    return true;
}

bool nt_block_next(struct block_source *source, struct block *block) {
    while (nt_interrupt_signal() == 0) {
        nt_strbuf_reset(&block->data);
        block->failure = (struct failure){0};
        if (source->file.descriptor < 0 && !open_next(source, block)) {
            return false;
        }
        if (block->failure.code != NULL && nt_interrupt_signal() != 0) {
            return false; /* the signal cut it short, nothing failed */
        }
        bool is_filled = block->failure.code != NULL || fill(source, block);
        if (is_filled) {
            nt_strbuf_reset(&block->path);
            nt_strbuf_append(&block->path, source->path.data, source->path.bytes);
            return true;
        }
    }
    return false;
}
