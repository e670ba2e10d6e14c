/* gazetteer_read.c - a gazetteer file (TSV) as checked rows */
#include "build/gazetteer_read.h"

#include <string.h>

#include "base/error.h"
#include "model/format.h"
#include "text/utf8.h"

const char *const nt_labels[NT_LABEL_COUNT] = {"PERSON", "COUNTRY", "LOCATION", "ORG",
                                               "NORP",   "TOPIC",   "NONE"};

#define FOLD_ROUNDS_MAX 8

enum column {
    COLUMN_ID,
    COLUMN_LABEL,
    COLUMN_NAME,
    COLUMN_ALIASES,
    COLUMN_COUNTRY,
    COLUMN_PRIOR,
    COLUMN_KIND,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_COUNT
};
static const char *const column_names[COLUMN_COUNT] = {
    "id", "label", "name", "aliases", "country", "prior", "kind", "from", "to"};

struct reader {
    const char *path;
    uint32_t line;
    enum case_policy default_case;
    uint32_t column_count; /* 0 before the header */
    uint8_t columns[COLUMN_COUNT];
};

static bool equals(struct slice slice, const char *string) {
    return slice.bytes == strlen(string) && memcmp(slice.data, string, slice.bytes) == 0;
}

static struct slice trim(struct slice slice) {
    while (slice.bytes > 0 && slice.data[0] == ' ') {
        slice.data++;
        slice.bytes--;
    }
    while (slice.bytes > 0 && slice.data[slice.bytes - 1] == ' ') {
        slice.bytes--;
    }
    return slice;
}

/* Cut the next piece of '*rest' at 'separator'; false when nothing is left. */
static bool cut(struct slice *rest, char separator, struct slice *piece) {
    if (rest->data == NULL) {
        return false;
    }
    const char *end = memchr(rest->data, separator, rest->bytes);
    if (end == NULL) {
        *piece = *rest;
        *rest = (struct slice){NULL, 0};
        return true;
    }
    *piece = (struct slice){rest->data, (size_t)(end - rest->data)};
    *rest = (struct slice){end + 1, rest->bytes - piece->bytes - 1};
    return true;
}

static int shown(struct slice slice) {
    return slice.bytes > 60 ? 60 : (int)slice.bytes;
}

static bool parse_number(struct slice slice, uint32_t *number) {
    uint64_t value = 0;
    for (size_t i = 0; i < slice.bytes; i++) {
        if (slice.data[i] < '0' || slice.data[i] > '9' || value > UINT32_MAX / 10) {
            return false;
        }
        value = value * 10 + (uint64_t)(slice.data[i] - '0');
    }
    *number = (uint32_t)value;
    return slice.bytes > 0 && value <= UINT32_MAX;
}

static bool parse_case(struct slice value, enum case_policy *policy) {
    if (equals(value, "name")) {
        *policy = NT_CASE_NAME;
    } else if (equals(value, "exact")) {
        *policy = NT_CASE_EXACT;
    } else if (equals(value, "fold")) {
        *policy = NT_CASE_FOLD;
    } else {
        return false;
    }
    return true;
}

/* A line "#! case=exact": defaults for the file. */
static nertag_status read_directive(struct reader *reader, struct slice line, nertag_error *err) {
    struct slice text = trim((struct slice){line.data + 2, line.bytes - 2});
    if (text.bytes > 5 && memcmp(text.data, "case=", 5) == 0 &&
        parse_case((struct slice){text.data + 5, text.bytes - 5}, &reader->default_case)) {
        return NERTAG_OK;
    }
    return nt_error(err, NERTAG_BAD_SOURCE,
                    "%s:%u: unknown directive '%.*s': use '#! case=name', '#! case=exact' or "
                    "'#! case=fold'",
                    reader->path, (unsigned)reader->line, shown(text), text.data);
}

