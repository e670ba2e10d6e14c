/* options.c - the command line: one table of options, parsed and printed */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cli/runner.h"

/* A setter returns NULL, or what kind of value it needs. */
typedef const char *option_setter(struct options *options, const char *value);

struct option {
    const char *long_name;
    char short_name;      /* or 0 */
    const char *argument; /* or NULL */
    unsigned commands;
    const char *help; /* lines */
    option_setter *set;
};

static const char *set_format(struct options *options, const char *value) {
    options->format = nt_writer_format_find(value);
    return options->format != NULL ? NULL : "one of jsonl, json, mentions, highlight";
}

static const char *set_output(struct options *options, const char *value) {
    options->output_path = value;
    return *value != '\0' ? NULL : "a file name";
}

static const char *set_recursive(struct options *options, const char *value) {
    (void)value;
    options->is_recursive = true;
    return NULL;
}

static const char *set_jsonl(struct options *options, const char *value) {
    (void)value;
    options->input_form = INPUT_JSONL;
    return NULL;
}

static const char *set_lines(struct options *options, const char *value) {
    (void)value;
    options->input_form = INPUT_LINES;
    return NULL;
}

static const char *set_text_field(struct options *options, const char *value) {
    options->text_field = value;
    return *value != '\0' ? NULL : "a field name";
}

static const char *set_id_field(struct options *options, const char *value) {
    options->id_field = value;
    return *value != '\0' ? NULL : "a field name";
}

/* A whole decimal number of at most 'largest', nothing before or after it. */
static bool parse_number(const char *value, uint64_t largest, const char **end, uint64_t *number) {
    uint64_t sum = 0;
    const char *at = value;
    for (; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (sum > (largest - digit) / 10) {
            return false;
        }
        sum = sum * 10 + digit;
    }
    *end = at;
    *number = sum;
    return at > value;
}

static const char *set_threads(struct options *options, const char *value) {
    const char *end;
    uint64_t number;
    if (!parse_number(value, NT_THREADS_MAX, &end, &number) || *end != '\0') {
        return "a number from 0 to 1024";
    }
    options->thread_count = (uint32_t)number;
    return NULL;
}

static const char *set_offsets(struct options *options, const char *value) {
    const char *name;
    for (uint32_t unit = 0; (name = nt_offset_unit_name(unit)) != NULL; unit++) {
        if (strcmp(name, value) == 0) {
            options->offset_unit = (enum offset_unit)unit;
            return NULL;
        }
    }
    return "one of codepoint, byte, utf16";
}

static const char *set_labels(struct options *options, const char *value) {
    options->labels = value;
    return *value != '\0' ? NULL : "labels separated by commas";
}

/* Digits with at most one point, read without the locale's help. */
static const char *set_min_score(struct options *options, const char *value) {
    static const char needed[] = "a number from 0 to 1";
    const char *at = value;
    double sum = 0;
    double scale = 0;
    bool has_digit = false;
    for (; *at != '\0'; at++) {
        if (*at == '.' && scale == 0) {
            scale = 1;
            continue;
        }
        if (*at < '0' || *at > '9') {
            return needed;
        }
        has_digit = true;
        scale *= 0.1;
        sum = scale == 0 ? sum * 10 + (*at - '0') : sum + scale * (*at - '0');
    }
    if (!has_digit || sum > 1) {
        return needed;
    }
    options->min_score = (float)sum;
    return NULL;
}

static const char *set_exit_status(struct options *options, const char *value) {
    (void)value;
    options->wants_exit_status = true;
    return NULL;
}

static const char *set_model(struct options *options, const char *value) {
    options->model_path = value;
    return *value != '\0' ? NULL : "a file name";
}

static const char *add_gazetteer(struct options *options, const char *value) {
    options->gazetteers[options->gazetteer_count++] = value;
    return *value != '\0' ? NULL : "a file name";
}

static const char *set_max_doc(struct options *options, const char *value) {
    static const char needed[] = "a size from 1 to 2G, as in 500K, 16M, 1G";
    const char *end;
    uint64_t number;
    if (!parse_number(value, UINT32_MAX, &end, &number)) {
        return needed;
    }
    static const char suffixes[] = "KMG";
    const char *suffix = *end != '\0' ? strchr(suffixes, *end) : NULL;
    if (suffix != NULL) {
        number <<= 10 * (suffix - suffixes + 1);
        end++;
    }
    if (*end != '\0' || number == 0 || number > (uint64_t)NERTAG_TEXT_MAX + 1) {
        return needed;
    }
    options->max_document_bytes = number > NERTAG_TEXT_MAX ? NERTAG_TEXT_MAX : (size_t)number;
    return NULL;
}

