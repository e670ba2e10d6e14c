/* strbuf.c - growable bytes */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"

void nt_strbuf_free(struct strbuf *buffer) {
    free(buffer->data);
    *buffer = (struct strbuf){0};
}

void nt_strbuf_reset(struct strbuf *buffer) {
    buffer->bytes = 0;
    buffer->failed = false;
}

char *nt_strbuf_room_slow(struct strbuf *buffer, size_t more) {
    if (buffer->failed || more > SIZE_MAX - buffer->bytes ||
        !nt_array_reserve(&buffer->data, &buffer->capacity, buffer->bytes + more, 1)) {
        buffer->failed = true;
        return NULL;
    }
    return buffer->data + buffer->bytes;
}

void nt_strbuf_append(struct strbuf *buffer, const void *data, size_t data_bytes) {
    char *place = data_bytes > 0 ? nt_strbuf_room(buffer, data_bytes) : NULL;
    if (place != NULL) {
        memcpy(place, data, data_bytes);
        buffer->bytes += data_bytes;
    }
}

void nt_strbuf_append_string(struct strbuf *buffer, const char *string) {
    nt_strbuf_append(buffer, string, strlen(string));
}

void nt_strbuf_append_char(struct strbuf *buffer, char c) {
    nt_strbuf_append(buffer, &c, 1);
}

void nt_strbuf_format(struct strbuf *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int needed = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *place = needed < 0 ? NULL : nt_strbuf_room(buffer, (size_t)needed + 1);
    if (place == NULL) {
        buffer->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(place, (size_t)needed + 1, format, arguments);
    va_end(arguments);
    buffer->bytes += (size_t)needed;
}
