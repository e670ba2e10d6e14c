/* main.c - find the command, run it, print its error, return its exit code */
#define _GNU_SOURCE 1

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"

struct command {
    const char *name;
    const char *usage;
    const char *summary;
    unsigned bit;
    int (*run)(const struct options *options, nertag_error *err);
};

static const struct command commands[] = {
    {"tag", "nertag [OPTION]... [FILE]...", "find and link entities in text (the default command)",
     COMMAND_TAG, nt_command_tag},
    {"build", "nertag build -o OUT [--name NAME] FILE.tsv...", "compile gazetteers to a model file",
     COMMAND_BUILD, nt_command_build},
    {"check", "nertag check FILE.tsv...", "look for errors and doubtful names in gazetteers",
     COMMAND_CHECK, nt_command_check},
    {"lookup", "nertag lookup [OPTION]... NAME...", "print the entities that a name stands for",
     COMMAND_LOOKUP, nt_command_lookup},
    {"dump", "nertag dump [--entities] [MODEL]", "print a model as text", COMMAND_DUMP,
     nt_command_dump},
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

int nt_command_print(struct strbuf *out, int exit_code, nertag_error *err) {
    nertag_status status =
        out->failed ? nt_error(err, NERTAG_NO_MEMORY, "not enough memory") : NERTAG_OK;
    if (status == NERTAG_OK) {
        errno = 0;
        status = nt_file_write_all(STDOUT_FILENO, out->data, out->bytes, "standard output", err);
        if (status != NERTAG_OK && errno == EPIPE) {
            err->message[0] = '\0';
        }
    }
    nt_strbuf_free(out);
    return status == NERTAG_OK ? exit_code : EXIT_OUTPUT;
}

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static const char what_it_does[] =
    "Find the people, countries, places, organizations and nationalities in text and\n"
    "print them as JSON. Without FILE, or where FILE is -, read standard input.\n";
static const char exit_codes[] =
    "\nExit status: 0 done, 1 nothing found (with -e), 2 wrong usage, 3 bad model or\n"
    "gazetteer, 4 some documents could not be read, 5 output could not be written.\n";

static void append_commands(struct strbuf *out) {
    nt_strbuf_append_string(out, "\nCommands (nertag COMMAND --help says more):\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        nt_strbuf_format(out, "  %-8s%s\n", commands[i].name, commands[i].summary);
    }
    nt_strbuf_append_string(out, "  help    print this help, or that of a command\n");
}

static int print_help(const struct command *command, nertag_error *err) {
    struct strbuf out = {0};
    bool is_general = command->bit == COMMAND_TAG;
    nt_strbuf_format(&out, "Usage: %s\n", command->usage);
    if (is_general) {
        nt_strbuf_append_string(&out, what_it_does);
        append_commands(&out);
    } else {
        nt_strbuf_format(&out, "%c%s.\n", command->summary[0] - 'a' + 'A', command->summary + 1);
    }
    nt_strbuf_append_string(&out, "\nOptions:\n");
    nt_options_print(command->bit, &out);
    if (is_general) {
        nt_strbuf_append_string(&out, exit_codes);
    }
    return nt_command_print(&out, EXIT_DONE, err);
}

static int print_version(nertag_error *err) {
    struct strbuf out = {0};
    nt_strbuf_format(&out, "nertag %s\n", nertag_version());
    return nt_command_print(&out, EXIT_DONE, err);
}

/* nertag help [COMMAND] */
static int help(int argument_count, char **arguments, nertag_error *err) {
    const char *name = argument_count > 0 ? arguments[0] : "tag";
    const struct command *command = find_command(name);
    if (argument_count > 1 || command == NULL) {
        nt_error(err, NERTAG_BAD_OPTION, "no help for '%.200s' (see nertag --help)",
                 argument_count > 1 ? arguments[1] : name);
        return EXIT_USAGE;
    }
    return print_help(command, err);
}

static int dispatch(int argument_count, char **arguments, nertag_error *err) {
    if (argument_count > 0 && strcmp(arguments[0], "help") == 0) {
        return help(argument_count - 1, arguments + 1, err);
    }
    const struct command *command = argument_count > 0 ? find_command(arguments[0]) : NULL;
    int skipped = command != NULL;
    if (command == NULL) {
        command = &commands[0];
    }
    struct options options;
    int exit_code = EXIT_USAGE;
    if (nt_options_parse(&options, command->bit, argument_count - skipped, arguments + skipped,
                         err) == NERTAG_OK) {
        exit_code = options.wants_help      ? print_help(command, err)
                    : options.wants_version ? print_version(err)
                                            : command->run(&options, err);
    }
    nt_options_free(&options);
    return exit_code;
}

/* A standard descriptor that is closed would be given to the next file opened, and output would
 * land in it. Fill the gap with something that fails in the right way. */
static void fill_descriptors(void) {
    static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};
    for (int descriptor = 0; descriptor < 3; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", modes[descriptor]) != descriptor) {
            _exit(EXIT_OUTPUT);
        }
    }
}

int main(int argument_count, char **arguments) {
    fill_descriptors();
    nertag_error err = {0};
    int skipped = argument_count > 0;
    int exit_code = dispatch(argument_count - skipped, arguments + skipped, &err);
    if (exit_code != EXIT_DONE && err.message[0] != '\0') {
        fprintf(stderr, "nertag: %s\n", err.message);
    }
    return exit_code;
}
