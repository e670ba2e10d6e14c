/* input.c - which files to read: standard input, named files, directories in byte order */
#define _GNU_SOURCE 1

#include "cli/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/strbuf.h"
#include "cli/interrupt.h"

enum entry_kind { ENTRY_FILE, ENTRY_DIRECTORY, ENTRY_LINK, ENTRY_OTHER };

struct entry {
    size_t name; /* offset in the directory's 'names' */
    ino_t inode;
    enum entry_kind kind;
};

/* A directory whose entries are being handed out. */
struct level {
    struct strbuf path;  /* no slash at its end, but for the root */
    struct strbuf names; /* NUL-terminated */
    struct entry *entries;
    size_t entry_count;
    size_t entry_capacity;
    size_t next;
};

struct input {
    struct input_options options;
    size_t next_path;
    struct level *levels; /* the directory in hand is the last */
    size_t level_count;
    size_t level_capacity;
    struct strbuf path;
};

struct failure nt_failure_from_errno(int error_number) {
    return (struct failure){error_number == ENOMEM ? "memory" : "read", strerror(error_number)};
}

static const struct failure short_of_memory = {"memory", "not enough memory"};
static const struct failure not_a_file = {"read", "not a regular file"};

static struct file_identity identity_from(const struct stat *status) {
    return (struct file_identity){S_ISREG(status->st_mode), status->st_dev, status->st_ino};
}

struct file_identity nt_file_identity_of(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? identity_from(&status) : (struct file_identity){0};
}

struct file_identity nt_file_identity_of_descriptor(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 ? identity_from(&status) : (struct file_identity){0};
}

bool nt_file_identity_equal(const struct file_identity *a, const struct file_identity *b) {
    return a->is_known && b->is_known && a->device == b->device && a->inode == b->inode;
}

struct input *nt_input_new(const struct input_options *options) {
    struct input *input = calloc(1, sizeof *input);
    if (input != NULL) {
        input->options = *options;
    }
    return input;
}

static void free_level(struct level *level) {
    nt_strbuf_free(&level->path);
    nt_strbuf_free(&level->names);
    free(level->entries);
}

void nt_input_free(struct input *input) {
    if (input == NULL) {
        return;
    }
    while (input->level_count > 0) {
        free_level(&input->levels[--input->level_count]);
    }
    free(input->levels);
    nt_strbuf_free(&input->path);
    free(input);
}

/* Order of the full paths: a directory stands where its name with a slash stands. */
static int compare_entries(const void *left, const void *right, void *names) {
    const struct entry *a = left;
    const struct entry *b = right;
    const unsigned char *x = (const unsigned char *)names + a->name;
    const unsigned char *y = (const unsigned char *)names + b->name;
    while (*x == *y && *x != '\0') {
        x++;
        y++;
    }
    unsigned char x_next = *x == '\0' && a->kind == ENTRY_DIRECTORY ? '/' : *x;
    unsigned char y_next = *y == '\0' && b->kind == ENTRY_DIRECTORY ? '/' : *y;
    return (int)x_next - (int)y_next;
}

static enum entry_kind kind_of_mode(mode_t mode) {
    return S_ISREG(mode)   ? ENTRY_FILE
           : S_ISDIR(mode) ? ENTRY_DIRECTORY
           : S_ISLNK(mode) ? ENTRY_LINK
                           : ENTRY_OTHER;
}

