/* utf8_part.h - the next part of a text: a code point, or bytes that are not UTF-8 */
#ifndef NT_UTF8_PART_H
#define NT_UTF8_PART_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the part that begins at 'text' (text_bytes > 0). '*valid' tells a well-formed code point
 * from a maximal ill-formed part, which a reader replaces by one U+FFFD. */
static inline size_t nt_utf8_part(const char *text, size_t text_bytes, bool *valid) {
    const unsigned char *bytes = (const unsigned char *)text;
    unsigned char lead = bytes[0];
    *valid = true;
    if (lead < 0x80) {
        return 1;
    }
    *valid = false;
    size_t wanted = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4) {
        return 1;
    }
    /* The second byte's range shuts out overlong forms, surrogates and what lies over U+10FFFF. */
    unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    size_t part = 1;
    while (part < wanted && part < text_bytes && bytes[part] >= low && bytes[part] <= high) {
        low = 0x80;
        high = 0xbf;
        part++;
    }
    *valid = part == wanted;
    return part;
}

#endif
