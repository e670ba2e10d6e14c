/* strbuf.h - growable bytes */
#ifndef NT_STRBUF_H
#define NT_STRBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A buffer that remembers a failed allocation ('failed'), so that a writer may append freely and
 * ask once at the end. After a failure every append does nothing. Zero-initialise to begin. */
struct strbuf {
    char *data;   /* owned; not NUL-terminated */
    size_t bytes; /* used */
    size_t capacity;
    bool failed;
};

void nt_strbuf_free(struct strbuf *buffer);
/* Forget the content, keep the memory; clears 'failed'. */
void nt_strbuf_reset(struct strbuf *buffer);
/* Make sure that 'more' bytes can be written at the returned place; NULL on failure. The caller
 * then adds what it wrote to 'bytes'. */
char *nt_strbuf_room_slow(struct strbuf *buffer, size_t more);
void nt_strbuf_append(struct strbuf *buffer, const void *data, size_t data_bytes);
void nt_strbuf_append_string(struct strbuf *buffer, const char *string);
void nt_strbuf_append_char(struct strbuf *buffer, char c);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void nt_strbuf_format(struct strbuf *buffer, const char *format, ...);

static inline char *nt_strbuf_room(struct strbuf *buffer, size_t more) {
    if (buffer->capacity - buffer->bytes >= more && !buffer->failed) {
        return buffer->data + buffer->bytes;
    }
    return nt_strbuf_room_slow(buffer, more);
}

#endif
