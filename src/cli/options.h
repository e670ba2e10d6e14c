/* options.h - the command line: one table of options, parsed and printed */
#ifndef NT_OPTIONS_H
#define NT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "cli/writer.h"
#include "nertag.h"

/* Exit codes. */
enum {
    EXIT_DONE = 0,
    EXIT_NOTHING_FOUND = 1,
    EXIT_USAGE = 2,
    EXIT_MODEL = 3,
    EXIT_SOME_FAILED = 4,
    EXIT_OUTPUT = 5
};

/* Which commands know an option. */
enum {
    COMMAND_TAG = 1,
    COMMAND_BUILD = 2,
    COMMAND_CHECK = 4,
    COMMAND_LOOKUP = 8,
    COMMAND_DUMP = 16,
    COMMAND_ALL = 31
};

enum input_form { INPUT_TEXT, INPUT_LINES, INPUT_JSONL };

/* What the command line says; strings are borrowed from it. */
struct options {
    const char **operands; /* owned array */
    size_t operand_count;
    const char **gazetteers; /* owned array */
    size_t gazetteer_count;
    const struct writer_format *format;
    enum input_form input_form;
    enum offset_unit offset_unit;
    const char *text_field;
    const char *id_field;
    const char *output_path; /* NULL: standard output */
    const char *model_path;  /* NULL: the default model */
    const char *labels;      /* NULL: all */
    const char *name;        /* of the model to build */
    size_t max_document_bytes;
    uint32_t thread_count; /* 0: all cores */
    uint32_t simd;
    float min_score;
    bool is_recursive;
    bool wants_exit_status;
    bool wants_schema;
    bool wants_entities;
    bool wants_help;
    bool wants_version;
};

/* Parse arguments[0 .. argument_count) for the command. On failure the message says what is wrong.
 * Options and operands may be mixed; "--" ends the options. */
nertag_status nt_options_parse(struct options *options, unsigned command, int argument_count,
                               char **arguments, nertag_error *err);
void nt_options_free(struct options *options);
/* A line or more for each option of the command. */
void nt_options_print(unsigned command, struct strbuf *out);

#endif
