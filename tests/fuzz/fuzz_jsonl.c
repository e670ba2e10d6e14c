/* fuzz_jsonl.c - the field scanner against jansson: same verdict, same fields */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/json_fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes);

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "fuzz_jsonl: %s: %s\n", what, detail);
    abort();
}

/* What the scanner takes on purpose and jansson does not. */
static bool is_known_difference(const json_error_t *error) {
    switch (json_error_code(error)) {
    case json_error_invalid_utf8:
    case json_error_null_byte_in_key:
    case json_error_null_character:
    case json_error_numeric_overflow:
        return true;
    case json_error_invalid_syntax: /* lone surrogates have no code of their own */
        return strstr(error->text, "invalid Unicode '\\u") != NULL;
    default:
        return false;
    }
}

static const json_t *member(const json_t *value, const char *path) {
    char name[16];
    while (value != NULL && path != NULL) {
        size_t name_bytes = strcspn(path, ".");
        memcpy(name, path, name_bytes);
        name[name_bytes] = '\0';
        value = json_is_object(value) ? json_object_get(value, name) : NULL;
        path = path[name_bytes] == '.' ? path + name_bytes + 1 : NULL;
    }
    return value;
}

static void compare(const struct json_slice *slice, const json_t *value, const char *path) {
    enum slice_kind expected = value == NULL           ? SLICE_ABSENT
                               : json_is_string(value) ? SLICE_STRING
                               : json_is_number(value) ? SLICE_NUMBER
                                                       : SLICE_OTHER;
    if (slice->kind != expected) {
        fail("another kind of value", path);
    }
    if (expected != SLICE_STRING) {
        return;
    }
    struct strbuf text = {0};
    if (!nt_json_unescape(*slice, &text)) {
        nt_strbuf_free(&text);
        return;
    }
    if (text.bytes != json_string_length(value) ||
        (text.bytes > 0 && memcmp(text.data, json_string_value(value), text.bytes) != 0)) {
        fail("another text", path);
    }
    if (!slice->has_escapes &&
        (slice->bytes != text.bytes ||
         (text.bytes > 0 && memcmp(slice->data, text.data, text.bytes) != 0))) {
        fail("the slice is not the text", path);
    }
    nt_strbuf_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t data_bytes) {
    static const char *const paths[] = {"t", "id", "a.b", "a.b.c"};
    enum { PATH_COUNT = sizeof paths / sizeof paths[0] };
    struct json_slice slices[PATH_COUNT];
    size_t error_byte = 0;
    const char *line = (const char *)data;
    bool is_json = nt_json_fields(line, data_bytes, paths, PATH_COUNT, slices, &error_byte);
    json_error_t error;
    json_t *value = json_loadb(line, data_bytes,
                               JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &error);
    if (is_json && value == NULL && !is_known_difference(&error)) {
        fail("taken, but jansson refuses", error.text);
    }
    bool has_nul = data_bytes > 0 && memchr(line, '\0', data_bytes) != NULL;
    if (!is_json && value != NULL && !has_nul) { /* jansson takes a NUL byte for the end */
        fail("refused, but jansson takes it", "");
    }
    if (!is_json && error_byte > data_bytes) {
        fail("error beyond the end", "");
    }
    for (size_t i = 0; is_json && i < PATH_COUNT; i++) {
        if (value != NULL) {
            compare(&slices[i], member(value, paths[i]), paths[i]);
        } else if (slices[i].kind == SLICE_STRING) { /* still must not read or write wildly */
            struct strbuf text = {0};
            nt_json_unescape(slices[i], &text);
            nt_strbuf_free(&text);
        }
    }
    json_decref(value);
    return 0;
}
