/* token.h - struct token, its hash, and a cursor that yields the next one
 *
 * A token is a run of word characters (nt_utf8_is_word), or a dotted abbreviation: two to fifteen
 * single ASCII capitals, each followed by a full stop ("U.S.", "U. S.", "J.K."), the last stop
 * optional where nothing separates the letters ("U.S"), and no word directly behind it. Tokens are
 * disjoint and in text order. The same function cuts the surface forms of a gazetteer and the text
 * of a document.
 *
 * The hash of a token is that of its folded form (fold.h), so spellings that may match each other
 * have the same hash. It is part of the compiled file: the same on every machine. */
#ifndef NT_TOKEN_H
#define NT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/* Bytes; a longer run of word characters is a token that matches nothing. */
#define NT_TOKEN_MAX 256

struct token {
    size_t start; /* bytes */
    size_t end;
    uint64_t hash; /* 0: matches nothing */
    bool is_dotted;
};

/* Find the first token that starts at or after 'from' in text[0..limit). 'from' must not be inside
 * a token. Returns false when there is none. */
bool nt_token_next(const char *text, size_t limit, size_t from, struct token *token);

/* End of the dotted abbreviation that starts at 'start', or 0 when none does. text[start] must be
 * an ASCII capital at the start of a word, text[start + 1] a full stop. */
size_t nt_token_dotted_end(const char *text, size_t limit, size_t start);

/* Hash of the token text[start..end): folds where that is needed. */
uint64_t nt_token_hash(const char *text, size_t start, size_t end, bool is_dotted);

#define NT_HASH_1 0x9E3779B97F4A7C15ull
#define NT_HASH_2 0xC2B2AE3D27D4EB4Full
#define NT_HASH_3 0x165667B19E3779F9ull

/* High and low half of the 128-bit product, joined by xor. */
static inline uint64_t nt_hash_multiply(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t a_low = (uint32_t)a;
    uint64_t a_high = a >> 32;
    uint64_t b_low = (uint32_t)b;
    uint64_t b_high = b >> 32;
    uint64_t low = a_low * b_low;
    uint64_t middle_1 = a_high * b_low + (low >> 32);
    uint64_t middle_2 = a_low * b_high + (uint32_t)middle_1;
    uint64_t high = a_high * b_high + (middle_1 >> 32) + (middle_2 >> 32);
    return (middle_2 << 32 | (uint32_t)low) ^ high;
#endif
}

/* Hash of a sequence of tokens, from that of all but the last and that of the last. */
static inline uint64_t nt_hash_extend(uint64_t sequence, uint64_t token) {
    return nt_hash_multiply(sequence + NT_HASH_3, token ^ NT_HASH_2);
}

/* Hash of 1 .. NT_TOKEN_MAX bytes without regard to the case bit of ASCII letters: 0x20 is set in
 * each byte, which costs one operation for eight bytes and only merges characters that do not occur
 * in one word. Never 0. */
uint64_t nt_hash_folded(const char *p, size_t byte_count);

/* Finish a hash: the last 1 .. 16 bytes, of which 16 may be read. */
static inline uint64_t nt_hash_last(const char *p, size_t left, uint64_t sequence,
                                    size_t byte_count) {
    static const uint64_t keep[25] = {0,
                                      0,
                                      0,
                                      0,
                                      0,
                                      0,
                                      0,
                                      0,
                                      0,
                                      0xFF,
                                      0xFFFF,
                                      0xFFFFFF,
                                      0xFFFFFFFF,
                                      0xFFFFFFFFFF,
                                      0xFFFFFFFFFFFF,
                                      0xFFFFFFFFFFFFFF,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX,
                                      UINT64_MAX};
    const uint64_t case_bits = 0x2020202020202020ull;
    uint64_t low = (nt_load64(p) | case_bits) & keep[left + 8];
    uint64_t high = (nt_load64(p + 8) | case_bits) & keep[left];
    uint64_t hash = nt_hash_multiply(low ^ NT_HASH_1 ^ sequence, high ^ NT_HASH_2 ^ byte_count);
    return hash + (hash == 0);
}

/* nt_hash_folded of 1 .. 16 bytes, of which 16 may be read: the common case. */
static inline uint64_t nt_hash_short(const char *p, size_t byte_count) {
    return nt_hash_last(p, byte_count, 0, byte_count);
}

#endif
