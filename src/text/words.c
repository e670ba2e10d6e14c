/* words.c - the words of a stretch of text as bit masks */
#include "text/words.h"

#include <string.h>

#include "base/bytes.h"
#include "text/utf8.h"

void nt_word_classes_init(struct word_classes *classes, const struct word_begins *begins) {
    memset(classes, 0, sizeof *classes);
    classes->begins = *begins;
    for (uint32_t c = 0; c < 128; c++) {
        bool is_word = nt_utf8_is_word(c);
        bool is_lower = is_word && begins->first[c] != 0;
        uint8_t bits = is_word ? NT_CLASS_WORD : 0;
        bits |= is_word && (begins->ascii[c >> 3] >> (c & 7) & 1) ? NT_CLASS_BEGIN : 0;
        bits |= c == '.' || c == '!' || c == '?' ? NT_CLASS_STOP : 0;
        bits |= c == '\n' ? NT_CLASS_BREAK : 0;
        bits |= is_lower ? NT_CLASS_LOWER : 0;
        classes->ascii[c] = bits;
        classes->has_lower |= is_lower;
        for (uint32_t class = 0; class < NT_CLASS_COUNT; class ++) {
            if (bits >> class & 1) {
                classes->nibble[class][c & 15] |= (uint8_t)(1u << (c >> 4));
            }
        }
    }
}

static void set_bits(uint64_t *masks, size_t at, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        masks[(at + i) / NT_BLOCK] |= (uint64_t)1 << ((at + i) % NT_BLOCK);
    }
}

/* Complete the masks for the bytes over 7F: decode each code point once, left to right. */
static void scan_others(struct words *words) {
    size_t done = 0; /* bytes already decoded */
    for (size_t block = 0; block < words->block_count; block++) {
        uint64_t left = words->others[block];
        while (left != 0) {
            size_t at = block * NT_BLOCK + (size_t)__builtin_ctzll(left);
            left &= left - 1;
            if (at < done) {
                continue;
            }
            struct codepoint next = nt_utf8_decode(words->text + at, words->text_bytes - at);
            done = at + next.byte_count;
            if (next.byte_count > 1) {
                set_bits(words->tails, at + 1, next.byte_count - 1);
            }
            if (next.value == NT_INVALID) {
                words->invalid_count += at < words->core_bytes;
                continue;
            }
            if (next.value > 0xFFFF) {
                set_bits(words->wide, at, 1);
            }
            if (nt_utf8_is_word(next.value)) {
                set_bits(words->words, at, next.byte_count);
                set_bits(words->begins, at, next.byte_count);
            }
        }
    }
}

/* May the word at 'at', which begins with a small letter, begin a name? Words that are not ASCII
 * are spelled in several ways: always. */
static bool may_begin(const struct words *words, const struct word_begins *begins, size_t at) {
    uint8_t first = (uint8_t)words->text[at];
    uint8_t second = at + 1 < words->text_bytes ? (uint8_t)words->text[at + 1] : 0;
    if (second >= 0x80) {
        return true;
    }
    if (!(begins->first[first] & begins->second[second])) {
        return false;
    }
    char bytes[8] = {0};
    size_t left = words->text_bytes - at;
    memcpy(bytes, words->text + at, left < 8 ? left : 8);
    uint64_t gaps = ~nt_bits_from(words->words, at) | 1u << 8;
    uint64_t keep = UINT64_MAX >> (64 - 8 * (size_t)__builtin_ctzll(gaps));
    uint64_t value = nt_load64(bytes) & keep;
    uint32_t bit = nt_lower_bit(value | (0x2020202020202020ull & keep));
    return (value & 0x8080808080808080ull) != 0 || (begins->lower[bit >> 3] >> (bit & 7) & 1);
}

/* Of the words whose first bytes are 'starts', those that may begin a name. */
static uint64_t sift(const struct words *words, const struct word_begins *begins, size_t block,
                     uint64_t starts) {
    uint64_t kept = 0;
    for (uint64_t left = starts; left != 0; left &= left - 1) {
        size_t at = block * NT_BLOCK + (size_t)__builtin_ctzll(left);
        kept |= may_begin(words, begins, at) ? left & (~left + 1) : 0;
    }
    return kept;
}

/* Keep of 'begins' only the first bytes of words, and add those of 'lowers'. */
static void keep_starts(struct words *words, const struct word_classes *classes, bool is_inside) {
    uint64_t carry = is_inside;
    for (size_t block = 0; block < words->block_count; block++) {
        uint64_t word = words->words[block];
        uint64_t starts = word & ~(word << 1 | carry);
        uint64_t lowers = words->lowers[block] & starts;
        words->begins[block] &= starts;
        if (lowers != 0) {
            words->begins[block] |= sift(words, &classes->begins, block, lowers);
        }
        carry = word >> 63;
    }
}

static void count_tails(struct words *words, bool has_others) {
    if (!has_others) {
        memset(words->tails_before, 0, (words->block_count + 1) * sizeof words->tails_before[0]);
        memset(words->wide_before, 0, (words->block_count + 1) * sizeof words->wide_before[0]);
        return;
    }
    for (size_t block = 0; block < words->block_count; block++) {
        words->tails_before[block] = words->tail_count;
        words->wide_before[block] = words->wide_count;
        if ((words->tails[block] | words->wide[block]) != 0) {
            words->tail_count += nt_popcount(words->tails[block]);
            words->wide_count += nt_popcount(words->wide[block]);
        }
    }
    words->tails_before[words->block_count] = words->tail_count;
    words->wide_before[words->block_count] = words->wide_count;
}

void nt_words_scan(struct words *words, const char *text, size_t start, size_t core_end, size_t end,
                   bool is_inside, const struct word_classes *classes, nt_scan_function *scan) {
    words->text = text + start;
    words->text_bytes = end - start;
    words->core_bytes = core_end - start;
    words->block_count = (words->text_bytes + NT_BLOCK - 1) / NT_BLOCK;
    /* the last block by way of a copy, so that nothing behind the text is read */
    size_t whole = words->block_count > 0 ? words->block_count - 1 : 0;
    size_t rest = words->text_bytes - whole * NT_BLOCK;
    words->tail_count = 0;
    words->wide_count = 0;
    words->invalid_count = 0;
    scan(words->text, whole, classes, words, 0);
    if (rest > 0) {
        char last[NT_BLOCK + 1] = {0}; /* NUL is of no class */
        memcpy(last, words->text + whole * NT_BLOCK, rest);
        scan(last, 1, classes, words, whole);
    }
    uint64_t others = 0;
    for (size_t block = 0; block < words->block_count; block++) {
        others |= words->others[block];
    }
    size_t count = words->block_count;
    memset(words->tails, 0, (count + 1) * sizeof words->tails[0]);
    memset(words->wide, 0, (count + 1) * sizeof words->wide[0]);
    words->words[count] = 0; /* sentinels */
    words->begins[count] = 0;
    words->others[count] = 0;
    if (others != 0) {
        scan_others(words);
    }
    keep_starts(words, classes, is_inside);
    count_tails(words, others != 0);
}

uint32_t nt_words_codepoints(const struct words *words, size_t at) {
    size_t block = at / NT_BLOCK;
    uint64_t tails = words->tails[block] & nt_below(at);
    return (uint32_t)at - words->tails_before[block] - nt_popcount(tails);
}

uint32_t nt_words_wide(const struct words *words, size_t at) {
    size_t block = at / NT_BLOCK;
    uint64_t wide = words->wide[block] & nt_below(at);
    return words->wide_before[block] + nt_popcount(wide);
}
