/* sentence.h - where sentences begin
 *
 * A sentence ends at a line break (in text that is not hard-wrapped), at a blank line, or at . ! ?
 * that is followed by white space and the start of a new one; not after titles ("Gen."), initials
 * ("George W. Bush") or, unless a word that mostly opens a sentence follows, abbreviations ("U.S.",
 * "Inc.", "Dec."). Closing quotes and brackets belong to the sentence they end. */
#ifndef NT_SENTENCE_H
#define NT_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/words.h"

/* Is the text hard-wrapped: do lines go on with a small letter? Judged by its first 4 KiB. */
bool nt_sentence_is_wrapped(const char *text, size_t text_bytes);

/* The words that decide, in a form that is quick to look up. Set up once for a tagger. */
#define NT_SENTENCE_SLOTS 1024
struct sentence_words {
    uint64_t keys[NT_SENTENCE_SLOTS]; /* up to 8 letters; 0: free */
    uint8_t kinds[NT_SENTENCE_SLOTS];
};
void nt_sentence_words_init(struct sentence_words *list);

/* State that goes from one segment to the next. Zero-initialise for a new document. */
struct sentence_cursor {
    uint32_t start; /* of the sentence at hand, bytes of the document */
    bool is_wrapped;
};

/* Write the starts (bytes of the document) of the sentences that begin in this segment, but for the
 * document's first, to 'starts', which has room for words->text_bytes / 2 + 1. Returns how many.
 * 'text' is the whole document: what follows a full stop may lie behind the segment. */
size_t nt_sentence_starts(struct sentence_cursor *cursor, const struct sentence_words *list,
                          const char *text, size_t text_bytes, size_t segment_start,
                          const struct words *words, uint32_t *starts);

#endif
