/* naive.c - the matcher as one would write it without any care for speed */
#include "reference/naive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define TOKEN_MAX 256
#define SEPARATOR_RAW_MAX 64
#define SEPARATOR_MAX 12 /* folded bytes that fit for certain */
#define LETTERS_MAX 15

static void *allocate(size_t bytes) {
    void *memory = calloc(1, bytes);
    if (memory == NULL) {
        fputs("naive: no memory\n", stderr);
        abort();
    }
    return memory;
}

uint32_t naive_decode(const char *text, size_t limit, size_t at, size_t *bytes) {
    const unsigned char *p = (const unsigned char *)text + at;
    size_t left = limit - at;
    *bytes = 1;
    if (p[0] < 0x80) {
        return p[0];
    }
    if (p[0] < 0xC2 || p[0] > 0xF4) {
        return UINT32_MAX;
    }
    size_t length = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t value = p[0] & (length == 2 ? 0x1Fu : length == 3 ? 0x0Fu : 0x07u);
    while (*bytes < length) {
        if (*bytes == left || (p[*bytes] & 0xC0) != 0x80) {
            return UINT32_MAX;
        }
        uint32_t next = value << 6 | (p[*bytes] & 0x3Fu);
        if (*bytes == 1) { /* no overlong form, no surrogate, nothing over 10FFFF */
            bool is_bad = (length == 3 && (next < 0x20 || (next >= 0x360 && next <= 0x37F))) ||
                          (length == 4 && (next < 0x10 || next > 0x10F));
            if (is_bad) {
                return UINT32_MAX;
            }
        }
        value = next;
        ++*bytes;
    }
    return value;
}

static bool is_word(uint32_t c) {
    if (c == UINT32_MAX) {
        return false;
    }
    if (c == '_' || c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060) {
        return true;
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
}

static bool is_word_at(const char *text, size_t limit, size_t at) {
    size_t bytes;
    return at < limit && is_word(naive_decode(text, limit, at, &bytes));
}

static bool is_capital_at(const char *text, size_t limit, size_t at) {
    return at < limit && text[at] >= 'A' && text[at] <= 'Z';
}

static bool is_stop_at(const char *text, size_t limit, size_t at) {
    return at < limit && text[at] == '.';
}

/* "U.S." or "U.S": the end, or 0. */
static size_t compact_end(const char *text, size_t limit, size_t start) {
    size_t end = 0;
    size_t at = start + 2;
    for (size_t letters = 1; letters < LETTERS_MAX && is_capital_at(text, limit, at); letters++) {
        if (!is_stop_at(text, limit, at + 1)) {
            return is_word_at(text, limit, at + 1) ? 0 : at + 1;
        }
        at += 2;
        end = is_word_at(text, limit, at) ? 0 : at;
    }
    return end;
}

/* "U. S.": the end, or 0. */
static size_t spaced_end(const char *text, size_t limit, size_t start) {
    size_t end = 0;
    size_t at = start + 2;
    for (size_t letters = 1; letters < LETTERS_MAX; letters++) {
        if (at < limit && (text[at] == ' ' || text[at] == '\n')) {
            at += 1;
        } else if (at + 1 < limit && memcmp(text + at, "\xC2\xA0", 2) == 0) {
            at += 2;
        } else {
            return end;
        }
        if (!is_capital_at(text, limit, at) || !is_stop_at(text, limit, at + 1) ||
            is_word_at(text, limit, at + 2)) {
            return end;
        }
        at += 2;
        end = at;
    }
    return end;
}

static char *fold(const char *text, size_t bytes, bool is_dotted, bool ignore_case) {
    if (is_dotted) {
        char *letters = allocate(bytes + 1);
        for (size_t i = 0, count = 0; i < bytes; i++) {
            if (is_capital_at(text, bytes, i)) {
                letters[count++] = (char)(ignore_case ? text[i] | 0x20 : text[i]);
            }
        }
        return letters;
    }
    int options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE |
                  (ignore_case ? UTF8PROC_CASEFOLD : 0);
    utf8proc_uint8_t *result = NULL;
    utf8proc_ssize_t count = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)bytes,
                                          &result, (utf8proc_option_t)options);
    if (bytes > TOKEN_MAX || count <= 0) {
        free(result);
        return NULL;
    }
    return (char *)result;
}

