/* file.c - whole files: map read-only, read, write then rename */
#define _POSIX_C_SOURCE 200809L

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/strbuf.h"

static nertag_status fail(nertag_error *err, const char *path, const char *verb, int code) {
    return nt_error(err, NERTAG_IO, "%s: cannot %s: %s", path, verb, strerror(code));
}

nertag_status nt_file_map(const char *path, struct file_map *map, nertag_error *err) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return fail(err, path, "open", errno);
    }
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        int code = errno;
        close(descriptor);
        return fail(err, path, "read", code);
    }
    if (!S_ISREG(status.st_mode)) {
        close(descriptor);
        return nt_error(err, NERTAG_IO, "%s: not a regular file", path);
    }
    *map = (struct file_map){NULL, (size_t)status.st_size};
    if (status.st_size > 0) {
        void *data = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, descriptor, 0);
        if (data == MAP_FAILED) {
            int code = errno;
            close(descriptor);
            return fail(err, path, "map", code);
        }
        map->data = data;
    }
    close(descriptor);
    return NERTAG_OK;
}

void nt_file_unmap(struct file_map *map) {
    if (map->data != NULL) {
        munmap((void *)(uintptr_t)map->data, map->data_bytes);
    }
    *map = (struct file_map){0};
}

static nertag_status read_descriptor(int descriptor, const char *path, struct strbuf *buffer,
                                     nertag_error *err) {
    for (;;) {
        char *place = nt_strbuf_room(buffer, 65536);
        if (place == NULL) {
            return nt_error(err, NERTAG_NO_MEMORY, "%s: not enough memory to read it", path);
        }
        size_t space = buffer->capacity - buffer->bytes - 1; /* keep one byte for the NUL */
        ssize_t got = read(descriptor, place, space);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(err, path, "read", errno);
        }
        if (got == 0) {
            *place = '\0';
            return NERTAG_OK;
        }
        buffer->bytes += (size_t)got;
    }
}

nertag_status nt_file_read(const char *path, char **data, size_t *data_bytes, nertag_error *err) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(err, path, "open", errno);
    }
    struct strbuf buffer = {0};
    struct stat status;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        nt_strbuf_room(&buffer, (size_t)status.st_size + 65536);
    }
    nertag_status result = read_descriptor(descriptor, path, &buffer, err);
    close(descriptor);
    if (result != NERTAG_OK) {
        nt_strbuf_free(&buffer);
        return result;
    }
    *data = buffer.data;
    *data_bytes = buffer.bytes;
    return NERTAG_OK;
}

static char *join(const char *left, const char *right) {
    size_t left_bytes = strlen(left);
    size_t right_bytes = strlen(right);
    char *joined = malloc(left_bytes + right_bytes + 1);
    if (joined != NULL) {
        memcpy(joined, left, left_bytes);
        memcpy(joined + left_bytes, right, right_bytes + 1);
    }
    return joined;
}

nertag_status nt_file_output_open(const char *path, struct file_output *output, nertag_error *err) {
    *output = (struct file_output){.descriptor = -1};
    output->path = join(path, "");
    struct stat status;
    bool is_special = stat(path, &status) == 0 && !S_ISREG(status.st_mode);
    if (!is_special) {
        output->temporary_path = join(path, ".nertag-part");
    }
    if (output->path == NULL || (!is_special && output->temporary_path == NULL)) {
        nt_file_output_discard(output);
        return nt_error(err, NERTAG_NO_MEMORY, "%s: not enough memory", path);
    }
    const char *target = is_special ? output->path : output->temporary_path;
    int flags = is_special ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CLOEXEC | O_CREAT | O_TRUNC;
    output->descriptor = open(target, flags, 0666);
    if (output->descriptor < 0) {
        int code = errno;
        nt_file_output_discard(output);
        return fail(err, path, "write", code);
    }
    return NERTAG_OK;
}

nertag_status nt_file_output_commit(struct file_output *output, nertag_error *err) {
    nertag_status result = NERTAG_OK;
    if (output->temporary_path != NULL && fsync(output->descriptor) != 0) {
        result = fail(err, output->path, "write", errno);
    }
    if (close(output->descriptor) != 0 && result == NERTAG_OK) {
        result = fail(err, output->path, "write", errno);
    }
    output->descriptor = -1;
    if (result == NERTAG_OK && output->temporary_path != NULL) {
        if (rename(output->temporary_path, output->path) != 0) {
            result = fail(err, output->path, "rename to it", errno);
        } else {
            free(output->temporary_path);
            output->temporary_path = NULL;
        }
    }
    nt_file_output_discard(output);
    return result;
}

void nt_file_output_discard(struct file_output *output) {
    if (output->descriptor >= 0) {
        close(output->descriptor);
    }
    if (output->temporary_path != NULL) {
        unlink(output->temporary_path);
    }
    free(output->temporary_path);
    free(output->path);
    *output = (struct file_output){.descriptor = -1};
}

nertag_status nt_file_write_all(int descriptor, const void *data, size_t data_bytes,
                                const char *path, nertag_error *err) {
    const char *next = data;
    while (data_bytes > 0) {
        ssize_t written = write(descriptor, next, data_bytes);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fail(err, path, "write", errno);
        }
        next += written;
        data_bytes -= (size_t)written;
    }
    return NERTAG_OK;
}

nertag_status nt_file_write(const char *path, const void *data, size_t data_bytes,
                            nertag_error *err) {
    struct file_output output;
    NT_TRY(nt_file_output_open(path, &output, err));
    nertag_status result = nt_file_write_all(output.descriptor, data, data_bytes, path, err);
    if (result != NERTAG_OK) {
        nt_file_output_discard(&output);
        return result;
    }
    return nt_file_output_commit(&output, err);
}
