/* doc.h - the working document: what the stages read and add
 *
 * A document goes through the tagger in segments of some 32 KiB, cut where a paragraph, a sentence
 * or at least a word ends, so that the arrays of tokens and candidates stay small whatever the size
 * of the text. Segment stages fill the arrays of one segment and append mentions to those of the
 * document; document stages then work on all mentions. Arrays grow and are kept from document to
 * document: in the steady state nothing is allocated. */
#ifndef NT_DOC_H
#define NT_DOC_H

#include "nertag.h"
#include "text/sentence.h"
#include "text/words.h"
#include "text/zone.h"

#define NT_SEGMENT_BYTES 32768 /* where a segment is cut, at the latest */
#define NT_SEGMENT_MARGIN 4096 /* how far a name may run on behind the cut */

/* A span that may be a mention, found in the gazetteers. */
struct candidate {
    uint32_t start; /* bytes of the document */
    uint32_t end;
    uint32_t alias; /* unit of the surface form in the model */
    uint32_t other; /* of a form of the same spelling that needs context; or 0 */
};

/* A chosen candidate: what the caller sees, and what the document stages need. */
struct mention {
    nertag_mention seen;
    uint32_t kb_entity; /* entity of the model */
    uint32_t doubtful;  /* unit of a surface form that holds only if its entity is named otherwise;
                         * 0:  none */
    bool needs_context; /* there is no other reading */
};

/* An entity of the document while it is put together. */
struct doc_entity {
    nertag_entity seen;
    uint32_t kb_entity;
    uint64_t weight; /* salience before it is divided by the sum */
};

struct doc {
    const char *text; /* [B] the caller's bytes, borrowed for one nertag_tag call */
    uint32_t text_bytes;

    /* the segment at hand */
    uint32_t segment_start; /* bytes of the document */
    uint32_t segment_end;
    uint32_t scan_end;         /* end of the margin behind it */
    bool is_inside_word;       /* the segment begins inside a word (text without white space) */
    struct words words;        /* [B/64] masks: the tokens of the segment */
    uint32_t *sentence_starts; /* [S] rising; sentences that begin in the segment */
    size_t sentence_start_count;
    size_t sentence_start_capacity;
    struct zone_span *zone_spans; /* [Z] in text order, disjoint */
    size_t zone_span_count;
    size_t zone_span_capacity;
    struct candidate *candidates; /* [C] by start, disjoint: leftmost-longest */
    size_t candidate_count;
    size_t candidate_capacity;

    /* carried from segment to segment */
    struct sentence_cursor sentence_cursor;
    struct zone_cursor zone_cursor;
    uint32_t covered_end;       /* of the last match: no other begins before */
    uint32_t dotted_end;        /* of the last dotted abbreviation */
    uint32_t codepoints_before; /* the segment */
    uint32_t wide_before;
    uint32_t sentences_before;
    uint32_t sentence_start_before; /* the last sentence start before the segment's own */

    /* the document */
    struct mention *mentions; /* [M] by start, disjoint */
    size_t mention_count;
    size_t mention_capacity;
    struct doc_entity *entities; /* [E] by first mention */
    size_t entity_count;
    size_t entity_capacity;
    uint32_t *entity_mentions; /* [M] mention indexes, grouped by entity */
    size_t entity_mention_capacity;
    nertag_document seen;
};

void nt_doc_free(struct doc *doc);
/* Begin a new document; arrays are kept. */
void nt_doc_begin(struct doc *doc, const char *text, uint32_t text_bytes);
/* Cut the next segment behind the one at hand; false at the end of the text. */
bool nt_doc_next_segment(struct doc *doc);

#endif