static bool next_token(const char *text, size_t limit, size_t from, struct naive_token *token) {
    size_t at = from;
    size_t bytes;
    while (at < limit && !is_word(naive_decode(text, limit, at, &bytes))) {
        at += bytes;
    }
    if (at >= limit) {
        return false;
    }
    *token = (struct naive_token){.start = at};
    while (at < limit && is_word(naive_decode(text, limit, at, &bytes))) {
        at += bytes;
    }
    token->end = at;
    if (at - token->start == 1 && is_capital_at(text, limit, token->start) &&
        is_stop_at(text, limit, at)) {
        size_t end = compact_end(text, limit, token->start);
        end = end > 0 ? end : spaced_end(text, limit, token->start);
        token->is_dotted = end > 0;
        token->end = end > 0 ? end : at;
    }
    return true;
}

static struct naive_tokens cut_tokens(const char *text, size_t bytes) {
    struct naive_tokens tokens = {allocate((bytes + 1) * sizeof(struct naive_token)), 0};
    struct naive_token token;
    size_t at = 0;
    while (next_token(text, bytes, at, &token)) {
        token.plain = fold(text + token.start, token.end - token.start, token.is_dotted, false);
        token.folded = fold(text + token.start, token.end - token.start, token.is_dotted, true);
        tokens.items[tokens.count++] = token;
        at = token.end;
    }
    return tokens;
}

static void free_tokens(struct naive_tokens *tokens) {
    for (size_t i = 0; i < tokens->count; i++) {
        free(tokens->items[i].plain);
        free(tokens->items[i].folded);
    }
    free(tokens->items);
}

void naive_form_init(struct naive_form *form, const char *text, size_t bytes,
                     enum naive_case policy) {
    while (bytes > 0 && text[bytes - 1] == ' ') {
        bytes--;
    }
    *form = (struct naive_form){text, bytes, policy, cut_tokens(text, bytes)};
}

void naive_form_free(struct naive_form *form) {
    free_tokens(&form->tokens);
}

bool naive_form_is_valid(const struct naive_form *form) {
    for (size_t i = 0; i < form->tokens.count; i++) {
        if (form->tokens.items[i].plain == NULL) {
            return false;
        }
    }
    return form->tokens.count > 0 && form->tokens.items[0].start == 0;
}

/* ---- case ---- */

static bool has_small_letter(const char *text) {
    size_t limit = strlen(text);
    size_t bytes;
    for (size_t at = 0; at < limit; at += bytes) {
        uint32_t c = naive_decode(text, limit, at, &bytes);
        if (utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL) {
            return true;
        }
    }
    return false;
}

/* 'wanted' with its first letter as a capital. */
static bool is_capitalised(const char *found, const char *wanted) {
    size_t found_bytes;
    size_t wanted_bytes;
    uint32_t found_first = naive_decode(found, strlen(found), 0, &found_bytes);
    uint32_t wanted_first = naive_decode(wanted, strlen(wanted), 0, &wanted_bytes);
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)found_first) == wanted_first &&
           strcmp(found + found_bytes, wanted + wanted_bytes) == 0;
}

static bool token_matches(const struct naive_token *found, const struct naive_token *wanted,
                          enum naive_case policy) {
    if (found->plain == NULL || wanted->plain == NULL ||
        strcmp(found->folded, wanted->folded) != 0) {
        return false;
    }
    if (strcmp(found->plain, wanted->plain) == 0 || policy == NAIVE_FOLD) {
        return true;
    }
    return policy == NAIVE_NAME &&
           (!has_small_letter(found->plain) || is_capitalised(found->plain, wanted->plain));
}

/* ---- what stands between tokens ---- */

static bool is_one_of(uint32_t c, const uint32_t *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (list[i] == c) {
            return true;
        }
    }
    return false;
}
#define IS_ONE_OF(c, list) is_one_of(c, list, sizeof(list) / sizeof(list)[0])

static bool is_space(uint32_t c) {
    static const uint32_t spaces[] = {' ',    '\t',   '\n',   '\v',   '\f',   '\r',   0x85,
                                      0xA0,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
                                      0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028,
                                      0x2029, 0x202F, 0x205F, 0x3000};
    return IS_ONE_OF(c, spaces);
}

static uint32_t simplify(uint32_t c) {
    static const uint32_t dashes[] = {0x2010, 0x2011, 0x2012, 0x2013, 0x2014,
                                      0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D};
    static const uint32_t apostrophes[] = {0x2018, 0x2019, 0x201B, 0x2032, '`', 0xB4, 0xFF07};
    static const uint32_t quotes[] = {0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xFF02};
    return is_space(c)                 ? ' '
           : IS_ONE_OF(c, dashes)      ? '-'
           : IS_ONE_OF(c, apostrophes) ? '\''
           : IS_ONE_OF(c, quotes)      ? '"'
                                       : c;
}

