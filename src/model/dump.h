/* dump.h - a compiled model as readable text */
#ifndef NT_DUMP_H
#define NT_DUMP_H

#include "base/strbuf.h"
#include "nertag.h"

/* Header, sections and counts, a line each. */
nertag_status nt_dump_summary(const nertag_model *model, struct strbuf *out);
/* Every entity as a gazetteer row (the format that nt_compile reads). O(model). */
nertag_status nt_dump_entities(const nertag_model *model, struct strbuf *out);

#endif
