/* array.h - growable arrays: one function that all of them share */
#ifndef NT_ARRAY_H
#define NT_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Make room for 'needed' items of 'item_bytes' in *(void **)items, at least doubling, and write the
 * new capacity. Returns false, with everything as it was, when memory is short or the size
 * overflows. The array is freed with free(). Amortised O(1) an item. */
bool nt_array_reserve(void *items, size_t *capacity, size_t needed, size_t item_bytes);

#endif