static enum entry_kind kind_of(DIR *directory, const struct dirent *found) {
    switch (found->d_type) {
    case DT_REG:
        return ENTRY_FILE;
    case DT_DIR:
        return ENTRY_DIRECTORY;
    case DT_LNK:
        return ENTRY_LINK;
    case DT_UNKNOWN: {
        struct stat status;
        bool is_good = fstatat(dirfd(directory), found->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
        return is_good ? kind_of_mode(status.st_mode) : ENTRY_FILE; /* opening it tells why */
    }
    default:
        return ENTRY_OTHER;
    }
}

static struct failure list_entries(DIR *directory, struct level *level) {
    for (;;) {
        errno = 0;
        const struct dirent *found = readdir(directory);
        if (found == NULL) {
            return errno == 0 ? (struct failure){0} : nt_failure_from_errno(errno);
        }
        if (found->d_name[0] == '.') {
            continue;
        }
        struct entry entry = {level->names.bytes, found->d_ino, kind_of(directory, found)};
        nt_strbuf_append(&level->names, found->d_name, strlen(found->d_name) + 1);
        if (level->names.failed || !nt_array_reserve(&level->entries, &level->entry_capacity,
                                                     level->entry_count + 1, sizeof entry)) {
            return short_of_memory;
        }
        level->entries[level->entry_count++] = entry;
    }
}

/* List the directory input->path and make it the one in hand. */
static struct failure open_level(struct input *input) {
    if (!nt_array_reserve(&input->levels, &input->level_capacity, input->level_count + 1,
                          sizeof *input->levels)) {
        return short_of_memory;
    }
    DIR *directory = opendir(input->path.data);
    if (directory == NULL) {
        return nt_failure_from_errno(errno);
    }
    struct level level = {0};
    struct failure failure = list_entries(directory, &level);
    closedir(directory);
    size_t path_bytes = input->path.bytes - 1; /* without the NUL */
    while (path_bytes > 1 && input->path.data[path_bytes - 1] == '/') {
        path_bytes--;
    }
    nt_strbuf_append(&level.path, input->path.data, path_bytes);
    if (failure.code == NULL && level.path.failed) {
        failure = short_of_memory;
    }
    if (failure.code != NULL) {
        free_level(&level);
        return failure;
    }
    if (level.entry_count > 0) {
        qsort_r(level.entries, level.entry_count, sizeof *level.entries, compare_entries,
                level.names.data);
    }
    input->levels[input->level_count++] = level;
    return (struct failure){0};
}

static bool set_path(struct input *input, const struct level *level, const char *name) {
    struct strbuf *path = &input->path;
    nt_strbuf_reset(path);
    if (level != NULL) {
        nt_strbuf_append(path, level->path.data, level->path.bytes);
        if (level->path.data[level->path.bytes - 1] != '/') {
            nt_strbuf_append_char(path, '/');
        }
    }
    nt_strbuf_append(path, name, strlen(name) + 1);
    return !path->failed;
}

static bool is_output(const struct input *input, const struct entry *entry) {
    for (size_t i = 0; i < NT_INPUT_OUTPUTS_MAX; i++) {
        const struct file_identity *output = &input->options.outputs[i];
        if (output->is_known && output->inode == entry->inode) {
            struct file_identity found = nt_file_identity_of(input->path.data);
            return nt_file_identity_equal(&found, output);
        }
    }
    return false;
}

/* Look at the entry whose path is set; true when 'item' is to be handed out. */
static bool take_entry(struct input *input, const struct entry *entry, struct input_item *item) {
    enum entry_kind kind = entry->kind;
    *item = (struct input_item){.path = input->path.data};
    struct stat status;
    if (kind == ENTRY_LINK) {
        if (stat(input->path.data, &status) != 0) {
            item->failure = nt_failure_from_errno(errno);
            return true;
        }
        if (S_ISDIR(status.st_mode)) {
            return false; /* it may lead back to where we are */
        }
        kind = kind_of_mode(status.st_mode);
    }
    if (kind == ENTRY_DIRECTORY) {
        item->failure = open_level(input);
        return item->failure.code != NULL;
    }
    if (kind == ENTRY_OTHER) {
        item->failure = not_a_file;
        return true;
    }
    return !is_output(input, entry);
}

/* The next entry below the directory in hand; false when 'item' was not filled. */
static bool next_below(struct input *input, struct input_item *item) {
    struct level *level = &input->levels[input->level_count - 1];
    if (level->next == level->entry_count) {
        free_level(level);
        input->level_count--;
        return false;
    }
    struct entry entry = level->entries[level->next++];
    if (!set_path(input, level, level->names.data + entry.name)) {
        *item = (struct input_item){level->names.data + entry.name, short_of_memory};
        return true;
    }
    return take_entry(input, &entry, item);
}

static bool next_named(struct input *input, struct input_item *item) {
    const char *path = input->options.paths[input->next_path++];
    *item = (struct input_item){.path = path};
    struct stat status;
    if (!input->options.is_recursive || strcmp(path, "-") == 0 || stat(path, &status) != 0 ||
        !S_ISDIR(status.st_mode)) {
        return true; /* opening it finds what is wrong */
    }
    item->failure = set_path(input, NULL, path) ? open_level(input) : short_of_memory;
    return item->failure.code != NULL;
}

bool nt_input_next(struct input *input, struct input_item *item) {
    for (;;) {
        if (input->level_count > 0) {
            if (next_below(input, item)) {
                return true;
            }
        } else if (input->next_path == input->options.path_count) {
            return false;
        } else if (next_named(input, item)) {
            return true;
        }
    }
}

struct failure nt_input_open(const char *path, struct input_file *file) {
    bool is_standard = strcmp(path, "-") == 0;
    *file = (struct input_file){.descriptor = STDIN_FILENO};
    if (!is_standard) {
        file->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    }
    if (file->descriptor < 0) {
        return nt_failure_from_errno(errno);
    }
    struct stat status;
    struct failure failure = {0};
    if (fstat(file->descriptor, &status) != 0) {
        failure = nt_failure_from_errno(errno);
    } else if (S_ISDIR(status.st_mode)) {
        failure = (struct failure){"read", "is a directory (use -r)"};
    } else if (S_ISREG(status.st_mode)) {
        file->is_regular = true;
        file->size_hint = status.st_size > 0 ? (size_t)status.st_size : 0;
    }
    if (failure.code != NULL) {
        nt_input_close(file);
    }
    return failure;
}

void nt_input_close(struct input_file *file) {
    if (file->descriptor > STDIN_FILENO) {
        close(file->descriptor);
    }
    file->descriptor = -1;
}

ssize_t nt_input_read(const struct input_file *file, char *place, size_t place_bytes) {
    for (;;) {
        if (!file->is_regular && !nt_interrupt_wait(file->descriptor)) {
            errno = EINTR;
            return -1;
        }
        ssize_t got = read(file->descriptor, place, place_bytes);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN)) {
            return got;
        }
        if (nt_interrupt_signal() != 0) {
            errno = EINTR;
            return -1;
        }
    }
}
