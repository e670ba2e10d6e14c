/* json_fields.h - fetch a few fields of one JSON text without building the rest
 *
 * A strict RFC 8259 scanner: the whole text is checked, nothing is allocated, nothing recurses.
 * Bytes over 0x7f inside of strings are not looked at. Differences to jansson, on purpose: strings
 * may hold ill-formed UTF-8, lone surrogate escapes and U+0000 in keys, numbers may be of any
 * size, and the outermost value may be of any kind. */
#ifndef NT_JSON_FIELDS_H
#define NT_JSON_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

#define NT_JSON_DEPTH_MAX 2048 /* nested arrays and objects; as jansson has it */
#define NT_JSON_PATHS_MAX 8

/* Not JSON_*: those names are jansson's. */
enum slice_kind { SLICE_ABSENT, SLICE_STRING, SLICE_NUMBER, SLICE_OTHER };

/* A field's value as it stands in the line: of a string what is between the quotes. */
struct json_slice {
    const char *data; /* borrowed from the line; NULL unless a string or a number */
    size_t bytes;
    enum slice_kind kind;
    bool has_escapes;
};

/* Fill slices[i] for paths[i], as in "meta.title": object members by name, from outside in. Of a
 * name that occurs twice in one object the last counts. False when the line is not one JSON value:
 * '*error_byte' says where, and the slices mean nothing. O(line_bytes * path_count). */
bool nt_json_fields(const char *line, size_t line_bytes, const char *const *paths,
                    size_t path_count, struct json_slice *slices, size_t *error_byte);

/* Append the characters that a string slice stands for. Lone surrogates become U+FFFD. False when
 * memory is short (out->failed). */
bool nt_json_unescape(struct json_slice slice, struct strbuf *out);

#endif
