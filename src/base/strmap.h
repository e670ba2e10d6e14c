/* strmap.h - byte string -> uint32 hash map, for building; keys are copied, nothing is removed */
#ifndef NT_STRMAP_H
#define NT_STRMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

struct strmap_entry {
    size_t key_offset; /* in 'keys' */
    uint32_t key_bytes;
    uint32_t hash;
    uint32_t value;
};

/* Zero-initialise to begin. */
struct strmap {
    struct strbuf keys;
    struct strmap_entry *entries; /* in order of insertion */
    size_t entry_count;
    size_t entry_capacity;
    uint32_t *slots;   /* entry + 1, or 0 */
    size_t slot_count; /* power of two */
};

void nt_strmap_free(struct strmap *map);
/* The place of the key's value, entered with 'value' when it is new ('*is_new'); NULL when memory
 * is short. The place moves with the next insertion. O(1) expected. */
uint32_t *nt_strmap_insert(struct strmap *map, const void *key, size_t key_bytes, uint32_t value,
                           bool *is_new);
/* The place of the key's value, or NULL. */
uint32_t *nt_strmap_find(const struct strmap *map, const void *key, size_t key_bytes);

#endif
