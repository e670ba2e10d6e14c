/* strmap.c - byte string -> uint32 hash map */
#include "base/strmap.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/bytes.h"

/* Multiply-and-rotate over 8-byte words; only the order in memory depends on it, never an output.
 */
static uint32_t hash_bytes(const void *key, size_t key_bytes) {
    const unsigned char *p = key;
    uint64_t hash = 0x9E3779B97F4A7C15ull ^ key_bytes;
    while (key_bytes >= 8) {
        hash = (hash ^ nt_load64(p)) * 0xFF51AFD7ED558CCDull;
        hash = hash << 29 | hash >> 35;
        p += 8;
        key_bytes -= 8;
    }
    unsigned char tail[8] = {0};
    memcpy(tail, p, key_bytes);
    hash = (hash ^ nt_load64(tail)) * 0xC4CEB9FE1A85EC53ull;
    hash ^= hash >> 29;
    hash *= 0xFF51AFD7ED558CCDull;
    return (uint32_t)(hash >> 32);
}

void nt_strmap_free(struct strmap *map) {
    nt_strbuf_free(&map->keys);
    free(map->entries);
    free(map->slots);
    *map = (struct strmap){0};
}

static bool grow_slots(struct strmap *map) {
    size_t slot_count = map->slot_count == 0 ? 64 : map->slot_count * 2;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < map->entry_count; i++) {
        size_t slot = map->entries[i].hash & (slot_count - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slot_count - 1);
        }
        slots[slot] = (uint32_t)i + 1;
    }
    free(map->slots);
    map->slots = slots;
    map->slot_count = slot_count;
    return true;
}

/* The slot of the key, or the free one where it belongs. slot_count > 0. */
static size_t find_slot(const struct strmap *map, const void *key, size_t key_bytes,
                        uint32_t hash) {
    size_t slot = hash & (map->slot_count - 1);
    while (map->slots[slot] != 0) {
        const struct strmap_entry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && entry->key_bytes == key_bytes &&
            memcmp(map->keys.data + entry->key_offset, key, key_bytes) == 0) {
            break;
        }
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

uint32_t *nt_strmap_insert(struct strmap *map, const void *key, size_t key_bytes, uint32_t value,
                           bool *is_new) {
    if ((map->entry_count + 1) * 2 > map->slot_count && !grow_slots(map)) {
        return NULL;
    }
    uint32_t hash = hash_bytes(key, key_bytes);
    size_t slot = find_slot(map, key, key_bytes, hash);
    *is_new = map->slots[slot] == 0;
    if (*is_new) {
        if (map->entry_count >= UINT32_MAX - 1 || key_bytes > UINT32_MAX ||
            nt_strbuf_room(&map->keys, key_bytes + 1) == NULL ||
            !nt_array_reserve(&map->entries, &map->entry_capacity, map->entry_count + 1,
                              sizeof *map->entries)) {
            return NULL;
        }
        map->entries[map->entry_count] =
            (struct strmap_entry){map->keys.bytes, (uint32_t)key_bytes, hash, value};
        nt_strbuf_append(&map->keys, key, key_bytes);
        map->slots[slot] = (uint32_t)++map->entry_count;
    }
    return &map->entries[map->slots[slot] - 1].value;
}

uint32_t *nt_strmap_find(const struct strmap *map, const void *key, size_t key_bytes) {
    if (map->slot_count == 0) {
        return NULL;
    }
    size_t slot = find_slot(map, key, key_bytes, hash_bytes(key, key_bytes));
    return map->slots[slot] == 0 ? NULL : &map->entries[map->slots[slot] - 1].value;
}
