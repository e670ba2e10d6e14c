/* schema.h - the JSON Schema of a record */
#ifndef NT_SCHEMA_H
#define NT_SCHEMA_H

#include "base/strbuf.h"

/* Append the schema that `nertag --schema` prints. */
void nt_schema_append(struct strbuf *out);

#endif