/* The folded separator as code points; false when no name can run across it. */
static bool fold_separator(const char *text, size_t start, size_t end, uint32_t *out,
                           size_t *count) {
    int breaks = 0;
    size_t out_bytes = 0;
    *count = 0;
    if (end - start > SEPARATOR_RAW_MAX) {
        return false;
    }
    for (size_t at = start; at < end;) {
        size_t bytes;
        uint32_t c = naive_decode(text, end, at, &bytes);
        at += bytes;
        if (c == UINT32_MAX || out_bytes > SEPARATOR_MAX) {
            return false;
        }
        bool is_crlf = c == '\r' && at < end && text[at] == '\n';
        breaks += c == 0x2029 ? 2 : !is_crlf && (c == '\n' || c == '\r' || c == 0x2028);
        uint32_t simple = simplify(c);
        bool is_repeated = simple == ' ' && *count > 0 && out[*count - 1] == ' ';
        if (c != 0x200B && !is_repeated) {
            out[(*count)++] = simple;
            out_bytes += simple == c ? bytes : 1;
        }
    }
    if (breaks == 1 && *count == 2 && out[0] == '-' && out[1] == ' ') {
        *count = 1;
    }
    return breaks <= 1;
}

static bool separator_matches(const char *text, size_t start, size_t end, const char *surface,
                              size_t surface_start, size_t surface_end) {
    uint32_t found[SEPARATOR_RAW_MAX];
    uint32_t wanted[SEPARATOR_RAW_MAX];
    size_t found_count;
    size_t wanted_count;
    return fold_separator(text, start, end, found, &found_count) &&
           fold_separator(surface, surface_start, surface_end, wanted, &wanted_count) &&
           found_count == wanted_count && memcmp(found, wanted, 4 * found_count) == 0;
}

/* ---- a whole form ---- */

/* The punctuation that ends the form must follow in the text, but for a single full stop, which is
 * taken in where it follows. Returns the end, or 0. */
static size_t match_tail(const char *text, size_t limit, size_t at, const struct naive_form *form) {
    const struct naive_token *last = &form->tokens.items[form->tokens.count - 1];
    uint32_t wanted[SEPARATOR_RAW_MAX];
    size_t count;
    if (!fold_separator(form->text, last->end, form->bytes, wanted, &count)) {
        return 0;
    }
    if (count == 1 && wanted[0] == '.') {
        return at < limit && text[at] == '.' ? at + 1 : at;
    }
    for (size_t i = 0; i < count; i++) {
        size_t bytes;
        if (at >= limit || simplify(naive_decode(text, limit, at, &bytes)) != wanted[i]) {
            return 0;
        }
        at += bytes;
    }
    return at;
}

static size_t match_form(const char *text, size_t limit, const struct naive_tokens *tokens,
                         size_t first, const struct naive_form *form) {
    if (form->tokens.count > tokens->count - first) {
        return 0;
    }
    for (size_t i = 0; i < form->tokens.count; i++) {
        const struct naive_token *found = &tokens->items[first + i];
        const struct naive_token *wanted = &form->tokens.items[i];
        if (i > 0 && !separator_matches(text, found[-1].end, found->start, form->text,
                                        wanted[-1].end, wanted->start)) {
            return 0;
        }
        if (!token_matches(found, wanted, form->policy)) {
            return 0;
        }
    }
    return match_tail(text, limit, tokens->items[first + form->tokens.count - 1].end, form);
}

size_t naive_match(const char *text, size_t text_bytes, const struct naive_form *forms,
                   size_t form_count, struct naive_span **spans) {
    struct naive_tokens tokens = cut_tokens(text, text_bytes);
    size_t count = 0;
    size_t covered = 0;
    *spans = allocate((tokens.count + 1) * sizeof **spans);
    for (size_t i = 0; i < tokens.count; i++) {
        size_t start = tokens.items[i].start;
        size_t best = 0;
        for (size_t j = 0; j < form_count && start >= covered; j++) {
            size_t end = match_form(text, text_bytes, &tokens, i, &forms[j]);
            best = end > best ? end : best;
        }
        if (best > 0) {
            (*spans)[count++] = (struct naive_span){start, best};
            covered = best;
        }
    }
    free_tokens(&tokens);
    return count;
}
