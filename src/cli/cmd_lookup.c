/* cmd_lookup.c - which entities a name stands for */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/model_find.h"
#include "tag/trace.h"

int nt_command_lookup(const struct options *options, nertag_error *err) {
    if (options->operand_count == 0) {
        nt_error(err, NERTAG_BAD_OPTION, "lookup needs a name (see nertag lookup --help)");
        return EXIT_USAGE;
    }
    struct found_model found;
    if (nt_model_find(options->model_path, options->gazetteers, options->gazetteer_count, &found,
                      err) != NERTAG_OK) {
        return EXIT_MODEL;
    }
    struct strbuf out = {0};
    size_t total = 0;
    nertag_status status = NERTAG_OK;
    for (size_t i = 0; i < options->operand_count && status == NERTAG_OK; i++) {
        const char *name = options->operands[i];
        size_t count = 0;
        status = nt_trace_name(found.model, name, strlen(name), &out, &count);
        if (status == NERTAG_OK && count == 0) {
            fprintf(stderr, "nertag: nothing is called '%s'\n", name);
        }
        total += count;
    }
    nt_found_model_free(&found);
    if (status != NERTAG_OK) {
        nt_strbuf_free(&out);
        nt_error(err, status, "%s",
                 status == NERTAG_NO_MEMORY ? "not enough memory" : "the model is damaged");
        return EXIT_MODEL;
    }
    return nt_command_print(&out, total > 0 ? EXIT_DONE : EXIT_NOTHING_FOUND, err);
}
