/* block.h - an input cut into blocks of whole lines */
#ifndef NT_BLOCK_H
#define NT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "cli/input.h"

#define NT_BLOCK_BYTES ((size_t)256 << 10) /* fits the second cache beside the output it makes */

/* Whole lines of one file, or what failed in their place. */
struct block {
    struct strbuf data;  /* ends with a line break, but perhaps at the end of the file */
    struct strbuf path;  /* NUL-terminated */
    uint64_t first_line; /* number of the first line, from 1 */
    struct failure failure;
    bool is_line_failure; /* 'first_line' alone failed, not the file */
};

/* Where the blocks come from. */
struct block_source {
    struct input *input; /* borrowed */
    struct input_file file;
    struct strbuf path;  /* of the open file, NUL-terminated */
    struct strbuf carry; /* beginning of a line whose end was not read yet */
    uint64_t line;       /* number of the next line */
    size_t max_line_bytes;
};

void nt_block_source_init(struct block_source *source, struct input *input, size_t max_line_bytes);
void nt_block_source_free(struct block_source *source);
/* Fill the block; false at the end of the input or after a signal. Reads once where that brings a
 * whole line, so that a slow producer's lines are seen as they come. */
bool nt_block_next(struct block_source *source, struct block *block);

#endif
