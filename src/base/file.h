/* file.h - whole files: map read-only, read, write then rename */
#ifndef NT_FILE_H
#define NT_FILE_H

#include <stddef.h>
#include <stdio.h>

#include "nertag.h"

struct file_map {
    const void *data; /* page-aligned; NULL for an empty file */
    size_t data_bytes;
};

/* Map 'path' read-only; fails on what is not a regular file. */
nertag_status nt_file_map(const char *path, struct file_map *map, nertag_error *err);
void nt_file_unmap(struct file_map *map);

/* Read all of 'path' (any kind of file but a directory) into malloc'ed memory that the caller
 * frees; one NUL byte follows the content. */
nertag_status nt_file_read(const char *path, char **data, size_t *data_bytes, nertag_error *err);

/* A file that appears under its name only when complete: written beside it under a temporary name,
 * synced, then renamed. A device, pipe or other special file is written directly. */
struct file_output {
    int descriptor;       /* -1 when not open */
    char *path;           /* owned */
    char *temporary_path; /* owned; NULL when written directly */
};
nertag_status nt_file_output_open(const char *path, struct file_output *output, nertag_error *err);
/* Close and rename; on failure the temporary file is removed. Frees everything either way. */
nertag_status nt_file_output_commit(struct file_output *output, nertag_error *err);
/* Close and remove the temporary file; frees everything. Harmless when not open. */
void nt_file_output_discard(struct file_output *output);

/* Write all bytes to a descriptor, however the system splits the writes. */
nertag_status nt_file_write_all(int descriptor, const void *data, size_t data_bytes,
                                const char *path, nertag_error *err);
/* nt_file_output_open, write, commit in one. */
nertag_status nt_file_write(const char *path, const void *data, size_t data_bytes,
                            nertag_error *err);

#endif