static const char *set_simd(struct options *options, const char *value) {
    static const char *const names[] = {"auto", "portable", "avx2", "avx512", "neon"};
    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], value) == 0) {
            options->simd = i; /* in the order of NERTAG_SIMD_* */
            return NULL;
        }
    }
    return "one of auto, portable, avx2, avx512, neon";
}

static const char *set_name(struct options *options, const char *value) {
    options->name = value;
    return *value != '\0' ? NULL : "a name";
}

static const char *set_entities(struct options *options, const char *value) {
    (void)value;
    options->wants_entities = true;
    return NULL;
}

static const char *set_schema(struct options *options, const char *value) {
    (void)value;
    options->wants_schema = true;
    return NULL;
}

static const char *set_version(struct options *options, const char *value) {
    (void)value;
    options->wants_version = true;
    return NULL;
}

static const char *set_help(struct options *options, const char *value) {
    (void)value;
    options->wants_help = true;
    return NULL;
}

static const struct option table[] = {
    {"format", 'f', "NAME", COMMAND_TAG,
     "jsonl (default): an object a document, one line each;\n"
     "json: the same, indented for reading;\n"
     "mentions: a flat JSON object a mention, one line each;\n"
     "highlight: the text with coloured mentions",
     set_format},
    {"output", 'o', "FILE", COMMAND_TAG | COMMAND_BUILD,
     "write to FILE, which appears only when complete", set_output},
    {"recursive", 'r', NULL, COMMAND_TAG,
     "read the files below directories, in byte order of\n"
     "their paths; names that begin with a dot are left out",
     set_recursive},
    {"jsonl", 0, NULL, COMMAND_TAG, "read JSON Lines: a line is an object, a document", set_jsonl},
    {"text-field", 0, "NAME", COMMAND_TAG, "field with the text (default: text); a.b: nested",
     set_text_field},
    {"id-field", 0, "NAME", COMMAND_TAG, "field with the document's id (default: id)",
     set_id_field},
    {"lines", 0, NULL, COMMAND_TAG, "read text of which each line is a document", set_lines},
    {"max-doc", 0, "BYTES", COMMAND_TAG,
     "refuse documents larger than this (default: 256M);\nsuffixes K, M, G", set_max_doc},
    {"threads", 'j', "N", COMMAND_TAG,
     "threads (default: 0, one for each core); the output is\nthe same for any number",
     set_threads},
    {"offsets", 0, "UNIT", COMMAND_TAG, "count in codepoint (default), byte or utf16", set_offsets},
    {"labels", 0, "LIST", COMMAND_TAG, "report these labels only, as in PERSON,ORG", set_labels},
    {"min-score", 0, "X", COMMAND_TAG, "drop mentions with a score below X (0 to 1)",
     set_min_score},
    {"exit-status", 'e', NULL, COMMAND_TAG, "exit 1 when no mention was found", set_exit_status},
    {"model", 0, "FILE", COMMAND_TAG | COMMAND_LOOKUP,
     "compiled model (default: the one that came along)", set_model},
    {"gazetteer", 'g', "FILE", COMMAND_TAG | COMMAND_LOOKUP,
     "layer a gazetteer over the model; may be repeated,\nlater files win", add_gazetteer},
    {"simd", 0, "NAME", COMMAND_TAG,
     "auto (default), portable, avx2, avx512 or neon: the\n"
     "code to run; all give the same output",
     set_simd},
    {"name", 0, "NAME", COMMAND_BUILD, "name and version of the model, as in \"en-news 2026.11\"",
     set_name},
    {"entities", 0, NULL, COMMAND_DUMP, "print every entity as a gazetteer row", set_entities},
    {"schema", 0, NULL, COMMAND_TAG, "print the JSON Schema of the output", set_schema},
    {"version", 0, NULL, COMMAND_ALL, "print the version", set_version},
    {"help", 'h', NULL, COMMAND_ALL, "print this help", set_help},
};
#define OPTION_COUNT (sizeof table / sizeof table[0])

void nt_options_print(unsigned command, struct strbuf *out) {
    const int help_column = 26;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = &table[i];
        if ((option->commands & command) == 0) {
            continue;
        }
        size_t start = out->bytes;
        if (option->short_name != 0) {
            nt_strbuf_format(out, "  -%c, --%s", option->short_name, option->long_name);
        } else {
            nt_strbuf_format(out, "      --%s", option->long_name);
        }
        if (option->argument != NULL) {
            nt_strbuf_format(out, " %s", option->argument);
        }
        int used = (int)(out->bytes - start);
        const char *line = option->help;
        for (;;) {
            int line_bytes = (int)strcspn(line, "\n");
            nt_strbuf_format(out, "%*s%.*s\n", used < help_column ? help_column - used : 1, "",
                             line_bytes, line);
            if (line[line_bytes] == '\0') {
                break;
            }
            line += line_bytes + 1;
            used = 0;
        }
    }
}

