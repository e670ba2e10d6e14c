/* fold.c - when two spellings are the same name */
#include "text/fold.h"

#include <string.h>
#include <utf8proc.h>

#include "text/utf8.h"

#define LETTERS_ROOM 16 /* of a dotted abbreviation */

bool nt_fold_is_ascii(const char *text, size_t byte_count) {
    uint64_t bits = 0;
    size_t i = 0;
    for (; i + 8 <= byte_count; i += 8) {
        bits |= nt_load64(text + i);
    }
    for (; i < byte_count; i++) {
        bits |= (uint8_t)text[i];
    }
    return (bits & 0x8080808080808080ull) == 0;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool fold_dotted(const char *text, size_t start, size_t end, bool ignore_case,
                        struct folded *folded) {
    folded->byte_count = 0;
    for (size_t i = start; i < end; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z') {
            folded->data[folded->byte_count++] = ignore_case ? lower(text[i]) : text[i];
        }
    }
    return folded->byte_count > 0;
}

bool nt_fold_token(const char *text, size_t start, size_t end, bool is_dotted, bool ignore_case,
                   struct folded *folded) {
    size_t byte_count = end - start;
    if (byte_count > NT_TOKEN_MAX) {
        return false;
    }
    if (is_dotted) {
        return fold_dotted(text, start, end, ignore_case, folded);
    }
    if (nt_fold_is_ascii(text + start, byte_count)) {
        for (size_t i = 0; i < byte_count; i++) {
            char c = text[start + i];
            folded->data[i] = ignore_case ? lower(c) : c;
        }
        folded->byte_count = byte_count;
        return byte_count > 0;
    }
    utf8proc_int32_t points[NT_TOKEN_MAX * 2];
    int options = UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE;
    options |= ignore_case ? UTF8PROC_CASEFOLD : 0;
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)text + start, (utf8proc_ssize_t)byte_count,
                           points, NT_TOKEN_MAX * 2, (utf8proc_option_t)options);
    if (count <= 0 || count > NT_TOKEN_MAX * 2) {
        return false;
    }
    folded->byte_count = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (folded->byte_count + 4 > NT_FOLDED_MAX) {
            return false;
        }
        folded->byte_count +=
            nt_utf8_encode((uint32_t)points[i], folded->data + folded->byte_count);
    }
    return folded->byte_count > 0;
}

/* No small letter among the code points. */
static bool is_all_capitals(const struct folded *folded) {
    for (size_t i = 0; i < folded->byte_count;) {
        struct codepoint next = nt_utf8_decode(folded->data + i, folded->byte_count - i);
        if (utf8proc_category((utf8proc_int32_t)next.value) == UTF8PROC_CATEGORY_LL) {
            return false;
        }
        i += next.byte_count;
    }
    return true;
}

/* Equal but for a first letter that is a capital in 'found'. Both are decomposed, so the first code
 * point is the bare letter. */
static bool is_capitalised(const struct folded *found, const struct folded *wanted) {
    struct codepoint first = nt_utf8_decode(found->data, found->byte_count);
    struct codepoint other = nt_utf8_decode(wanted->data, wanted->byte_count);
    size_t found_rest = found->byte_count - first.byte_count;
    return utf8proc_tolower((utf8proc_int32_t)first.value) == (utf8proc_int32_t)other.value &&
           found_rest == wanted->byte_count - other.byte_count &&
           memcmp(found->data + first.byte_count, wanted->data + other.byte_count, found_rest) == 0;
}

static bool is_same(const struct folded *a, const struct folded *b) {
    return a->byte_count == b->byte_count && memcmp(a->data, b->data, a->byte_count) == 0;
}

bool nt_fold_token_matches(const char *text, const struct token *found, const char *surface,
                           const struct token *wanted, enum case_policy policy) {
    struct folded a;
    struct folded b;
    if (found->hash == 0 || found->hash != wanted->hash) {
        return false;
    }
    if (!nt_fold_token(text, found->start, found->end, found->is_dotted, false, &a) ||
        !nt_fold_token(surface, wanted->start, wanted->end, wanted->is_dotted, false, &b)) {
        return false;
    }
    if (is_same(&a, &b)) {
        return true;
    }
    if (policy == NT_CASE_EXACT ||
        (policy == NT_CASE_NAME && !is_all_capitals(&a) && !is_capitalised(&a, &b))) {
        return false;
    }
    return nt_fold_token(text, found->start, found->end, found->is_dotted, true, &a) &&
           nt_fold_token(surface, wanted->start, wanted->end, wanted->is_dotted, true, &b) &&
           is_same(&a, &b);
}

static char separator_character(uint32_t value) {
    switch (value) {
    case 0x2010: /* hyphen, non-breaking hyphen, figure dash, en and em dash, bar, minus */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
        return '-';
    case 0x2018: /* typographic apostrophes, prime, grave and acute used for them */
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x60:
    case 0xB4:
    case 0xFF07:
        return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02:
        return '"';
    default:
        return '\0';
    }
}