static nertag_status read_header(struct reader *reader, struct slice line, nertag_error *err) {
    struct slice field;
    uint32_t seen = 0;
    while (cut(&line, '\t', &field)) {
        uint32_t column = 0;
        while (column < COLUMN_COUNT && !equals(field, column_names[column])) {
            column++;
        }
        if (column == COLUMN_COUNT) {
            return nt_error(err, NERTAG_BAD_SOURCE,
                            "%s:%u: unknown column '%.*s': the first line names the columns, "
                            "separated by tabs, out of: id label name aliases country prior kind "
                            "from to",
                            reader->path, (unsigned)reader->line, shown(field), field.data);
        }
        if (seen >> column & 1) {
            return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: column '%s' is named twice",
                            reader->path, (unsigned)reader->line, column_names[column]);
        }
        seen |= 1u << column;
        reader->columns[reader->column_count++] = (uint8_t)column;
    }
    if ((seen & 7) != 7) {
        return nt_error(err, NERTAG_BAD_SOURCE,
                        "%s:%u: the columns id, label and name must be there", reader->path,
                        (unsigned)reader->line);
    }
    return NERTAG_OK;
}

static nertag_status read_label(struct reader *reader, struct slice field, uint32_t *label,
                                nertag_error *err) {
    if (equals(field, "-")) {
        *label = NT_LABEL_DELETE;
        return NERTAG_OK;
    }
    for (uint32_t i = 0; i < NT_LABEL_COUNT; i++) {
        if (equals(field, nt_labels[i])) {
            *label = i;
            return NERTAG_OK;
        }
    }
    return nt_error(err, NERTAG_BAD_SOURCE,
                    "%s:%u: label '%.*s' is not one of PERSON, COUNTRY, LOCATION, ORG, NORP, "
                    "TOPIC, NONE (matched, not reported), or '-' to delete",
                    reader->path, (unsigned)reader->line, shown(field), field.data);
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static nertag_status check_values(const struct reader *reader, const struct slice *fields,
                                  struct gazetteer_row *row, nertag_error *err) {
    unsigned line = reader->line;
    uint32_t year;
    if (row->name.bytes == 0 && !(row->label == NT_LABEL_DELETE && row->id.bytes > 0)) {
        return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: the name is empty", reader->path, line);
    }
    if (row->country.bytes > 0 && (row->country.bytes != 2 || !is_upper(row->country.data[0]) ||
                                   !is_upper(row->country.data[1]))) {
        return nt_error(err, NERTAG_BAD_SOURCE,
                        "%s:%u: country '%.*s' is not a two-letter ISO 3166-1 code", reader->path,
                        line, shown(row->country), row->country.data);
    }
    row->has_prior = fields[COLUMN_PRIOR].bytes > 0;
    if (row->has_prior && !parse_number(fields[COLUMN_PRIOR], &row->prior)) {
        return nt_error(err, NERTAG_BAD_SOURCE,
                        "%s:%u: prior '%.*s' is not a whole number up to 4294967295", reader->path,
                        line, shown(fields[COLUMN_PRIOR]), fields[COLUMN_PRIOR].data);
    }
    for (int i = COLUMN_FROM; i <= COLUMN_TO; i++) {
        if (fields[i].bytes > 0 && !parse_number(fields[i], &year)) {
            return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: '%.*s' in column %s is not a year",
                            reader->path, line, shown(fields[i]), fields[i].data, column_names[i]);
        }
    }
    if (row->id.bytes > 0 && row->id.data[0] == '#') { /* in a first column it would be a comment */
        return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: the id begins with '#'", reader->path,
                        line);
    }
    for (size_t i = 0; i < row->id.bytes; i++) {
        if ((uint8_t)row->id.data[i] <= ' ') {
            return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: the id has a space in it", reader->path,
                            line);
        }
    }
    return NERTAG_OK;
}

static nertag_status read_row(struct reader *reader, struct slice line, struct gazetteer_row *row,
                              nertag_error *err) {
    struct slice fields[COLUMN_COUNT] = {{NULL, 0}};
    struct slice field;
    uint32_t count = 0;
    while (cut(&line, '\t', &field)) {
        if (count == reader->column_count) {
            return nt_error(err, NERTAG_BAD_SOURCE,
                            "%s:%u: more fields than the %u columns of the header", reader->path,
                            (unsigned)reader->line, (unsigned)reader->column_count);
        }
        fields[reader->columns[count++]] = trim(field);
    }
    *row = (struct gazetteer_row){
        .path = reader->path,
        .line = reader->line,
        .default_case = reader->default_case,
        .id = fields[COLUMN_ID],
        .name = fields[COLUMN_NAME],
        .country = fields[COLUMN_COUNTRY],
        .aliases = fields[COLUMN_ALIASES],
    };
    NT_TRY(read_label(reader, fields[COLUMN_LABEL], &row->label, err));
    return check_values(reader, fields, row, err);
}

