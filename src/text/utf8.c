/* utf8.c - code points in UTF-8 of any quality */
#include "text/utf8.h"

#include <utf8proc.h>

/* Continuation bytes allowed after a lead byte, and the range of the first of them, which is
 * narrower than 80..BF after E0, ED, F0 and F4 (Unicode, table 3-7). */
static uint32_t lead_length(uint8_t lead, uint8_t *low, uint8_t *high) {
    *low = 0x80;
    *high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *low = lead == 0xE0 ? 0xA0 : 0x80;
        *high = lead == 0xED ? 0x9F : 0xBF;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *low = lead == 0xF0 ? 0x90 : 0x80;
        *high = lead == 0xF4 ? 0x8F : 0xBF;
        return 4;
    }
    return 1;
}

struct codepoint nt_utf8_decode(const char *text, size_t text_bytes) {
    const uint8_t *p = (const uint8_t *)text;
    if (p[0] < 0x80) {
        return (struct codepoint){p[0], 1};
    }
    uint8_t low;
    uint8_t high;
    uint32_t length = lead_length(p[0], &low, &high);
    if (length == 1) {
        return (struct codepoint){NT_INVALID, 1};
    }
    uint32_t value = p[0] & (0x7Fu >> length);
    for (uint32_t i = 1; i < length; i++) {
        if (i >= text_bytes || p[i] < low || p[i] > high) {
            return (struct codepoint){NT_INVALID, i};
        }
        value = value << 6 | (p[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return (struct codepoint){value, length};
}

bool nt_utf8_is_word(uint32_t value) {
    if (value < 0x80) {
        return (value >= '0' && value <= '9') || (value >= 'A' && value <= 'Z') ||
               (value >= 'a' && value <= 'z') || value == '_';
    }
    if (value >= 0xC0 && value < 0x250) {
        return value != 0xD7 && value != 0xF7; /* the common case: Latin letters */
    }
    if (value == 0xAD || value == 0x200C || value == 0x200D || value == 0x2060) {
        return true;
    }
    if (value >= 0x2000 && value < 0x2070) {
        return false; /* the other common case: typographic punctuation */
    }
    if (value > 0x10FFFF) {
        return false;
    }
    switch (utf8proc_category((utf8proc_int32_t)value)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

bool nt_utf8_is_space(uint32_t value) {
    if (value <= 0x20) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }
    return value == 0x85 || value == 0xA0 || value == 0x1680 ||
           (value >= 0x2000 && value <= 0x200B) || value == 0x2028 || value == 0x2029 ||
           value == 0x202F || value == 0x205F || value == 0x3000;
}

uint32_t nt_utf8_encode(uint32_t value, char *out) {
    return (uint32_t)utf8proc_encode_char((utf8proc_int32_t)value, (utf8proc_uint8_t *)out);
}
