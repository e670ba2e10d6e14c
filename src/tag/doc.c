/* doc.c - the working document */
#include "tag/doc.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

void nt_doc_free(struct doc *doc) {
    free(doc->sentence_starts);
    free(doc->zone_spans);
    free(doc->candidates);
    free(doc->mentions);
    free(doc->entities);
    free(doc->entity_mentions);
}

void nt_doc_begin(struct doc *doc, const char *text, uint32_t text_bytes) {
    doc->text = text;
    doc->text_bytes = text_bytes;
    doc->segment_start = 0;
    doc->segment_end = 0;
    doc->is_inside_word = false;
    doc->covered_end = 0;
    doc->dotted_end = 0;
    doc->sentence_cursor = (struct sentence_cursor){0};
    doc->zone_cursor = (struct zone_cursor){0};
    doc->codepoints_before = 0;
    doc->wide_before = 0;
    doc->sentences_before = 0;
    doc->sentence_start_before = 0;
    doc->mention_count = 0;
    doc->entity_count = 0;
    doc->seen = (nertag_document){0};
}

/* The last place in text[from..to) behind a paragraph break; else behind a line that ends a
 * sentence; else behind the end of a sentence in a line; else behind white space; else 0. Names are
 * found across the cut too: a good place only keeps lines and sentences whole. */
static uint32_t cut_place(const char *text, uint32_t from, uint32_t to) {
    uint32_t after_line = 0;
    uint32_t after_sentence = 0;
    uint32_t after_space = 0;
    for (uint32_t at = to - 1; at > from; at--) {
        char c = text[at];
        if (c != '\n' && c != ' ') {
            continue;
        }
        char before = text[at - 1];
        bool is_end = before == '.' || before == '!' || before == '?';
        if (c == '\n' && before == '\n') {
            return at + 1;
        }
        if (c == '\n' && is_end && after_line == 0) {
            after_line = at + 1;
        }
        if (is_end && after_sentence == 0) {
            after_sentence = at + 1;
        }
        if (after_space == 0) {
            after_space = at + 1;
        }
    }
    return after_line > 0 ? after_line : after_sentence > 0 ? after_sentence : after_space;
}

/* The last start of a code point or of an ill-formed part at or before 'at'. A run of continuation
 * bytes does not tell: only decoding what leads it says where it ends. */
static uint32_t whole_codepoints(const char *text, uint32_t text_bytes, uint32_t at) {
    for (uint32_t back = 1; back <= 3; back++) {
        if (((uint8_t)text[at - back] & 0xC0) != 0x80) {
            struct codepoint last = nt_utf8_decode(text + at - back, text_bytes - at + back);
            return last.byte_count > back ? at - back : at;
        }
    }
    return at;
}

bool nt_doc_next_segment(struct doc *doc) {
    uint32_t start = doc->segment_end;
    if (start >= doc->text_bytes) {
        return false;
    }
    doc->segment_start = start;
    doc->scan_end = doc->text_bytes;
    doc->segment_end = doc->text_bytes;
    if (doc->text_bytes - start <= NT_SEGMENT_BYTES) {
        return true;
    }
    uint32_t end = cut_place(doc->text, start + NT_SEGMENT_BYTES / 2, start + NT_SEGMENT_BYTES);
    if (end == 0) {
        end = whole_codepoints(doc->text, doc->text_bytes, start + NT_SEGMENT_BYTES);
    }
    doc->segment_end = end;
    if (doc->text_bytes - end > NT_SEGMENT_MARGIN) {
        doc->scan_end = end + NT_SEGMENT_MARGIN;
    }
    return true;
}