static bool is_utf8(struct slice line) {
    for (size_t i = 0; i < line.bytes;) {
        struct codepoint next = nt_utf8_decode(line.data + i, line.bytes - i);
        if (next.value == NT_INVALID || next.value == 0) {
            return false;
        }
        i += next.byte_count;
    }
    return true;
}

static nertag_status read_line(struct reader *reader, struct slice line, gazetteer_visit *visit,
                               void *context, nertag_error *err) {
    if (line.bytes > 0 && line.data[line.bytes - 1] == '\r') {
        line.bytes--;
    }
    if (reader->line == 1 && line.bytes >= 3 && memcmp(line.data, "\xEF\xBB\xBF", 3) == 0) {
        line = (struct slice){line.data + 3, line.bytes - 3};
    }
    if (!is_utf8(line)) {
        return nt_error(err, NERTAG_BAD_SOURCE, "%s:%u: not valid UTF-8 text", reader->path,
                        (unsigned)reader->line);
    }
    if (trim(line).bytes == 0) {
        return NERTAG_OK;
    }
    if (line.data[0] == '#') {
        bool is_directive = line.bytes > 2 && line.data[1] == '!';
        return is_directive ? read_directive(reader, line, err) : NERTAG_OK;
    }
    if (reader->column_count == 0) {
        return read_header(reader, line, err);
    }
    struct gazetteer_row row;
    NT_TRY(read_row(reader, line, &row, err));
    return visit(context, &row, err);
}

nertag_status nt_gazetteer_read(const char *path, const char *data, size_t data_bytes,
                                gazetteer_visit *visit, gazetteer_complain *complain, void *context,
                                nertag_error *err) {
    struct reader reader = {.path = path};
    struct slice rest = {data, data_bytes};
    struct slice line;
    nertag_error local;
    nertag_error *problem = err == NULL ? &local : err;
    while (cut(&rest, '\n', &line)) {
        reader.line++;
        nertag_status status = read_line(&reader, line, visit, context, problem);
        if (status == NERTAG_BAD_SOURCE && complain != NULL && reader.column_count > 0) {
            complain(context, problem);
        } else if (status != NERTAG_OK) {
            return status;
        }
    }
    if (reader.column_count == 0) {
        return nt_error(err, NERTAG_BAD_SOURCE,
                        "%s:%u: no header line: the first line that is not a comment names the "
                        "columns (id, label, name, ...)",
                        path, (unsigned)reader.line);
    }
    return NERTAG_OK;
}

/* ---- aliases ---- */

static nertag_status bad_surface(const struct gazetteer_row *row, struct slice text,
                                 nertag_error *err) {
    return nt_error(err, NERTAG_BAD_SOURCE,
                    "%s:%u: '%.*s' cannot be a surface form: it must begin with a letter or digit "
                    "and have at most %d bytes, %d in a word",
                    row->path, (unsigned)row->line, shown(text), text.data, NT_SURFACE_MAX,
                    NT_TOKEN_MAX);
}

static bool has_stop(const char *surface, int byte_count) {
    return memchr(surface, '.', (size_t)byte_count) != NULL;
}

static nertag_status set_surface(const struct gazetteer_row *row, struct slice text,
                                 struct gazetteer_alias *alias, nertag_error *err) {
    int byte_count = nt_fold_surface(text.data, text.bytes, alias->surface);
    /* Two spaces become one, which may make a dotted abbreviation of "U.  S.": fold until it stays.
     */
    for (int round = 0; byte_count > 0 && has_stop(alias->surface, byte_count); round++) {
        char again[NT_SURFACE_MAX];
        int again_bytes = nt_fold_surface(alias->surface, (size_t)byte_count, again);
        if (again_bytes == byte_count && memcmp(again, alias->surface, (size_t)byte_count) == 0) {
            break;
        }
        byte_count = round < FOLD_ROUNDS_MAX ? again_bytes : -1;
        memcpy(alias->surface, again, byte_count > 0 ? (size_t)byte_count : 0);
    }
    if (byte_count <= 0) {
        return bad_surface(row, text, err);
    }
    alias->byte_count = (size_t)byte_count;
    struct token token;
    size_t end = 0;
    while (nt_token_next(text.data, text.bytes, end, &token)) {
        end = token.end;
    }
    if (text.bytes - end == 1 && text.data[end] == '.') { /* "Inc.", but not "U.S." */
        alias->flags |= NT_ALIAS_STOP;
    }
    return NERTAG_OK;
}

