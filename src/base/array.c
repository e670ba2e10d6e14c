/* array.c - growable arrays */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool nt_array_reserve(void *items, size_t *capacity, size_t needed, size_t item_bytes) {
    if (needed <= *capacity) {
        return true;
    }
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < needed) {
        if (wanted > SIZE_MAX / 2) {
            return false;
        }
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / item_bytes) {
        return false;
    }
    void *old;
    memcpy(&old, items, sizeof old); /* 'items' points to a pointer of any type */
    void *grown = realloc(old, wanted * item_bytes);
    if (grown == NULL) {
        return false;
    }
    memcpy(items, &grown, sizeof grown);
    *capacity = wanted;
    return true;
}
