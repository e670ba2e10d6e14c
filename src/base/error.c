/* error.c - fill a nertag_error with one formatted line */
#include "base/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

nertag_status nt_error(nertag_error *err, nertag_status status, const char *format, ...) {
    if (err == NULL) {
        return status;
    }
    err->status = status;
    err->offset = 0;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    for (char *c = err->message; *c != '\0'; c++) {
        bool is_c1 = c[0] == '\xC2' && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] < 0xA0;
        if ((unsigned char)*c < ' ' || *c == '\x7F' || is_c1) {
            c[0] = ' '; /* a file name may hold a line break or a terminal's control sequence */
            c[1] = is_c1 ? ' ' : c[1];
        }
    }
    return status;
}

nertag_status nt_error_at(nertag_error *err, nertag_status status, uint64_t offset,
                          const char *message) {
    nt_error(err, status, "%s (at byte %llu)", message, (unsigned long long)offset);
    if (err != NULL) {
        err->offset = offset;
    }
    return status;
}
