/* json_write.c - JSON pieces written straight into reserved bytes */
#include "cli/json_write.h"

#include <stdbool.h>
#include <stdlib.h>

#include "cli/utf8_part.h"

static const char digit_pairs[] = "00010203040506070809"
                                  "10111213141516171819"
                                  "20212223242526272829"
                                  "30313233343536373839"
                                  "40414243444546474849"
                                  "50515253545556575859"
                                  "60616263646566676869"
                                  "70717273747576777879"
                                  "80818283848586878889"
                                  "90919293949596979899";

#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

/* Not zero if one of the eight bytes needs a look: a quote, a backslash, a control character or the
 * high bit. A byte of 'word ^ pattern' is zero where the pattern stands; the subtraction borrows
 * from the high bit there, and may also mark a byte above it, which costs only the slow path. */
static inline uint64_t needs_look(uint64_t word) {
    uint64_t quote = word ^ (ONES * '"');
    uint64_t backslash = word ^ (ONES * '\\');
    return ((quote - ONES) | (backslash - ONES) | (word - ONES * 0x20) | word) & HIGHS;
}

static char *escape_ascii(char *at, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    char letter = c == '"'    ? '"'
                  : c == '\\' ? '\\'
                  : c == '\n' ? 'n'
                  : c == '\t' ? 't'
                  : c == '\r' ? 'r'
                  : c == '\b' ? 'b'
                  : c == '\f' ? 'f'
                              : '\0';
    *at++ = '\\';
    if (letter != '\0') {
        *at++ = letter;
        return at;
    }
    memcpy(at, "u00", 3);
    at[3] = hex[c >> 4];
    at[4] = hex[c & 15];
    return at + 5;
}

/* Escape the part at 'text' and say how many bytes of the text it took. */
static char *escape_part(char *at, const char *text, size_t text_bytes, size_t *part_bytes) {
    unsigned char c = (unsigned char)text[0];
    *part_bytes = 1;
    if (c < 0x80) {
        if (c >= 0x20 && c != '"' && c != '\\') {
            *at++ = (char)c;
            return at;
        }
        return escape_ascii(at, c);
    }
    bool valid;
    size_t part = nt_utf8_part(text, text_bytes, &valid);
    *part_bytes = part;
    if (!valid) {
        return NT_JSON_LITERAL(at, "\xef\xbf\xbd");
    }
    for (size_t i = 0; i < part; i++) {
        at[i] = text[i];
    }
    return at + part;
}

char *nt_json_escape(char *at, const char *text, size_t text_bytes) {
    const char *end = text + text_bytes;
    while (text < end) {
        size_t left = (size_t)(end - text);
        if (left >= 8) {
            uint64_t word;
            memcpy(&word, text, sizeof word);
            if (needs_look(word) == 0) {
                memcpy(at, &word, sizeof word);
                at += 8;
                text += 8;
                continue;
            }
        } else if (left >= 4) {
            uint32_t half;
            memcpy(&half, text, sizeof half);
            /* The upper half is filled with letters that need no look. */
            if (needs_look(half | (ONES * 'a' & UINT64_C(0xffffffff00000000))) == 0) {
                memcpy(at, &half, sizeof half);
                at += 4;
                text += 4;
                continue;
            }
        }
        /* One round of parts; then the blocks get another chance. */
        const char *stop = left > 8 ? text + 8 : end;
        while (text < stop) {
            size_t part_bytes;
            at = escape_part(at, text, (size_t)(end - text), &part_bytes);
            text += part_bytes;
            if (left < 8 && left >= 4) {
                break;
            }
        }
    }
    return at;
}

void nt_json_append_string(struct strbuf *out, const char *text, size_t text_bytes) {
    if (text_bytes > (SIZE_MAX - 2) / NT_JSON_ESCAPE_MAX) {
        out->failed = true;
        return;
    }
    char *start = nt_strbuf_room(out, text_bytes * NT_JSON_ESCAPE_MAX + 2);
    if (start == NULL) {
        return;
    }
    char *at = start;
    *at++ = '"';
    at = nt_json_escape(at, text, text_bytes);
    *at++ = '"';
    out->bytes += (size_t)(at - start);
}

/* Eight digits at most, without leading zeros. */
static char *write_uint(char *at, uint32_t value) {
    char digits[8];
    size_t first = sizeof digits;
    while (value >= 100) {
        first -= 2;
        memcpy(digits + first, digit_pairs + (size_t)(value % 100) * 2, 2);
        value /= 100;
    }
    first -= 2;
    memcpy(digits + first, digit_pairs + (size_t)value * 2, 2);
    first += value < 10;
    memcpy(at, digits + first, sizeof digits - first);
    return at + (sizeof digits - first);
}

/* Exactly eight digits. */
static char *write_uint_padded(char *at, uint32_t value) {
    for (size_t place = 8; place > 0; place -= 2) {
        memcpy(at + place - 2, digit_pairs + (size_t)(value % 100) * 2, 2);
        value /= 100;
    }
    return at + 8;
}

char *nt_json_uint(char *at, uint32_t value) {
    if (value < 100) {
        if (value < 10) {
            *at = (char)('0' + value);
            return at + 1;
        }
        memcpy(at, digit_pairs + (size_t)value * 2, 2);
        return at + 2;
    }
    if (value < 10000) {
        uint32_t high = value / 100;
        const char *pair = digit_pairs + (size_t)high * 2;
        at[0] = pair[0];
        at[high >= 10] = pair[1];
        if (high < 10) {
            at[0] = pair[1];
        }
        at += 1 + (high >= 10);
        memcpy(at, digit_pairs + (size_t)(value % 100) * 2, 2);
        return at + 2;
    }
    if (value < 100000000) {
        return write_uint(at, value);
    }
    return write_uint_padded(write_uint(at, value / 100000000), value % 100000000);
}

char *nt_json_uint64(char *at, uint64_t value) {
    if (value <= UINT32_MAX) {
        return nt_json_uint(at, (uint32_t)value);
    }
    return write_uint_padded(nt_json_uint64(at, value / 100000000), (uint32_t)(value % 100000000));
}

char *nt_json_score(char *at, uint32_t hundredths) {
    if (hundredths == 0 || hundredths >= 100) {
        *at = hundredths == 0 ? '0' : '1';
        return at + 1;
    }
    const char *pair = digit_pairs + (size_t)hundredths * 2;
    at[0] = '0';
    at[1] = '.';
    at[2] = pair[0];
    if (pair[1] == '0') {
        return at + 3;
    }
    at[3] = pair[1];
    return at + 4;
}

int nt_fragment_init(struct fragment *fragment, const char *piece, size_t piece_bytes) {
    *fragment = (struct fragment){0};
    if (piece_bytes > UINT32_MAX) {
        return 0;
    }
    fragment->piece_bytes = (uint32_t)piece_bytes;
    if (piece_bytes <= NT_FRAGMENT_ROOM) {
        memcpy(fragment->piece, piece, piece_bytes);
        return 1;
    }
    fragment->overflow = malloc(piece_bytes);
    if (fragment->overflow == NULL) {
        fragment->piece_bytes = 0;
        return 0;
    }
    memcpy(fragment->overflow, piece, piece_bytes);
    return 1;
}

void nt_fragment_free(struct fragment *fragment) {
    free(fragment->overflow);
    *fragment = (struct fragment){0};
}
