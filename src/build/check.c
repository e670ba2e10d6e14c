/* check.c - lint gazetteer files
 *
 * errors    what nt_compile would refuse
 * warnings  the same surface form twice in a row
 *           two rows of one id that disagree
 *           a surface form of several entities that nothing tells apart (same label and prior)
 *           dangerous forms: one or two letters without case=exact or context, or up to four in
 *           any case */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "build/compile.h"
#include "build/gazetteer_read.h"
#include "model/format.h"

/* What is known of a surface form: where it was last seen, and for whom. */
struct sighting {
    uint32_t file;
    uint32_t line;
    uint32_t label;
    uint32_t prior;
    uint32_t row; /* running number of the row */
};

struct checker {
    nt_check_report *report;
    void *context;
    const char *const *paths;
    uint32_t file;
    uint32_t row;
    struct strmap forms; /* surface -> index of 'sightings' */
    struct strmap ids;   /* id -> index of 'owners' */
    struct strbuf sightings;
    struct strbuf owners;
};

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static void
warn(struct checker *checker, const struct gazetteer_row *row, const char *format, ...) {
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct strbuf message = {0};
    nt_strbuf_format(&message, "%s:%u: warning: %s", row->path, (unsigned)row->line, text);
    nt_strbuf_append_char(&message, '\0');
    if (!message.failed) {
        checker->report(checker->context, message.data, 0);
    }
    nt_strbuf_free(&message);
}

static void complain(void *context, const nertag_error *err) {
    struct checker *checker = context;
    struct strbuf message = {0};
    const char *place = strstr(err->message, ": "); /* after file:line */
    size_t place_bytes = place == NULL ? 0 : (size_t)(place - err->message);
    nt_strbuf_append(&message, err->message, place_bytes);
    nt_strbuf_append_string(&message, ": error");
    nt_strbuf_append_string(&message, err->message + place_bytes);
    nt_strbuf_append_char(&message, '\0');
    if (!message.failed) {
        checker->report(checker->context, message.data, 1);
    }
    nt_strbuf_free(&message);
}

/* Look a key up, or enter it with a copy of 'record'. Returns the record that was there before, or
 * NULL; '*failed' when memory is short. */
static struct sighting *enter(struct strmap *map, struct strbuf *records, const void *key,
                              size_t key_bytes, const struct sighting *record, bool *failed) {
    bool is_new;
    uint32_t index = (uint32_t)(records->bytes / sizeof *record);
    uint32_t *value = nt_strmap_insert(map, key, key_bytes, index, &is_new);
    if (value == NULL) {
        *failed = true;
        return NULL;
    }
    if (!is_new) {
        return (struct sighting *)(void *)records->data + *value;
    }
    nt_strbuf_append(records, record, sizeof *record);
    *failed |= records->failed;
    return NULL;
}

static void check_danger(struct checker *checker, const struct gazetteer_row *row,
                         const struct gazetteer_alias *alias) {
    bool is_guarded = (alias->flags & NT_ALIAS_CONTEXT) != 0 ||
                      (alias->flags & NT_ALIAS_CASE_MASK) == NT_CASE_EXACT;
    if (alias->byte_count <= 2 && (uint8_t)alias->surface[0] < 0x80 && !is_guarded) {
        warn(checker, row,
             "'%s' is short enough to be something else: give it {case=exact} or {context}",
             alias->surface);
    }
    if ((alias->flags & NT_ALIAS_CASE_MASK) == NT_CASE_FOLD && alias->byte_count <= 4) {
        warn(checker, row,
             "'%s' in any case may be a common word: give it {case=exact} or leave the case "
             "policy away",
             alias->surface);
    }
}

