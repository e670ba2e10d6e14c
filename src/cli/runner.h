/* runner.h - read, tag and write, on one thread or many, output in the order of the input */
#ifndef NT_RUNNER_H
#define NT_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/reader.h"
#include "cli/writer.h"
#include "nertag.h"

#define NT_THREADS_MAX 1024

struct runner_options {
    struct reader *reader;
    const struct writer *writer;
    const nertag_model *model;
    nertag_options tagger_options;
    uint32_t thread_count;   /* 1 .. NT_THREADS_MAX; fewer are used for little input */
    int output;              /* descriptor */
    const char *output_path; /* for messages */
};

struct runner_result {
    uint64_t document_count;
    uint64_t failed_count;
    uint64_t mention_count;
    bool is_output_lost;  /* it could not be written; 'error' says why, unless the reader left */
    bool has_reader_left; /* nobody reads the pipe any more */
    nertag_error error;
};

/* Run to the end of the input, to a signal, or until the output fails. NERTAG_OK also when some
 * documents failed; otherwise no tagger could be made or the output is lost ('result->error'). */
nertag_status nt_runner_run(const struct runner_options *options, struct runner_result *result);

#endif
