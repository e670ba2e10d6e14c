/* reader.h - input cut into batches of records, a batch being the unit of work
 *
 *   next   takes the next batch from the input; the runner calls it for one thread at a time
 *   each   takes the batch apart into records; any number of threads, each with its own batch
 *
 * So everything that costs time (opening small files, parsing JSON) happens in 'each'. */
#ifndef NT_READER_H
#define NT_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "cli/block.h"
#include "cli/input.h"

#define NT_BATCH_FILES 8 /* small files that make one batch */

/* A file of a batch of whole files. */
struct batch_file {
    size_t path; /* offset in the batch's 'names' */
    struct failure failure;
};

/* One worker's reading memory, used again for each batch. Zero-initialise to begin. */
struct batch {
    uint64_t sequence;   /* 0, 1, ... in input order */
    struct block block;  /* whole lines of one file */
    struct strbuf names; /* NUL-terminated paths */
    struct batch_file files[NT_BATCH_FILES];
    size_t file_count;
    struct strbuf id;   /* of the record in hand */
    struct strbuf text; /* of the record in hand, where it is not in the block */
};
void nt_batch_free(struct batch *batch);
/* Give back what an unusually large record took. */
void nt_batch_trim(struct batch *batch);

/* A document on its way to the tagger, or the reason why there is none; borrowed for one call. */
struct record {
    const char *id;
    size_t id_bytes;
    const char *text;
    size_t text_bytes;
    const char *code;    /* NULL: the text is good */
    const char *message; /* beside a code */
};
/* Returns false to have no more records. */
typedef bool nt_record_handler(void *context, const struct record *record);

struct reader_options {
    const char *text_field; /* JSONL */
    const char *id_field;
    size_t max_document_bytes;
    size_t files_per_batch; /* 1 .. NT_BATCH_FILES */
};

struct reader {
    struct reader_options options;
    struct input *input; /* borrowed */
    struct block_source source;
    bool (*next)(struct reader *reader, struct batch *batch);
    void (*each)(const struct reader *reader, struct batch *batch, nt_record_handler *handler,
                 void *context);
};

/* Whole files; lines of text; lines of JSON. */
void nt_reader_text_init(struct reader *reader, const struct reader_options *options,
                         struct input *input);
void nt_reader_lines_init(struct reader *reader, const struct reader_options *options,
                          struct input *input);
void nt_reader_jsonl_init(struct reader *reader, const struct reader_options *options,
                          struct input *input);
void nt_reader_free(struct reader *reader);

/* A file's name in ids and messages: the path, or "stdin" for "-". */
const char *nt_reader_name(const char *path);
/* The part that lines of text and of JSON share: take the next block. */
bool nt_reader_next_block(struct reader *reader, struct batch *batch);
/* Hand out the failure of a block that has no lines; true when there is one. */
bool nt_reader_failed_block(struct batch *batch, nt_record_handler *handler, void *context);
/* The record's id as "file:line", in batch->id. */
void nt_reader_line_id(struct batch *batch, uint64_t line, struct record *record);

#endif
