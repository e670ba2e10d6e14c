/* trace.h - what the tagger sees, as readable text */
#ifndef NT_TRACE_H
#define NT_TRACE_H

#include "base/strbuf.h"
#include "nertag.h"

/* The entities that 'name' can stand for in running text, best first: one JSON object a line with
 * the surface form, its policy, label, id, name, country, prior and source. 'found' gets the number
 * of lines. */
nertag_status nt_trace_name(const nertag_model *model, const char *name, size_t name_bytes,
                            struct strbuf *out, size_t *found);

#endif
