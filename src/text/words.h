/* words.h - the words of a stretch of text as bit masks
 *
 * A stretch (a segment of a document, some 32 KiB) is classified 64 bytes at a time: one bit a byte
 * for each class. A token is a run of ones in the word mask, so no array of tokens is written or
 * read: the stages walk the masks. Plain ASCII blocks go through SIMD code; blocks with other bytes
 * are completed code point by code point. All code paths give the same masks.
 *
 *   words    bytes of word characters
 *   begins   first bytes of words that may begin a name: capitals, digits and non-ASCII characters,
 *            as far as the model has such names; and the small letters of 'lowers'
 *   stops    . ! ?
 *   breaks   line feeds
 *   tails    bytes that do not begin a code point (or an ill-formed part)
 *   wide     first bytes of code points over U+FFFF (two UTF-16 units) */
#ifndef NT_WORDS_H
#define NT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NT_SEGMENT_MAX 65536 /* bytes of text */
#define NT_BLOCK 64
#define NT_BLOCKS_MAX (NT_SEGMENT_MAX / NT_BLOCK + 2) /* two more hold the sentinels */

/* Which words may begin a name, as the model says. Most words of a text begin with a small letter
 * and few names do, so these are sifted twice: by the first two characters, where letters are dealt
 * out to eight buckets and both characters must share one; then by a hash of the first eight. */
#define NT_LOWER_BITS_LOG2 13
struct word_begins {
    uint8_t ascii[16];   /* bit c & 7 of [c >> 3]: capital or digit c may begin a name */
    uint8_t first[128];  /* buckets of each small letter as the first character; else 0 */
    uint8_t second[128]; /* buckets of each character as the second one */
    uint8_t lower[(1 << NT_LOWER_BITS_LOG2) / 8]; /* bits of nt_lower_bit */
};

/* The bit of word_begins.lower for a word, from its first eight bytes (fewer: zeros), the case of
 * its letters taken away by setting 0x20 in each. */
static inline uint32_t nt_lower_bit(uint64_t first_bytes) {
    return (uint32_t)(first_bytes * 0x9E3779B97F4A7C15ull >> (64 - NT_LOWER_BITS_LOG2));
}

/* Classes of the ASCII characters; set up once for a model. */
enum {
    NT_CLASS_WORD = 1,
    NT_CLASS_BEGIN = 2,
    NT_CLASS_STOP = 4,
    NT_CLASS_BREAK = 8,
    NT_CLASS_LOWER = 16, /* small letters that may begin a name */
    NT_CLASS_COUNT = 5
};
struct word_classes {
    struct word_begins begins;
    uint8_t ascii[128];                 /* NT_CLASS_* bits of each character */
    uint8_t nibble[NT_CLASS_COUNT][16]; /* the same sets for byte shuffles: [class][low nibble] =
                                         * high nibbles */
    bool has_lower;                     /* is NT_CLASS_LOWER used at all? */
};

void nt_word_classes_init(struct word_classes *classes, const struct word_begins *begins);

struct words {
    const char *text;  /* borrowed: the segment */
    size_t text_bytes; /* up to NT_SEGMENT_MAX, with the margin */
    size_t core_bytes; /* without it: what begins behind belongs to the next segment */
    size_t block_count;
    uint32_t tail_count; /* of all bits in 'tails' */
    uint32_t wide_count;
    uint32_t invalid_count; /* ill-formed parts in the core */
    uint64_t words[NT_BLOCKS_MAX];
    uint64_t begins[NT_BLOCKS_MAX];
    uint64_t lowers[NT_BLOCKS_MAX]; /* bytes of NT_CLASS_LOWER, or fewer: see nt_scan_function */
    uint64_t stops[NT_BLOCKS_MAX];
    uint64_t breaks[NT_BLOCKS_MAX];
    uint64_t others[NT_BLOCKS_MAX]; /* bytes over 7F */
    uint64_t tails[NT_BLOCKS_MAX];
    uint64_t wide[NT_BLOCKS_MAX];
    uint32_t tails_before[NT_BLOCKS_MAX]; /* bits of 'tails' in earlier blocks */
    uint32_t wide_before[NT_BLOCKS_MAX];
};

/* Classify 'block_count' blocks of 64 bytes, followed by one byte that may be read: fills words,
 * begins, lowers (all bytes of the class, not only first ones), stops, breaks and others. A scan
 * may leave those out of 'lowers' whose next byte shares no bucket: nt_words_scan does so in any
 * case. */
typedef void nt_scan_function(const char *text, size_t block_count,
                              const struct word_classes *classes, struct words *words,
                              size_t first_block);

/* The scan for 'simd' (NERTAG_SIMD_*), or NULL where this machine cannot run it. */
nt_scan_function *nt_scan_select(uint32_t simd);

/* Fill 'words' for text[start..end) of a document: end - start <= NT_SEGMENT_MAX, 'start' at the
 * start of a code point. The core ends at 'core_end'; the margin behind it is there for names that
 * run across. With 'is_inside' the segment begins inside a word, whose rest is no word.
 * O(end - start), no allocation. */
void nt_words_scan(struct words *words, const char *text, size_t start, size_t core_end, size_t end,
                   bool is_inside, const struct word_classes *classes, nt_scan_function *scan);

/* The 64 bits of a mask from bit 'at' on. One block beyond that of 'at' is read. */
static inline uint64_t nt_bits_from(const uint64_t *mask, size_t at) {
    size_t shift = at % NT_BLOCK;
    const uint64_t *block = mask + at / NT_BLOCK;
    return block[0] >> shift | block[1] << 1 << (NT_BLOCK - 1 - shift);
}

/* First byte that is not of the word that 'at' is in. */
static inline size_t nt_word_end(const struct words *words, size_t at) {
    size_t block = at / NT_BLOCK;
    uint64_t rest = ~words->words[block] >> (at % NT_BLOCK);
    if (rest != 0) {
        return at + (size_t)__builtin_ctzll(rest); /* the sentinel block ends the last word */
    }
    for (block++; words->words[block] == UINT64_MAX; block++) {
    }
    return block * NT_BLOCK + (size_t)__builtin_ctzll(~words->words[block]);
}

/* First word byte at or after 'at'; text_bytes or more when there is none. */
static inline size_t nt_word_next(const struct words *words, size_t at) {
    size_t block = at / NT_BLOCK;
    uint64_t rest = words->words[block] >> (at % NT_BLOCK);
    if (rest != 0) {
        return at + (size_t)__builtin_ctzll(rest);
    }
    for (block++; block < words->block_count; block++) {
        if (words->words[block] != 0) {
            return block * NT_BLOCK + (size_t)__builtin_ctzll(words->words[block]);
        }
    }
    return words->block_count * NT_BLOCK;
}

/* Bits below bit 'at % 64'. */
static inline uint64_t nt_below(size_t at) {
    return ((uint64_t)1 << (at % NT_BLOCK)) - 1;
}

/* Bits that are set; without a popcount instruction, which not every x86-64 has. */
static inline uint32_t nt_popcount(uint64_t bits) {
    bits -= bits >> 1 & 0x5555555555555555ull;
    bits = (bits & 0x3333333333333333ull) + (bits >> 2 & 0x3333333333333333ull);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0Full;
    return (uint32_t)(bits * 0x0101010101010101ull >> 56);
}

/* Code points and additional UTF-16 units before byte 'at' of the segment, at <= text_bytes. */
uint32_t nt_words_codepoints(const struct words *words, size_t at);
uint32_t nt_words_wide(const struct words *words, size_t at);

#endif
