/* cmd_tag.c - tag documents */
#define _GNU_SOURCE 1

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/model_find.h"
#include "cli/runner.h"
#include "cli/schema.h"

static const char *const standard_input[] = {"-"};

/* Everything that a run holds. */
struct job {
    const struct options *options;
    const char *output_path;  /* NULL: standard output */
    const char *const *paths; /* operands, or standard input */
    size_t path_count;
    struct found_model found;
    nertag_options tagger_options;
    struct writer *writer;
    struct file_output output;
    struct input *input;
    struct reader reader;
};

static uint32_t core_count(void) {
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0) {
        return (uint32_t)CPU_COUNT(&cores);
    }
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < NT_THREADS_MAX ? (uint32_t)count : 1;
}

static uint32_t thread_count(const struct job *job) {
    const struct options *options = job->options;
    uint32_t count = options->thread_count > 0 ? options->thread_count : core_count();
    bool has_few = options->input_form == INPUT_TEXT && !options->is_recursive;
    return has_few && job->path_count < count ? (uint32_t)job->path_count : count;
}

/* Turn the names in --labels into bits. */
static nertag_status parse_labels(const char *list, const nertag_model *model, uint32_t *bits,
                                  nertag_error *err) {
    size_t count = nertag_label_count(model);
    while (list != NULL) {
        size_t name_bytes = strcspn(list, ",");
        size_t label = 0;
        for (; label < count && label < 32; label++) {
            const char *name = nertag_label_name(model, (uint32_t)label);
            if (strlen(name) == name_bytes && memcmp(name, list, name_bytes) == 0) {
                break;
            }
        }
        if (label == count || label == 32) {
            struct strbuf known = {0};
            for (size_t i = 0; i < count; i++) {
                nt_strbuf_format(&known, " %s", nertag_label_name(model, (uint32_t)i));
            }
            nt_error(err, NERTAG_BAD_OPTION, "--labels: unknown label '%.*s' (the model has%.*s)",
                     (int)(name_bytes < 80 ? name_bytes : 80), list, (int)known.bytes, known.data);
            nt_strbuf_free(&known);
            return NERTAG_BAD_OPTION;
        }
        *bits |= UINT32_C(1) << label;
        list = list[name_bytes] == ',' ? list + name_bytes + 1 : NULL;
    }
    return NERTAG_OK;
}

/* Refuse to write to a file that is read. */
static nertag_status check_output(const struct job *job, const struct file_identity *outputs,
                                  nertag_error *err) {
    for (size_t i = 0; i < job->path_count; i++) {
        const char *path = job->paths[i];
        struct file_identity input = strcmp(path, "-") == 0
                                         ? nt_file_identity_of_descriptor(STDIN_FILENO)
                                         : nt_file_identity_of(path);
        for (size_t k = 0; k < NT_INPUT_OUTPUTS_MAX; k++) {
            if (nt_file_identity_equal(&input, &outputs[k])) {
                return nt_error(err, NERTAG_BAD_OPTION, "%s: is both input and output",
                                nt_reader_name(path));
            }
        }
    }
    return NERTAG_OK;
}

static nertag_status open_input(struct job *job, struct file_identity *outputs, nertag_error *err) {
    struct input_options options = {job->paths, job->path_count, job->options->is_recursive, {{0}}};
    memcpy(options.outputs, outputs, sizeof options.outputs);
    job->input = nt_input_new(&options);
    if (job->input == NULL) {
        return nt_error(err, NERTAG_NO_MEMORY, "not enough memory to start");
    }
    struct reader_options reader_options = {
        .text_field = job->options->text_field,
        .id_field = job->options->id_field,
        .max_document_bytes = job->options->max_document_bytes,
        .files_per_batch = NT_BATCH_FILES,
    };
    if (!job->options->is_recursive) {
        size_t share = job->path_count / ((size_t)thread_count(job) * 4);
        reader_options.files_per_batch = share < 1                ? 1
                                         : share > NT_BATCH_FILES ? NT_BATCH_FILES
                                                                  : share;
    }
    if (job->options->input_form == INPUT_JSONL) {
        nt_reader_jsonl_init(&job->reader, &reader_options, job->input);
    } else if (job->options->input_form == INPUT_LINES) {
        nt_reader_lines_init(&job->reader, &reader_options, job->input);
    } else {
        nt_reader_text_init(&job->reader, &reader_options, job->input);
    }
    return NERTAG_OK;
}

