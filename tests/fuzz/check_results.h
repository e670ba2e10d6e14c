/* check_results.h - what must hold of every result, whatever the text and the model */
#ifndef TEST_CHECK_RESULTS_H
#define TEST_CHECK_RESULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "nertag.h"

/* Bounds, order and the links between mentions and entities; aborts with a message where they are
 * broken. With 'is_sound' (a model that was not tampered with) offsets are compared with those of
 * an independent count, too. */
void check_results(const nertag_tagger *tagger, const char *text, size_t text_bytes, bool is_sound);

/* Are the results of two taggers the same? Aborts where not. */
void check_same(const nertag_tagger *a, const nertag_tagger *b);

#endif
