/* zone.c - which part of an article a line is */
#include "text/zone.h"

#include <string.h>

#define TITLE_MAX 250 /* bytes */
#define SHORT_MAX 160 /* a byline or a line of boilerplate */
#define DATELINE_MAX 100
#define CREDIT_MAX 80

/* How lines begin that sites put around an article; compared without regard to case. */
static const char *const boilerplate[] = {"related stories",
                                          "related articles",
                                          "related news",
                                          "related:",
                                          "most viewed",
                                          "most read",
                                          "most popular",
                                          "read more",
                                          "read also",
                                          "also read",
                                          "see also",
                                          "recommended",
                                          "please direct questions",
                                          "sign up",
                                          "subscribe",
                                          "follow us",
                                          "share this",
                                          "copyright",
                                          "all rights reserved",
                                          "advertisement",
                                          "click here",
                                          "posted on",
                                          "modified on",
                                          "published on",
                                          "published:",
                                          "updated:",
                                          "last updated",
                                          "last modified",
                                          "button that",
                                          "\xC2\xA9"};

/* Those after which nothing of the article follows. */
#define CLOSING_COUNT 7

static const char *const captions[] = {"photo:",   "file photo", "file -",    "file \xE2\x80\x94",
                                       "caption:", "image:",     "photo by ", "picture:"};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool begins_with(const char *line, size_t line_bytes, const char *start) {
    size_t i = 0;
    while (start[i] != '\0' && i < line_bytes && lower(line[i]) == start[i]) {
        i++;
    }
    return start[i] == '\0';
}

/* Index of the first listed beginning of the line, or 'count'. */
static size_t find_beginning(const char *const *list, size_t count, const char *line,
                             size_t line_bytes) {
    size_t i = 0;
    while (i < count && !begins_with(line, line_bytes, list[i])) {
        i++;
    }
    return i;
}

/* A dash that ends a dateline, with the space before it: bytes, or 0. */
static size_t dash_at(const char *line, size_t line_bytes, size_t at) {
    static const char *const dashes[] = {" \xE2\x80\x94", " \xE2\x80\x93", " --", " - "};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        size_t bytes = strlen(dashes[i]);
        if (line_bytes - at >= bytes && memcmp(line + at, dashes[i], bytes) == 0) {
            return bytes;
        }
    }
    return 0;
}

/* Bytes of the dateline at the start of the line, dash excluded, or 0. "SEOUL, South Korea (AP)
 * --": a place in capitals, or any capitalised start with an agency in brackets, then a dash. */
static size_t dateline_bytes(const char *line, size_t line_bytes) {
    size_t capitals = 0;
    while (capitals < line_bytes && is_capital(line[capitals])) {
        capitals++;
    }
    if (capitals == 0) {
        return 0;
    }
    size_t limit = line_bytes < DATELINE_MAX ? line_bytes : DATELINE_MAX;
    bool has_agency = false;
    if (capitals < 3 && memchr(line, ')', limit) == NULL) {
        return 0; /* no place in capitals, no agency in brackets: most lines */
    }
    for (size_t at = capitals; at < limit; at++) {
        if (line[at] == ' ' && dash_at(line, line_bytes, at) > 0) {
            bool is_place = capitals >= 3 || (capitals >= 1 && has_agency);
            return is_place ? at : 0;
        }
        if (line[at] == ':' || line[at] == '!' || line[at] == '?' || line[at] == '"') {
            return 0;
        }
        has_agency |= line[at] == ')';
    }
    return 0;
}

/* "By Lee Bon-young, Washington correspondent" */
static bool is_byline(const char *line, size_t line_bytes) {
    return line_bytes <= SHORT_MAX && line_bytes > 4 && lower(line[0]) == 'b' &&
           lower(line[1]) == 'y' && line[2] == ' ' && is_capital(line[0]) && is_capital(line[3]) &&
           line[line_bytes - 1] != '.' && line[line_bytes - 1] != '?';
}

/* Ends with a picture credit: "(EPA/Yonhap)", "(AP Photo/Ahn Young-joon)", "(KCNA via Reuters)". */
static bool is_caption(const char *line, size_t line_bytes) {
    if (line[line_bytes - 1] != ')') {
        return find_beginning(captions, sizeof captions / sizeof captions[0], line, line_bytes) <
               sizeof captions / sizeof captions[0];
    }
    size_t open = line_bytes - 1;
    while (open > 0 && line_bytes - open < CREDIT_MAX && line[open] != '(') {
        open--;
    }
    if (line[open] != '(' || open < 2) {
        return false;
    }
    const char *credit = line + open;
    size_t bytes = line_bytes - open;
    for (size_t i = 0; i + 5 < bytes; i++) {
        if (credit[i] == '/' || memcmp(credit + i, "Photo", 5) == 0 ||
            memcmp(credit + i, "photo", 5) == 0 || memcmp(credit + i, " via ", 5) == 0) {
            return true;
        }
    }
    return memchr(credit, '/', bytes) != NULL;
}

