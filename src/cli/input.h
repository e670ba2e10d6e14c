/* input.h - which files to read: standard input, named files, directories in byte order */
#ifndef NT_INPUT_H
#define NT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What could not be read, and why; both strings are static. */
struct failure {
    const char *code; /* NULL: nothing failed */
    const char *message;
};

/* A file that is being written by this run, and so is not input. */
struct file_identity {
    bool is_known;
    dev_t device;
    ino_t inode;
};
#define NT_INPUT_OUTPUTS_MAX 3

struct input_options {
    const char *const *paths; /* borrowed; "-" is standard input */
    size_t path_count;
    bool is_recursive;
    struct file_identity outputs[NT_INPUT_OUTPUTS_MAX]; /* skipped below directories */
};

struct input_item {
    const char *path; /* until the next call */
    struct failure failure;
};

struct input;
/* NULL when memory is short. */
struct input *nt_input_new(const struct input_options *options);
void nt_input_free(struct input *input);
/* The next file, or one that cannot be read; false at the end. Directories are listed one at a
 * time: memory does not grow with the number of files but with those of one directory. Below a
 * directory names that begin with a dot and symbolic links to directories are left out. */
bool nt_input_next(struct input *input, struct input_item *item);

/* An open file to read. */
struct input_file {
    int descriptor;   /* -1 when not open */
    bool is_regular;  /* reading never waits */
    size_t size_hint; /* bytes to expect; 0 when unknown */
};
struct failure nt_input_open(const char *path, struct input_file *file);
void nt_input_close(struct input_file *file);
/* read(2) that waits for input, stops at a signal and goes on after an unrelated one. Returns what
 * read returns; -1 with errno EINTR after nt_interrupt_signal. */
ssize_t nt_input_read(const struct input_file *file, char *place, size_t place_bytes);

/* The identity of a path or an open descriptor, if it is a regular file. */
struct file_identity nt_file_identity_of(const char *path);
struct file_identity nt_file_identity_of_descriptor(int descriptor);
bool nt_file_identity_equal(const struct file_identity *a, const struct file_identity *b);

/* The reason in errno as a failure of code "read". */
struct failure nt_failure_from_errno(int error_number);

#endif