static nertag_status check_alias(struct checker *checker, const struct gazetteer_row *row,
                                 struct gazetteer_alias *alias, bool is_name, nertag_error *err) {
    bool failed = false;
    struct sighting now = {checker->file, row->line, row->label, row->prior, checker->row};
    alias->surface[alias->byte_count < NT_SURFACE_MAX ? alias->byte_count : NT_SURFACE_MAX - 1] =
        '\0';
    if (alias->is_never) {
        return NERTAG_OK;
    }
    struct sighting *before = enter(&checker->forms, &checker->sightings, alias->surface,
                                    alias->byte_count, &now, &failed);
    if (failed) {
        return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to check the files");
    }
    bool is_repeated = before != NULL && before->row == checker->row;
    if (is_repeated && !is_name && alias->flags == (uint32_t)row->default_case) {
        warn(checker, row, "'%s' is there twice in this row (matching folds spellings)",
             alias->surface);
    } else if (before != NULL && !is_repeated && before->label == row->label &&
               before->prior == row->prior) {
        warn(checker, row,
             "'%s' also names the entity at %s:%u and nothing tells them apart: give one a "
             "greater prior",
             alias->surface, checker->paths[before->file], (unsigned)before->line);
    }
    if (before != NULL && !is_repeated) {
        *before = now;
    }
    check_danger(checker, row, alias);
    return NERTAG_OK;
}

static nertag_status check_id(struct checker *checker, const struct gazetteer_row *row,
                              nertag_error *err) {
    bool failed = false;
    struct sighting now = {checker->file, row->line, row->label, row->prior, checker->row};
    if (row->id.bytes == 0) {
        return NERTAG_OK;
    }
    struct sighting *before =
        enter(&checker->ids, &checker->owners, row->id.data, row->id.bytes, &now, &failed);
    if (failed) {
        return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to check the files");
    }
    if (before != NULL && before->label != row->label) {
        warn(checker, row, "the id %.*s has another label at %s:%u: the later row wins",
             (int)(row->id.bytes > 60 ? 60 : row->id.bytes), row->id.data,
             checker->paths[before->file], (unsigned)before->line);
    } else if (before != NULL && before->file == checker->file) {
        warn(checker, row, "the id %.*s stands in line %u too: the rows are joined",
             (int)(row->id.bytes > 60 ? 60 : row->id.bytes), row->id.data, (unsigned)before->line);
    }
    return NERTAG_OK;
}

static nertag_status check_row(void *context, const struct gazetteer_row *row, nertag_error *err) {
    struct checker *checker = context;
    struct gazetteer_alias alias;
    checker->row++;
    if (row->label == NT_LABEL_DELETE) {
        return NERTAG_OK;
    }
    NT_TRY(check_id(checker, row, err));
    /* The aliases first: one of the same spelling as the name sets the name's policy. */
    size_t at = 0;
    bool has_alias;
    bool has_name = false;
    struct gazetteer_alias name;
    NT_TRY(nt_gazetteer_name(row, &name, err));
    for (;;) {
        NT_TRY(nt_gazetteer_alias_next(row, &at, &alias, &has_alias, err));
        if (!has_alias) {
            break;
        }
        has_name |= alias.byte_count == name.byte_count &&
                    memcmp(alias.surface, name.surface, name.byte_count) == 0;
        NT_TRY(check_alias(checker, row, &alias, false, err));
    }
    return has_name ? NERTAG_OK : check_alias(checker, row, &name, true, err);
}

nertag_status nt_check(const char *const *paths, size_t path_count, nt_check_report *report,
                       void *context, nertag_error *err) {
    struct checker checker = {.report = report, .context = context, .paths = paths};
    nertag_status status = NERTAG_OK;
    for (size_t i = 0; i < path_count && status == NERTAG_OK; i++) {
        char *data;
        size_t data_bytes;
        nertag_error problem;
        checker.file = (uint32_t)i;
        status = nt_file_read(paths[i], &data, &data_bytes, err);
        if (status != NERTAG_OK) {
            break;
        }
        status =
            nt_gazetteer_read(paths[i], data, data_bytes, check_row, complain, &checker, &problem);
        free(data);
        if (status == NERTAG_BAD_SOURCE) {
            complain(&checker, &problem); /* the header: nothing more to read in this file */
            status = NERTAG_OK;
        } else if (status != NERTAG_OK && err != NULL) {
            *err = problem;
        }
    }
    nt_strmap_free(&checker.forms);
    nt_strmap_free(&checker.ids);
    nt_strbuf_free(&checker.sightings);
    nt_strbuf_free(&checker.owners);
    return status;
}
