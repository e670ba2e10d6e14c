/* cmd_build.c - compile gazetteers to a model file */
#include "base/error.h"
#include "base/file.h"
#include "build/compile.h"
#include "cli/commands.h"

int nt_command_build(const struct options *options, nertag_error *err) {
    if (options->output_path == NULL || options->operand_count == 0) {
        nt_error(err, NERTAG_BAD_OPTION,
                 "build needs -o OUT and gazetteer files (see nertag "
                 "build --help)");
        return EXIT_USAGE;
    }
    struct compile_input input = {
        .paths = options->operands,
        .path_count = options->operand_count,
        .name = options->name != NULL ? options->name : "custom",
    };
    struct compile_image image = {0};
    if (nt_compile(&input, &image, err) != NERTAG_OK) {
        return EXIT_MODEL;
    }
    nertag_status status = nt_file_write(options->output_path, image.data, image.data_bytes, err);
    nt_compile_image_free(&image);
    return status == NERTAG_OK ? EXIT_DONE : EXIT_OUTPUT;
}