static const struct option *find_long(const char *name, size_t name_bytes, unsigned command) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if ((table[i].commands & command) != 0 && strlen(table[i].long_name) == name_bytes &&
            memcmp(table[i].long_name, name, name_bytes) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

static const struct option *find_short(char name, unsigned command) {
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if ((table[i].commands & command) != 0 && table[i].short_name == name) {
            return &table[i];
        }
    }
    return NULL;
}

/* Set an option that takes a value. */
static nertag_status apply(struct options *options, const struct option *option, const char *value,
                           nertag_error *err) {
    const char *needed = option->set(options, value);
    if (needed != NULL) {
        return nt_error(err, NERTAG_BAD_OPTION, "option '--%s' needs %s, not '%.200s'",
                        option->long_name, needed, value);
    }
    return NERTAG_OK;
}

/* What is left of the command line. */
struct arguments {
    char **next;
    char **end;
};

static nertag_status parse_long(struct options *options, unsigned command, const char *argument,
                                struct arguments *rest, nertag_error *err) {
    const char *name = argument + 2;
    size_t name_bytes = strcspn(name, "=");
    const char *value = name[name_bytes] == '=' ? name + name_bytes + 1 : NULL;
    const struct option *option = find_long(name, name_bytes, command);
    if (option == NULL) {
        return nt_error(err, NERTAG_BAD_OPTION, "unknown option '--%.*s' (see nertag --help)",
                        (int)(name_bytes < 200 ? name_bytes : 200), name);
    }
    if (option->argument == NULL) {
        if (value != NULL) {
            return nt_error(err, NERTAG_BAD_OPTION, "option '--%s' takes no value",
                            option->long_name);
        }
        option->set(options, NULL);
        return NERTAG_OK;
    }
    if (value == NULL) {
        if (rest->next == rest->end) {
            return nt_error(err, NERTAG_BAD_OPTION, "option '--%s' needs a value (%s)",
                            option->long_name, option->argument);
        }
        value = *rest->next++;
    }
    return apply(options, option, value, err);
}

/* One or more short options in one argument; the last may have its value behind it. */
static nertag_status parse_short(struct options *options, unsigned command, const char *argument,
                                 struct arguments *rest, nertag_error *err) {
    for (const char *at = argument + 1; *at != '\0'; at++) {
        const struct option *option = find_short(*at, command);
        if (option == NULL) {
            return nt_error(err, NERTAG_BAD_OPTION, "unknown option '-%c' (see nertag --help)",
                            *at);
        }
        if (option->argument == NULL) {
            option->set(options, NULL);
            continue;
        }
        if (at[1] != '\0') {
            return apply(options, option, at + 1, err);
        }
        if (rest->next == rest->end) {
            return nt_error(err, NERTAG_BAD_OPTION, "option '-%c' needs a value (%s)", *at,
                            option->argument);
        }
        return apply(options, option, *rest->next++, err);
    }
    return NERTAG_OK;
}

static void set_defaults(struct options *options) {
    *options = (struct options){0};
    options->format = nt_writer_format_at(0);
    options->max_document_bytes = (size_t)256 << 20;
    options->text_field = "text";
    options->id_field = "id";
}

nertag_status nt_options_parse(struct options *options, unsigned command, int argument_count,
                               char **arguments, nertag_error *err) {
    set_defaults(options);
    size_t most = (size_t)argument_count + 1;
    options->operands = calloc(most, sizeof *options->operands);
    options->gazetteers = calloc(most, sizeof *options->gazetteers);
    if (options->operands == NULL || options->gazetteers == NULL) {
        return nt_error(err, NERTAG_NO_MEMORY, "not enough memory");
    }
    struct arguments rest = {arguments, arguments + argument_count};
    bool options_ended = false;
    while (rest.next < rest.end) {
        const char *argument = *rest.next++;
        if (options_ended || argument[0] != '-' || argument[1] == '\0') {
            options->operands[options->operand_count++] = argument;
        } else if (strcmp(argument, "--") == 0) {
            options_ended = true;
        } else if (argument[1] == '-') {
            NT_TRY(parse_long(options, command, argument, &rest, err));
        } else {
            NT_TRY(parse_short(options, command, argument, &rest, err));
        }
    }
    return NERTAG_OK;
}

void nt_options_free(struct options *options) {
    free(options->operands);
    free(options->gazetteers);
    options->operands = NULL;
    options->gazetteers = NULL;
}
