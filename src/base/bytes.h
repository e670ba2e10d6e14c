/* bytes.h - little-endian loads and stores, whatever the machine */
#ifndef NT_BYTES_H
#define NT_BYTES_H

#include <stdint.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define NT_LE16(x) __builtin_bswap16(x)
#define NT_LE32(x) __builtin_bswap32(x)
#define NT_LE64(x) __builtin_bswap64(x)
#else
#define NT_LE16(x) (x)
#define NT_LE32(x) (x)
#define NT_LE64(x) (x)
#endif

static inline uint16_t nt_load16(const void *p) {
    uint16_t x;
    memcpy(&x, p, sizeof x);
    return NT_LE16(x);
}

static inline uint32_t nt_load32(const void *p) {
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return NT_LE32(x);
}

static inline uint64_t nt_load64(const void *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return NT_LE64(x);
}

static inline void nt_store16(void *p, uint16_t x) {
    x = NT_LE16(x);
    memcpy(p, &x, sizeof x);
}

static inline void nt_store32(void *p, uint32_t x) {
    x = NT_LE32(x);
    memcpy(p, &x, sizeof x);
}

static inline void nt_store64(void *p, uint64_t x) {
    x = NT_LE64(x);
    memcpy(p, &x, sizeof x);
}

#endif
