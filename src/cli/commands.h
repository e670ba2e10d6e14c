/* commands.h - the commands: options in, exit code out */
#ifndef NT_COMMANDS_H
#define NT_COMMANDS_H

#include "base/strbuf.h"
#include "cli/options.h"
#include "nertag.h"

/* Each returns an exit code; when it is neither EXIT_DONE nor EXIT_NOTHING_FOUND, 'err' may hold
 * the one line that main prints (an empty message: all is said). */
int nt_command_tag(const struct options *options, nertag_error *err);
int nt_command_build(const struct options *options, nertag_error *err);
int nt_command_check(const struct options *options, nertag_error *err);
int nt_command_lookup(const struct options *options, nertag_error *err);
int nt_command_dump(const struct options *options, nertag_error *err);

/* Write 'out' to standard output and free it; 'exit_code', or EXIT_OUTPUT when that failed. */
int nt_command_print(struct strbuf *out, int exit_code, nertag_error *err);

#endif
