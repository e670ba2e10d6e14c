/* sink.h - where a worker's output gathers until it is its turn to be written */
#ifndef NT_SINK_H
#define NT_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

#define NT_SINK_STEP ((size_t)256 << 10) /* a sink asks to be emptied each time it grew by this */
#define NT_SINK_KEEP ((size_t)4 << 20)   /* memory beyond this is given back after use */

struct sink;
/* Write out and forget what the sink holds, if its turn has come. */
typedef void nt_sink_spill(void *context, struct sink *sink);

struct sink {
    struct strbuf buffer;   /* finished output */
    struct strbuf scratch;  /* a writer's own */
    struct strbuf messages; /* lines for standard error */
    size_t spill_at;        /* ask when the buffer holds as much; begin with NT_SINK_STEP */
    bool has_spilled;       /* some of the record in hand is already out */
    nt_sink_spill *spill;
    void *context;
};

/* A writer calls this between two pieces of a long record, so that one huge document needs no huge
 * output buffer. */
static inline void nt_sink_offer(struct sink *sink) {
    if (sink->buffer.bytes >= sink->spill_at) {
        sink->spill(sink->context, sink);
        sink->spill_at = sink->buffer.bytes + NT_SINK_STEP;
    }
}

#endif
