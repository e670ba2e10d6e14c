/* error.h - fill a nertag_error with one formatted line */
#ifndef NT_ERROR_H
#define NT_ERROR_H

#include "nertag.h"

/* Fill 'err' (may be NULL) and return 'status', so that a caller can "return nt_error(...)". The
 * message is cut to fit, never split over lines. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
nertag_status
nt_error(nertag_error *err, nertag_status status, const char *format, ...);

/* The same for a place in a model file. */
nertag_status nt_error_at(nertag_error *err, nertag_status status, uint64_t offset,
                          const char *message);

#define NT_TRY(expression)                                                                         \
    do {                                                                                           \
        nertag_status nt_try_status = (expression);                                                \
        if (nt_try_status != NERTAG_OK) {                                                          \
            return nt_try_status;                                                                  \
        }                                                                                          \
    } while (0)

#endif
