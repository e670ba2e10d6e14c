/* gazetteer_read.h - a gazetteer file (TSV) as checked rows; gazetteers/README.md describes it */
#ifndef NT_GAZETTEER_READ_H
#define NT_GAZETTEER_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/format.h"
#include "nertag.h"
#include "text/fold.h"

/* Bytes of the file, not NUL-terminated. */
struct slice {
    const char *data;
    size_t bytes;
};

#define NT_LABEL_DELETE UINT32_MAX /* the row deletes */
enum { NT_LABEL_COUNT = NT_LABEL_NONE + 1 };
extern const char *const nt_labels[NT_LABEL_COUNT]; /* PERSON, COUNTRY, ...: index = label */

struct gazetteer_row {
    const char *path;
    uint32_t line;
    uint32_t label;
    uint32_t prior;
    bool has_prior;
    enum case_policy default_case;
    struct slice id;
    struct slice name;
    struct slice country;
    struct slice aliases; /* raw: see nt_gazetteer_alias_next */
};

/* A surface form of a row, in canonical spelling. */
struct gazetteer_alias {
    char surface[NT_SURFACE_MAX];
    size_t byte_count;
    uint32_t flags; /* NT_ALIAS_* with the case policy */
    bool is_never;  /* not to be matched */
};

/* Called for each row; anything but NERTAG_OK ends the reading. */
typedef nertag_status gazetteer_visit(void *context, const struct gazetteer_row *row,
                                      nertag_error *err);
/* Called for each error when reading goes on after errors. */
typedef void gazetteer_complain(void *context, const nertag_error *err);

/* Read data[0..data_bytes) as the file 'path' (for messages). Without 'complain' the first error
 * ends it; the message is "path:line: what is wrong and what to do". */
nertag_status nt_gazetteer_read(const char *path, const char *data, size_t data_bytes,
                                gazetteer_visit *visit, gazetteer_complain *complain, void *context,
                                nertag_error *err);

/* Step through the aliases of a row; '*at' is 0 at first. Returns NERTAG_OK with '*has_alias' false
 * at the end. */
nertag_status nt_gazetteer_alias_next(const struct gazetteer_row *row, size_t *at,
                                      struct gazetteer_alias *alias, bool *has_alias,
                                      nertag_error *err);

/* The row's name as a surface form. */
nertag_status nt_gazetteer_name(const struct gazetteer_row *row, struct gazetteer_alias *alias,
                                nertag_error *err);

#endif
