/* compile.h - gazetteer files to a compiled model: the wing's one entrance */
#ifndef NT_COMPILE_H
#define NT_COMPILE_H

#include <stddef.h>

#include "nertag.h"

struct compile_input {
    const char *const *paths; /* gazetteer files, in order: later ones win */
    size_t path_count;
    const char *name;         /* model name, as in "en-news 2026.11"; NULL: kept from 'base' */
    const nertag_model *base; /* layer the files over this model; NULL: none */
};

/* A finished model in memory: malloc'ed, 8-byte aligned, for nertag_model_open_memory or a file. */
struct compile_image {
    void *data;
    size_t data_bytes;
};

/* Compile; the same input gives the same bytes. On failure the message has file:line and the image
 * is empty. O(total bytes). */
nertag_status nt_compile(const struct compile_input *input, struct compile_image *image,
                         nertag_error *err);
void nt_compile_image_free(struct compile_image *image);

/* One finding of nt_check: 'message' is "file:line: error|warning: text", without newline. */
typedef void nt_check_report(void *context, const char *message, int is_error);
/* Lint gazetteer files: errors of format, duplicates, dangerous, shadowed and unreachable aliases.
 * Reads on after an error where it can. Fails only when a file cannot be read or memory is short;
 * findings, errors too, go to 'report'. */
nertag_status nt_check(const char *const *paths, size_t path_count, nt_check_report *report,
                       void *context, nertag_error *err);

#endif
