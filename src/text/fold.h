/* fold.h - when two spellings are the same name: folding of tokens and of what separates them
 *
 * Two tokens are compared in canonical decomposition (NFD) without invisible characters; a dotted
 * abbreviation is compared as its letters. Separators are compared after mapping every run of white
 * space (one line break at most) to a space, every dash to "-", every apostrophe and quote to its
 * ASCII form. */
#ifndef NT_FOLD_H
#define NT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/token.h"

/* How the letters of a surface form may vary in a text. Part of the compiled file. */
enum case_policy {
    NT_CASE_NAME = 0,  /* as written; or all capitals; or first letter of a word as a capital */
    NT_CASE_EXACT = 1, /* as written */
    NT_CASE_FOLD = 2   /* any case */
};

/* Folding may lengthen a token (decomposition): room for three times the longest token. */
#define NT_FOLDED_MAX (3 * NT_TOKEN_MAX)
struct folded {
    size_t byte_count;
    char data[NT_FOLDED_MAX];
};

bool nt_fold_is_ascii(const char *text, size_t byte_count);

/* Write the folded form of the token text[start..end), with or without case, to 'folded'. Returns
 * false when the token is too long or nothing of it is left. */
bool nt_fold_token(const char *text, size_t start, size_t end, bool is_dotted, bool ignore_case,
                   struct folded *folded);

/* May the token 'found' of a text stand for the token 'wanted' of a surface form? Both were cut by
 * nt_token_next. */
bool nt_fold_token_matches(const char *text, const struct token *found, const char *surface,
                           const struct token *wanted, enum case_policy policy);

#define NT_SEPARATOR_MAX 16     /* bytes of a folded separator */
#define NT_SEPARATOR_RAW_MAX 64 /* bytes of a separator as written */
/* Write the folded form of the separator text[start..end) to 'out'; returns its bytes, or -1 when
 * it is too long or has a paragraph break, so that no name can run across it. */
int nt_fold_separator(const char *text, size_t start, size_t end, char out[NT_SEPARATOR_MAX]);

#define NT_SURFACE_MAX 1024 /* bytes of a surface form */
/* Write the canonical spelling of a surface form to out[NT_SURFACE_MAX]: composed (NFC), separators
 * folded, dotted abbreviations without stops, a full stop at the end dropped (other punctuation at
 * the end is kept and must follow in the text). Returns the bytes written; 0 when no word is in it;
 * -1 when it does not begin with a word, is too long, is not valid UTF-8 or has a line break that
 * no name can run across. Applied to its own result it changes nothing. */
int nt_fold_surface(const char *text, size_t byte_count, char *out);

/* Does the canonical surface form match at text[start..), where a token starts? On success '*end'
 * is the end of the match: that of a token, plus the punctuation that ends the surface form.
 * O(surface_bytes). */
bool nt_fold_match(const char *text, size_t limit, size_t start, const char *surface,
                   size_t surface_bytes, enum case_policy policy, size_t *end);

#endif