/* A headline: short, without a full stop, and not all there is. */
static bool is_title(const char *text, size_t text_bytes, size_t start, size_t end) {
    if (end - start > TITLE_MAX || text[end - 1] == '.') {
        return false;
    }
    for (size_t at = end; at < text_bytes && at - end < 64; at++) {
        if ((uint8_t)text[at] > ' ') {
            return true;
        }
    }
    return false;
}

/* Judge text[start..end), a whole line or paragraph without the white space around it. */
static uint32_t judge(struct zone_cursor *cursor, const char *text, size_t text_bytes, size_t start,
                      size_t end) {
    const char *line = text + start;
    size_t line_bytes = end - start;
    bool is_first = !cursor->has_title;
    cursor->has_title = true;
    if (line_bytes <= SHORT_MAX) {
        size_t count = sizeof boilerplate / sizeof boilerplate[0];
        size_t found = find_beginning(boilerplate, count, line, line_bytes);
        cursor->is_closing |= found < CLOSING_COUNT;
        if (found < count || cursor->is_closing) {
            return NERTAG_ZONE_BOILERPLATE;
        }
        if (is_byline(line, line_bytes)) {
            return NERTAG_ZONE_BYLINE;
        }
    }
    if (is_first && dateline_bytes(line, line_bytes) == 0 &&
        is_title(text, text_bytes, start, end)) {
        return NERTAG_ZONE_TITLE;
    }
    return is_caption(line, line_bytes) ? NERTAG_ZONE_CAPTION : NERTAG_ZONE_BODY;
}

/* End of the line or, in wrapped text, of the paragraph that 'at' is in: byte of the segment. */
static size_t unit_end(const struct zone_cursor *cursor, const struct words *words, size_t at) {
    for (;;) {
        size_t block = at / NT_BLOCK;
        uint64_t left = block < words->block_count ? words->breaks[block] & ~nt_below(at) : 0;
        while (left == 0 && ++block < words->block_count) {
            left = words->breaks[block];
        }
        if (left == 0) {
            return words->core_bytes;
        }
        size_t end = block * NT_BLOCK + (size_t)__builtin_ctzll(left);
        size_t next = end + 1;
        if (end >= words->core_bytes) {
            return words->core_bytes;
        }
        while (next < words->core_bytes &&
               (words->text[next] == '\r' || words->text[next] == ' ')) {
            next++;
        }
        if (!cursor->is_wrapped || next >= words->core_bytes || words->text[next] == '\n') {
            return end;
        }
        at = next;
    }
}

size_t nt_zone_spans(struct zone_cursor *cursor, const char *text, size_t text_bytes,
                     size_t segment_start, const struct words *words, struct zone_span *spans) {
    size_t count = 0;
    size_t at = 0;
    while (at < words->core_bytes) {
        size_t end = unit_end(cursor, words, at);
        size_t first = at;
        size_t last = end;
        while (first < end && (uint8_t)words->text[first] <= ' ') {
            first++;
        }
        while (last > first && (uint8_t)words->text[last - 1] <= ' ') {
            last--;
        }
        if (first < last && !cursor->is_inside) {
            size_t start = segment_start + first;
            uint32_t zone = judge(cursor, text, text_bytes, start, segment_start + last);
            size_t dateline =
                zone == NERTAG_ZONE_BODY ? dateline_bytes(text + start, last - first) : 0;
            if (dateline > 0) {
                zone = NERTAG_ZONE_DATELINE;
                last = first + dateline;
            }
            if (zone != NERTAG_ZONE_BODY) {
                spans[count++] =
                    (struct zone_span){(uint32_t)start, (uint32_t)(segment_start + last), zone};
            }
        }
        cursor->is_inside = false;
        at = end + 1;
    }
    bool ends_line = words->core_bytes > 0 && words->text[words->core_bytes - 1] == '\n';
    cursor->is_inside = !ends_line && segment_start + words->core_bytes < text_bytes;
    return count;
}