/* Model, options for it, and writer: what can be wrong before any input is read. */
static int prepare(struct job *job, nertag_error *err) {
    const struct options *options = job->options;
    if (nt_model_find(options->model_path, options->gazetteers, options->gazetteer_count,
                      &job->found, err) != NERTAG_OK) {
        return EXIT_MODEL;
    }
    job->tagger_options = (nertag_options)NERTAG_OPTIONS_INIT;
    job->tagger_options.min_score = options->min_score;
    job->tagger_options.simd = options->simd;
    if (parse_labels(options->labels, job->found.model, &job->tagger_options.labels, err) !=
        NERTAG_OK) {
        return EXIT_USAGE;
    }
    bool names_documents =
        job->path_count > 1 || options->is_recursive || options->input_form != INPUT_TEXT;
    job->writer =
        nt_writer_new(options->format, options->offset_unit, names_documents, job->found.model);
    if (job->writer == NULL) {
        nt_error(err, NERTAG_NO_MEMORY, "not enough memory to start");
        return EXIT_MODEL;
    }
    return EXIT_DONE;
}

/* Where the output goes, and that it is no input. */
static int prepare_files(struct job *job, nertag_error *err) {
    const char *output_path = job->output_path;
    struct file_identity outputs[NT_INPUT_OUTPUTS_MAX] = {{0}};
    if (output_path != NULL) {
        outputs[0] = nt_file_identity_of(output_path);
    } else {
        outputs[1] = nt_file_identity_of_descriptor(STDOUT_FILENO);
    }
    if (check_output(job, outputs, err) != NERTAG_OK) {
        return EXIT_USAGE;
    }
    if (output_path != NULL) {
        if (nt_file_output_open(output_path, &job->output, err) != NERTAG_OK) {
            return EXIT_OUTPUT;
        }
        outputs[2] = nt_file_identity_of_descriptor(job->output.descriptor);
    }
    return open_input(job, outputs, err) == NERTAG_OK ? EXIT_DONE : EXIT_OUTPUT;
}

static int run(struct job *job, nertag_error *err) {
    const char *output_path = job->output_path;
    struct runner_options runner_options = {
        .reader = &job->reader,
        .writer = job->writer,
        .model = job->found.model,
        .tagger_options = job->tagger_options,
        .thread_count = thread_count(job),
        .output = output_path != NULL ? job->output.descriptor : STDOUT_FILENO,
        .output_path = output_path != NULL ? output_path : "standard output",
    };
    struct runner_result result;
    nertag_status status = nt_runner_run(&runner_options, &result);
    if (result.has_reader_left) {
        return EXIT_OUTPUT; /* quietly: whoever reads our output has seen enough */
    }
    if (status != NERTAG_OK) {
        *err = result.error;
        return status == NERTAG_BAD_OPTION  ? EXIT_USAGE
               : status == NERTAG_BAD_MODEL ? EXIT_MODEL
                                            : EXIT_OUTPUT;
    }
    if (nt_interrupt_signal() != 0) {
        return 128 + nt_interrupt_signal();
    }
    if (output_path != NULL && nt_file_output_commit(&job->output, err) != NERTAG_OK) {
        return EXIT_OUTPUT;
    }
    if (result.failed_count > 0) {
        return EXIT_SOME_FAILED;
    }
    return job->options->wants_exit_status && result.mention_count == 0 ? EXIT_NOTHING_FOUND
                                                                        : EXIT_DONE;
}

int nt_command_tag(const struct options *options, nertag_error *err) {
    if (options->wants_schema) {
        struct strbuf schema = {0};
        nt_schema_append(&schema);
        return nt_command_print(&schema, EXIT_DONE, err);
    }
    struct job job = {.options = options, .output = {.descriptor = -1}};
    job.paths = options->operand_count > 0 ? options->operands : standard_input;
    job.path_count = options->operand_count > 0 ? options->operand_count : 1;
    bool is_to_file = options->output_path != NULL && strcmp(options->output_path, "-") != 0;
    job.output_path = is_to_file ? options->output_path : NULL;
    if (options->operand_count == 0 && isatty(STDIN_FILENO)) {
        fputs("nertag: reading from the terminal; Ctrl-D ends the text, nertag --help helps\n",
              stderr);
    }
    nt_interrupt_install(); /* without it signals just end the program */
    int exit_code = prepare(&job, err);
    if (exit_code == EXIT_DONE) {
        exit_code = prepare_files(&job, err);
    }
    if (exit_code == EXIT_DONE) {
        exit_code = run(&job, err);
    }
    nt_reader_free(&job.reader);
    nt_input_free(job.input);
    nt_file_output_discard(&job.output);
    nt_writer_free(job.writer);
    nt_found_model_free(&job.found);
    return exit_code;
}
