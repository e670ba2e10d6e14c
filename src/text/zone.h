/* zone.h - which part of an article a line is: title, dateline, byline, caption, body, boilerplate
 *
 * Judged line by line, by form alone, in the order of the document; nothing is decided by what
 * comes later except that a title needs text after it. */
#ifndef NT_ZONE_H
#define NT_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nertag.h"
#include "text/words.h"

/* A stretch of the document that is not body. */
struct zone_span {
    uint32_t start; /* bytes of the document */
    uint32_t end;
    uint32_t zone; /* enum nertag_zone */
};

/* State that goes from one segment to the next. Zero-initialise for a new document. */
struct zone_cursor {
    bool is_wrapped; /* lines of a paragraph belong together */
    bool is_inside;  /* the segment begins inside a line that has been judged */
    bool has_title;  /* the first line is behind */
    bool is_closing; /* a heading such as "Related stories" was met */
};

/* Write the spans that are not body of this segment to 'spans', which has room for
 * words->text_bytes / 2 + 2, in text order, disjoint. Returns how many. */
size_t nt_zone_spans(struct zone_cursor *cursor, const char *text, size_t text_bytes,
                     size_t segment_start, const struct words *words, struct zone_span *spans);

#endif