int nt_fold_separator(const char *text, size_t start, size_t end, char out[NT_SEPARATOR_MAX]) {
    int count = 0;
    int breaks = 0;
    if (end - start > NT_SEPARATOR_RAW_MAX) {
        return -1;
    }
    for (size_t i = start; i < end;) {
        struct codepoint next = nt_utf8_decode(text + i, end - i);
        uint32_t value = next.value;
        i += next.byte_count;
        if (value == NT_INVALID || count + 4 > NT_SEPARATOR_MAX) {
            return -1;
        }
        bool is_crlf = value == '\r' && i < end && text[i] == '\n'; /* one break, not two */
        breaks += (value == '\n' || value == '\r' || value == 0x2028) && !is_crlf;
        breaks += value == 0x2029 ? 2 : 0;
        if (nt_utf8_is_space(value)) {
            if (value != 0x200B && (count == 0 || out[count - 1] != ' ')) {
                out[count++] = ' ';
            }
            continue;
        }
        char mapped = separator_character(value);
        if (mapped != '\0') {
            out[count++] = mapped;
        } else {
            count += (int)nt_utf8_encode(value, out + count);
        }
    }
    if (breaks == 1 && count == 2 && memcmp(out, "- ", 2) == 0) {
        return 1; /* a line broken after a hyphen: "Kim Jong-" / "un" */
    }
    return breaks > 1 ? -1 : count;
}

/* Append the composed form of one token. */
static int append_token(const char *text, const struct token *token, char *out, int count) {
    if (token->hash == 0) {
        return -1;
    }
    if (token->is_dotted) {
        for (size_t i = token->start; i < token->end; i++) {
            if (text[i] >= 'A' && text[i] <= 'Z') {
                out[count++] = text[i];
            }
        }
        return count;
    }
    utf8proc_int32_t points[NT_TOKEN_MAX * 2];
    utf8proc_ssize_t point_count =
        utf8proc_decompose((const utf8proc_uint8_t *)text + token->start,
                           (utf8proc_ssize_t)(token->end - token->start), points, NT_TOKEN_MAX * 2,
                           (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE));
    if (point_count <= 0 || point_count > NT_TOKEN_MAX * 2) {
        return -1;
    }
    point_count = utf8proc_normalize_utf32(points, point_count,
                                           (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    for (utf8proc_ssize_t i = 0; i < point_count; i++) {
        if (count + 4 > NT_SURFACE_MAX) {
            return -1;
        }
        count += (int)nt_utf8_encode((uint32_t)points[i], out + count);
    }
    return count;
}

int nt_fold_surface(const char *text, size_t byte_count, char *out) {
    struct token token;
    size_t at = 0;
    int count = 0;
    while (nt_token_next(text, byte_count, at, &token)) {
        if (count > NT_SURFACE_MAX - NT_SEPARATOR_MAX - LETTERS_ROOM) {
            return -1;
        }
        if (at > 0) {
            int separator_bytes = nt_fold_separator(text, at, token.start, out + count);
            if (separator_bytes < 0) {
                return -1;
            }
            count += separator_bytes;
        } else if (token.start > 0) {
            return -1;
        }
        count = append_token(text, &token, out, count);
        if (count < 0) {
            return -1;
        }
        at = token.end;
    }
    if (at == 0 || count + NT_SEPARATOR_MAX > NT_SURFACE_MAX) {
        return at == 0 ? 0 : -1;
    }
    int tail_bytes = nt_fold_separator(text, at, byte_count, out + count);
    if (tail_bytes < 0) {
        return -1;
    }
    while (tail_bytes > 0 && out[count + tail_bytes - 1] == ' ') {
        tail_bytes--;
    }
    bool is_stop = tail_bytes == 1 && out[count] == '.';
    return is_stop ? count : count + tail_bytes;
}

/* Is text[at..) the punctuation that ends a surface form, as it may be written? Returns its end, or
 * 0. */
static size_t match_tail(const char *text, size_t limit, size_t at, const char *tail,
                         size_t tail_bytes) {
    size_t done = 0;
    while (done < tail_bytes) {
        if (at >= limit) {
            return 0;
        }
        struct codepoint next = nt_utf8_decode(text + at, limit - at);
        char mapped = nt_utf8_is_space(next.value) ? ' ' : separator_character(next.value);
        const char *found = mapped != '\0' ? &mapped : text + at;
        size_t found_bytes = mapped != '\0' ? 1 : next.byte_count;
        if (found_bytes > tail_bytes - done || memcmp(found, tail + done, found_bytes) != 0) {
            return 0;
        }
        done += found_bytes;
        at += next.byte_count;
    }
    return at;
}

bool nt_fold_match(const char *text, size_t limit, size_t start, const char *surface,
                   size_t surface_bytes, enum case_policy policy, size_t *end) {
    size_t text_at = start;
    size_t surface_at = 0;
    struct token wanted;
    struct token found;
    while (nt_token_next(surface, surface_bytes, surface_at, &wanted)) {
        /* Enough for the longest separator and token: a text without words costs no more. */
        size_t reach = text_at + NT_SEPARATOR_RAW_MAX + 2 * NT_TOKEN_MAX;
        if (!nt_token_next(text, reach < limit ? reach : limit, text_at, &found)) {
            return false;
        }
        if (surface_at > 0) {
            char folded[NT_SEPARATOR_MAX];
            int folded_bytes = nt_fold_separator(text, text_at, found.start, folded);
            if (folded_bytes < 0 || (size_t)folded_bytes != wanted.start - surface_at ||
                memcmp(folded, surface + surface_at, (size_t)folded_bytes) != 0) {
                return false;
            }
        } else if (found.start != start) {
            return false;
        }
        if (!nt_fold_token_matches(text, &found, surface, &wanted, policy)) {
            return false;
        }
        text_at = found.end;
        surface_at = wanted.end;
    }
    if (surface_at == 0) {
        return false;
    }
    *end = match_tail(text, limit, text_at, surface + surface_at, surface_bytes - surface_at);
    return *end > 0;
}
