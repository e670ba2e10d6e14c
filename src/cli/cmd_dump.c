/* cmd_dump.c - a compiled model as text */
#include "base/error.h"
#include "cli/commands.h"
#include "cli/model_find.h"
#include "model/dump.h"

int nt_command_dump(const struct options *options, nertag_error *err) {
    if (options->operand_count > 1) {
        nt_error(err, NERTAG_BAD_OPTION, "dump takes one model (see nertag dump --help)");
        return EXIT_USAGE;
    }
    const char *path = options->operand_count == 1 ? options->operands[0] : NULL;
    struct found_model found;
    if (nt_model_find(path, NULL, 0, &found, err) != NERTAG_OK) {
        return EXIT_MODEL;
    }
    struct strbuf out = {0};
    nertag_status status = options->wants_entities ? nt_dump_entities(found.model, &out)
                                                   : nt_dump_summary(found.model, &out);
    nt_found_model_free(&found);
    if (status != NERTAG_OK) {
        nt_strbuf_free(&out);
        nt_error(err, status, "%s",
                 status == NERTAG_NO_MEMORY ? "not enough memory" : "the model is damaged");
        return EXIT_MODEL;
    }
    return nt_command_print(&out, EXIT_DONE, err);
}
