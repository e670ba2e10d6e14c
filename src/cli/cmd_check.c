/* cmd_check.c - lint gazetteers */
#include <stdio.h>

#include "base/error.h"
#include "build/compile.h"
#include "cli/commands.h"

struct findings {
    struct strbuf lines;
    size_t error_count;
    size_t warning_count;
};

static void take(void *context, const char *message, int is_error) {
    struct findings *findings = context;
    nt_strbuf_append_string(&findings->lines, message);
    nt_strbuf_append_char(&findings->lines, '\n');
    *(is_error ? &findings->error_count : &findings->warning_count) += 1;
}

int nt_command_check(const struct options *options, nertag_error *err) {
    if (options->operand_count == 0) {
        nt_error(err, NERTAG_BAD_OPTION, "check needs gazetteer files (see nertag check --help)");
        return EXIT_USAGE;
    }
    struct findings findings = {0};
    nertag_status status =
        nt_check(options->operands, options->operand_count, take, &findings, err);
    int exit_code = status != NERTAG_OK || findings.error_count > 0 ? EXIT_MODEL : EXIT_DONE;
    nertag_error print_error = {0};
    if (nt_command_print(&findings.lines, exit_code, &print_error) == EXIT_OUTPUT) {
        *err = print_error;
        return EXIT_OUTPUT;
    }
    if (status == NERTAG_OK) {
        fprintf(stderr, "nertag: %zu error%s, %zu warning%s\n", findings.error_count,
                findings.error_count == 1 ? "" : "s", findings.warning_count,
                findings.warning_count == 1 ? "" : "s");
    }
    return exit_code;
}
