/* naive.h - the matcher as one would write it without any care for speed: the judge of the engine
 *
 * Shares no code with the library: own decoding, own tokens, own folding (by utf8proc's allocating
 * functions). For each token of the text, from the left, every surface form is tried; the longest
 * match is kept and the search goes on behind it. */
#ifndef TEST_NAIVE_H
#define TEST_NAIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum naive_case { NAIVE_NAME, NAIVE_EXACT, NAIVE_FOLD };

struct naive_token {
    size_t start; /* bytes */
    size_t end;
    bool is_dotted;
    char *plain;  /* canonical decomposition; NULL: matches nothing */
    char *folded; /* the same without case */
};

struct naive_tokens {
    struct naive_token *items;
    size_t count;
};

/* A surface form as a gazetteer has it. */
struct naive_form {
    const char *text; /* borrowed */
    size_t bytes;
    enum naive_case policy;
    struct naive_tokens tokens;
};

struct naive_span {
    size_t start; /* bytes */
    size_t end;
};

/* Decode as Python's decode("utf-8", "replace") does: the code point, or UINT32_MAX for an
 * ill-formed part; '*bytes' is its length. at < limit. */
uint32_t naive_decode(const char *text, size_t limit, size_t at, size_t *bytes);

void naive_form_init(struct naive_form *form, const char *text, size_t bytes,
                     enum naive_case policy);
void naive_form_free(struct naive_form *form);
/* Can it be a surface form at all: does it begin with a token, and has it none that is too long? */
bool naive_form_is_valid(const struct naive_form *form);

/* All spans of the forms in the text, in order; the caller frees '*spans'. */
size_t naive_match(const char *text, size_t text_bytes, const struct naive_form *forms,
                   size_t form_count, struct naive_span **spans);

#endif
