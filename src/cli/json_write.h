/* json_write.h - JSON pieces written straight into reserved bytes
 *
 * The caller reserves room (nt_strbuf_room) for the worst case of all pieces that it is about to
 * write; each function writes at 'at' and returns the place after what it wrote. */
#ifndef NT_JSON_WRITE_H
#define NT_JSON_WRITE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/strbuf.h"

#define NT_JSON_ESCAPE_MAX 6   /* bytes that one byte of text can become */
#define NT_JSON_UINT_MAX 10    /* digits of a uint32_t */
#define NT_JSON_SCORE_MAX 4    /* "0.99" */
#define NT_JSON_HUNDREDTHS 101 /* values of nt_json_hundredths */

/* The text as the inside of a JSON string, without the quotes. What is not UTF-8 becomes U+FFFD, so
 * the result is always valid JSON. At most NT_JSON_ESCAPE_MAX * text_bytes. */
char *nt_json_escape(char *at, const char *text, size_t text_bytes);
/* Append a whole JSON string, quotes included. */
void nt_json_append_string(struct strbuf *out, const char *text, size_t text_bytes);

/* At most NT_JSON_UINT_MAX digits. */
char *nt_json_uint(char *at, uint32_t value);
char *nt_json_uint64(char *at, uint64_t value); /* at most 20 digits */

/* A number of [0, 1] in whole hundredths, 0 .. 100; what lies outside is moved in, NaN is 0. */
static inline uint32_t nt_json_hundredths(float value) {
    if (!(value > 0.0f)) {
        return 0;
    }
    return value >= 1.0f ? 100 : (uint32_t)(value * 100.0f + 0.5f);
}
/* The shortest form with at most two decimals: "0", "0.5", "0.99", "1". */
char *nt_json_score(char *at, uint32_t hundredths);

/* A piece of JSON made once and copied often. Short ones are copied by a block of fixed size, which
 * needs NT_FRAGMENT_ROOM bytes of room whatever their length. */
#define NT_FRAGMENT_ROOM 64
struct fragment {
    uint32_t piece_bytes;
    char piece[NT_FRAGMENT_ROOM]; /* when it fits; unused bytes are zero */
    char *overflow;               /* owned; the whole piece when it does not fit, else NULL */
};

/* Keep a copy of the piece; false when memory is short. */
int nt_fragment_init(struct fragment *fragment, const char *piece, size_t piece_bytes);
void nt_fragment_free(struct fragment *fragment);

static inline char *nt_fragment_copy(char *at, const struct fragment *fragment) {
    if (fragment->overflow != NULL) {
        memcpy(at, fragment->overflow, fragment->piece_bytes);
    } else {
        memcpy(at, fragment->piece, NT_FRAGMENT_ROOM / 2);
        if (fragment->piece_bytes > NT_FRAGMENT_ROOM / 2) {
            memcpy(at + NT_FRAGMENT_ROOM / 2, fragment->piece + NT_FRAGMENT_ROOM / 2,
                   NT_FRAGMENT_ROOM / 2);
        }
    }
    return at + fragment->piece_bytes;
}
/* Room that a copy needs. */
static inline size_t nt_fragment_room(const struct fragment *fragment) {
    return fragment->piece_bytes > NT_FRAGMENT_ROOM ? fragment->piece_bytes : NT_FRAGMENT_ROOM;
}

/* Copy a string literal. */
#define NT_JSON_LITERAL(at, literal)                                                               \
    (memcpy((at), (literal), sizeof(literal) - 1), (at) + sizeof(literal) - 1)

#endif
