/* replay.c - run a fuzz target on each file of the given folders, without a fuzzer */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes);

/* Returns false when the file cannot be read. */
static int replay_file(const char *path) {
    char *data;
    size_t data_bytes;
    nertag_error err;
    if (nt_file_read(path, &data, &data_bytes, &err) != NERTAG_OK) {
        fprintf(stderr, "replay: %s\n", err.message);
        return 0;
    }
    uint8_t *exact = malloc(data_bytes > 0 ? data_bytes : 1); /* so that reads beyond it show */
    if (exact != NULL) {
        memcpy(exact, data, data_bytes);
        LLVMFuzzerTestOneInput(exact, data_bytes);
    }
    free(exact);
    free(data);
    return exact != NULL;
}

int main(int argument_count, char **arguments) {
    size_t count = 0;
    for (int i = 1; i < argument_count; i++) {
        DIR *folder = opendir(arguments[i]);
        const struct dirent *entry;
        if (folder == NULL) {
            count += (size_t)replay_file(arguments[i]); /* a single file, to look at a crash */
            continue;
        }
        while ((entry = readdir(folder)) != NULL) {
            char path[4096];
            int bytes = snprintf(path, sizeof path, "%s/%s", arguments[i], entry->d_name);
            if (entry->d_name[0] == '.' || bytes < 0 || (size_t)bytes >= sizeof path) {
                continue;
            }
            count += (size_t)replay_file(path);
        }
        closedir(folder);
    }
    printf("%zu files\n", count);
    return count > 0 ? 0 : 1;
}
