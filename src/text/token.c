/* token.c - tokens of a text, their hash, and the cursor over them */
#include "text/token.h"

#include "text/fold.h"
#include "text/utf8.h"

#define LETTERS_MAX 15 /* of a dotted abbreviation */

static bool is_capital(const char *text, size_t limit, size_t at) {
    return at < limit && text[at] >= 'A' && text[at] <= 'Z';
}

static bool is_word_at(const char *text, size_t limit, size_t at) {
    return at < limit && nt_utf8_is_word(nt_utf8_decode(text + at, limit - at).value);
}

/* One white-space character that may stand between the letters of "U. S.": bytes, or 0. */
static size_t space_at(const char *text, size_t limit, size_t at) {
    if (at < limit && (text[at] == ' ' || text[at] == '\n')) {
        return 1;
    }
    if (at + 1 < limit && text[at] == '\xC2' && text[at + 1] == '\xA0') {
        return 2;
    }
    return 0;
}

size_t nt_token_dotted_end(const char *text, size_t limit, size_t start) {
    size_t letters = 1;
    size_t at = start + 2;
    size_t end = 0;
    bool is_spaced = false;
    while (letters < LETTERS_MAX) {
        size_t space_bytes = space_at(text, limit, at);
        size_t letter = at + space_bytes;
        if ((letters > 1 && (space_bytes > 0) != is_spaced) || !is_capital(text, limit, letter)) {
            break;
        }
        if (letter + 1 < limit && text[letter + 1] == '.') {
            if (space_bytes > 0 && is_word_at(text, limit, letter + 2)) {
                break; /* "Plan A. U.S. troops": the second abbreviation stands alone */
            }
            letters++;
            is_spaced = space_bytes > 0;
            at = letter + 2;
            end = is_word_at(text, limit, at) ? 0 : at; /* not in "A.C.Milan" */
            continue;
        }
        if (space_bytes == 0 && !is_word_at(text, limit, letter + 1)) {
            end = letter + 1;
        }
        break;
    }
    return end;
}

uint64_t nt_hash_folded(const char *p, size_t byte_count) {
    const uint64_t case_bits = 0x2020202020202020ull;
    uint64_t sequence = 0;
    size_t left = byte_count;
    while (left > 16) {
        sequence = nt_hash_multiply((nt_load64(p) | case_bits) ^ NT_HASH_1 ^ sequence,
                                    (nt_load64(p + 8) | case_bits) ^ NT_HASH_3);
        p += 16;
        left -= 16;
    }
    char last[16] = {0};
    memcpy(last, p, left);
    return nt_hash_last(last, left, sequence, byte_count);
}

uint64_t nt_token_hash(const char *text, size_t start, size_t end, bool is_dotted) {
    if (!is_dotted && end - start <= NT_TOKEN_MAX && nt_fold_is_ascii(text + start, end - start)) {
        return nt_hash_folded(text + start, end - start);
    }
    struct folded folded;
    if (!nt_fold_token(text, start, end, is_dotted, true, &folded)) {
        return 0;
    }
    return nt_hash_folded(folded.data, folded.byte_count);
}

bool nt_token_next(const char *text, size_t limit, size_t from, struct token *token) {
    size_t at = from;
    while (at < limit) {
        struct codepoint next = nt_utf8_decode(text + at, limit - at);
        if (nt_utf8_is_word(next.value)) {
            break;
        }
        at += next.byte_count;
    }
    if (at >= limit) {
        return false;
    }
    token->start = at;
    while (at < limit) {
        struct codepoint next = nt_utf8_decode(text + at, limit - at);
        if (!nt_utf8_is_word(next.value)) {
            break;
        }
        at += next.byte_count;
    }
    token->end = at;
    token->is_dotted = false;
    if (at - token->start == 1 && at < limit && text[at] == '.' &&
        is_capital(text, limit, token->start)) {
        size_t end = nt_token_dotted_end(text, limit, token->start);
        if (end > 0) {
            token->end = end;
            token->is_dotted = true;
        }
    }
    token->hash = nt_token_hash(text, token->start, token->end, token->is_dotted);
    return true;
}