nertag_status nt_gazetteer_name(const struct gazetteer_row *row, struct gazetteer_alias *alias,
                                nertag_error *err) {
    alias->flags = (uint32_t)row->default_case;
    alias->is_never = false;
    return set_surface(row, row->name, alias, err);
}

static nertag_status read_policy(const struct gazetteer_row *row, struct slice word,
                                 struct gazetteer_alias *alias, nertag_error *err) {
    enum case_policy policy;
    uint32_t year;
    bool is_case = word.bytes > 5 && memcmp(word.data, "case=", 5) == 0;
    bool is_from = word.bytes > 5 && memcmp(word.data, "from=", 5) == 0;
    bool is_to = word.bytes > 3 && memcmp(word.data, "to=", 3) == 0;
    struct slice value = {word.data + (is_to ? 3 : 5), word.bytes - (is_to ? 3 : 5)};
    if (equals(word, "context")) {
        alias->flags |= NT_ALIAS_CONTEXT;
    } else if (equals(word, "nostart")) {
        alias->flags |= NT_ALIAS_NOSTART;
    } else if (equals(word, "never")) {
        alias->is_never = true;
    } else if (is_case && parse_case(value, &policy)) {
        alias->flags = (alias->flags & ~(uint32_t)NT_ALIAS_CASE_MASK) | (uint32_t)policy;
    } else if (!((is_from || is_to) && parse_number(value, &year))) {
        return nt_error(err, NERTAG_BAD_SOURCE,
                        "%s:%u: unknown policy '%.*s': use case=exact, case=name, case=fold, "
                        "context, nostart, never, from=YEAR or to=YEAR",
                        row->path, (unsigned)row->line, shown(word), word.data);
    }
    return NERTAG_OK;
}

/* Copy one alias without its escapes to 'text'; sets '*policies' to what stands in braces. */
static nertag_status unescape(const struct gazetteer_row *row, struct slice raw, size_t *at,
                              char text[NT_SURFACE_MAX], size_t *text_bytes, struct slice *policies,
                              nertag_error *err) {
    *text_bytes = 0;
    *policies = (struct slice){NULL, 0};
    size_t i = *at;
    while (i < raw.bytes && raw.data[i] != '|') {
        char c = raw.data[i++];
        if (c == '\\' && i < raw.bytes) {
            c = raw.data[i++];
        } else if (c == '{') {
            const char *end = memchr(raw.data + i, '}', raw.bytes - i);
            size_t close = end == NULL ? raw.bytes : (size_t)(end - raw.data);
            *policies = (struct slice){raw.data + i, close - i};
            i = close + 1;
            if (end == NULL || (i < raw.bytes && raw.data[i] != '|')) {
                return nt_error(err, NERTAG_BAD_SOURCE,
                                "%s:%u: '{' without '}' at the end of the alias (write \\{ for the "
                                "character)",
                                row->path, (unsigned)row->line);
            }
            break;
        }
        if (*text_bytes == NT_SURFACE_MAX) {
            return bad_surface(row, (struct slice){text, *text_bytes}, err);
        }
        text[(*text_bytes)++] = c;
    }
    *at = i + 1; /* past the bar */
    return NERTAG_OK;
}

nertag_status nt_gazetteer_alias_next(const struct gazetteer_row *row, size_t *at,
                                      struct gazetteer_alias *alias, bool *has_alias,
                                      nertag_error *err) {
    *has_alias = false;
    while (*at < row->aliases.bytes) {
        char text[NT_SURFACE_MAX];
        size_t text_bytes;
        struct slice policies;
        NT_TRY(unescape(row, row->aliases, at, text, &text_bytes, &policies, err));
        struct slice surface = trim((struct slice){text, text_bytes});
        if (surface.bytes == 0) {
            continue; /* "a||b" */
        }
        alias->flags = (uint32_t)row->default_case;
        alias->is_never = false;
        struct slice word;
        while (cut(&policies, ',', &word)) {
            word = trim(word);
            if (word.bytes > 0) {
                NT_TRY(read_policy(row, word, alias, err));
            }
        }
        *has_alias = true;
        return set_surface(row, surface, alias, err);
    }
    return NERTAG_OK;
}
