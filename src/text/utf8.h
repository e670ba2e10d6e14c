/* utf8.h - code points in UTF-8 of any quality */
#ifndef NT_UTF8_H
#define NT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A decoded code point, or an ill-formed part that counts as one U+FFFD. */
struct codepoint {
    uint32_t value;      /* NT_INVALID for an ill-formed part */
    uint32_t byte_count; /* 1..4 */
};
#define NT_INVALID UINT32_MAX

/* Decode at text[0..text_bytes), text_bytes > 0. An ill-formed part is a maximal subpart as in
 * The Unicode Standard, section 3.9 (and Python's decode with "replace"). */
struct codepoint nt_utf8_decode(const char *text, size_t text_bytes);

/* Is the code point part of a word: letter, mark, number, underscore, or one of the invisible
 * characters that stand inside words (soft hyphen, joiners)? */
bool nt_utf8_is_word(uint32_t value);

/* White space, the line break included. */
bool nt_utf8_is_space(uint32_t value);

/* Write the code point (valid) to out[4]; returns the number of bytes. */
uint32_t nt_utf8_encode(uint32_t value, char *out);

#endif
