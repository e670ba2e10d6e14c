/* model_find.c - the model to tag with: the default one or a named one, with gazetteers on top */
#define _GNU_SOURCE 1

#include "cli/model_find.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/strbuf.h"

#define MODEL_FILE "share/nertag/en.model"

/* The folder of the program, with a slash at its end; empty when the system does not tell. */
static void append_program_folder(struct strbuf *out) {
    char path[PATH_MAX];
    ssize_t path_bytes = readlink("/proc/self/exe", path, sizeof path);
    const char *slash = path_bytes > 0 ? memrchr(path, '/', (size_t)path_bytes) : NULL;
    if (slash != NULL) {
        nt_strbuf_append(out, path, (size_t)(slash + 1 - path));
    }
}

/* The first default place that has a model: beside the program (build tree), beside its bin folder
 * (installed, wherever it was moved to), or where it was configured to be. */
static bool find_default(struct strbuf *path) {
    static const char *const places[] = {MODEL_FILE, "../" MODEL_FILE};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        nt_strbuf_reset(path);
        append_program_folder(path);
        if (path->bytes == 0) {
            break;
        }
        nt_strbuf_append(path, places[i], strlen(places[i]) + 1);
        if (!path->failed && access(path->data, F_OK) == 0) {
            return true;
        }
    }
#ifdef NERTAG_DATADIR
    nt_strbuf_reset(path);
    nt_strbuf_append(path, NERTAG_DATADIR "/en.model", sizeof NERTAG_DATADIR "/en.model");
    return !path->failed && access(path->data, F_OK) == 0;
#else
    return false;
#endif
}

static nertag_status open_base(const char *path, nertag_model **model, nertag_error *err) {
    struct strbuf default_path = {0};
    nertag_status status = NERTAG_OK;
    if (path == NULL && find_default(&default_path)) {
        path = default_path.data;
    }
    if (path == NULL) {
        status = nt_error(err, NERTAG_IO,
                          "the default model share/nertag/en.model is missing; install it or "
                          "name a model with --model FILE");
    } else {
        *model = nertag_model_open(path, err);
        status = *model != NULL ? NERTAG_OK : err->status;
    }
    nt_strbuf_free(&default_path);
    return status;
}

nertag_status nt_model_find(const char *path, const char *const *gazetteers, size_t gazetteer_count,
                            struct found_model *found, nertag_error *err) {
    *found = (struct found_model){0};
    nertag_model *base = NULL;
    NT_TRY(open_base(path, &base, err));
    if (gazetteer_count == 0) {
        found->model = base;
        return NERTAG_OK;
    }
    struct compile_input input = {.paths = gazetteers, .path_count = gazetteer_count};
    input.base = base;
    nertag_status status = nt_compile(&input, &found->image, err);
    nertag_model_close(base);
    if (status != NERTAG_OK) {
        return status;
    }
    found->model = nertag_model_open_memory(found->image.data, found->image.data_bytes, err);
    if (found->model == NULL) {
        nt_found_model_free(found);
        return err->status;
    }
    return NERTAG_OK;
}

void nt_found_model_free(struct found_model *found) {
    nertag_model_close(found->model);
    nt_compile_image_free(&found->image);
    *found = (struct found_model){0};
}
