/* test_no_memory.c - the n-th allocation fails, for every n: a status, no leak, usable afterwards
 *
 * Linked with --wrap for malloc, calloc and realloc. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/dump.h"
#include "support/build_model.h"
#include "tag/trace.h"

#define NEVER SIZE_MAX

static size_t calls_left = NEVER; /* allocations that succeed */
static size_t call_count;

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *memory, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *memory, size_t bytes);

static bool may_allocate(void) {
    call_count++;
    if (calls_left == NEVER) {
        return true;
    }
    if (calls_left == 0) {
        return false; /* and so do all that follow */
    }
    calls_left--;
    return true;
}

void *__wrap_malloc(size_t bytes) {
    return may_allocate() ? __real_malloc(bytes) : NULL;
}

void *__wrap_calloc(size_t count, size_t bytes) {
    return may_allocate() ? __real_calloc(count, bytes) : NULL;
}

void *__wrap_realloc(void *memory, size_t bytes) {
    return may_allocate() ? __real_realloc(memory, bytes) : NULL;
}

static const char text[] =
    "Kim Jong-un of North Korea met Kim. Russia, US, Yahoo! and al-Shabaab.\n\n"
    "Georgia, Georgia, USA, Russians, iPhone, 7-Eleven. The U.S. said x.";

struct fixture {
    struct compile_image image;
    nertag_model *model;
    char *path; /* the small gazetteer as a file */
};

static int set_up(void **state) {
    static struct fixture fixture;
    static char path[] = "test_no_memory.tsv";
    fixture.model = build_model(build_small_tsv, &fixture.image);
    fixture.path = path;
    *state = &fixture;
    return nt_file_write(path, build_small_tsv, strlen(build_small_tsv), NULL) != NERTAG_OK;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    nertag_model_close(fixture->model);
    nt_compile_image_free(&fixture->image);
    return remove(fixture->path);
}

/* Something to do with little memory; the fixture and a place for what is wrong otherwise. */
typedef nertag_status action(const struct fixture *fixture, nertag_error *err);

/* Run it with 0, 1, 2 ... allocations until it succeeds; at least 'failures_min' times it must not.
 */
static void starve(const struct fixture *fixture, action *run, size_t failures_min) {
    nertag_status status;
    size_t allowed = 0;
    do {
        nertag_error err = {0};
        calls_left = allowed++;
        status = run(fixture, &err);
        calls_left = NEVER;
        if (status != NERTAG_OK) {
            assert_int_equal(status, NERTAG_NO_MEMORY);
            assert_true(err.status == NERTAG_NO_MEMORY || err.status == NERTAG_OK);
            assert_true(err.status == NERTAG_OK || err.message[0] != '\0');
        }
        assert_true(allowed < 10000);
    } while (status != NERTAG_OK);
    assert_true(allowed > failures_min);
}

static nertag_status compile(const struct fixture *fixture, nertag_error *err) {
    const char *const paths[] = {fixture->path, fixture->path};
    struct compile_input input = {paths, 2, "test", NULL};
    struct compile_image image;
    nertag_status status = nt_compile(&input, &image, err);
    if (status != NERTAG_OK) {
        assert_null(image.data);
        assert_int_equal(err->status, NERTAG_NO_MEMORY);
    }
    nt_compile_image_free(&image);
    return status;
}

static nertag_status compile_layer(const struct fixture *fixture, nertag_error *err) {
    const char *const paths[] = {fixture->path};
    struct compile_input input = {paths, 1, NULL, fixture->model};
    struct compile_image image;
    nertag_status status = nt_compile(&input, &image, err);
    nt_compile_image_free(&image);
    return status;
}

static void ignore_finding(void *context, const char *message, int is_error) {
    (void)context;
    (void)message;
    (void)is_error;
}

static nertag_status check(const struct fixture *fixture, nertag_error *err) {
    const char *const paths[] = {fixture->path, fixture->path};
    return nt_check(paths, 2, ignore_finding, NULL, err);
}

static nertag_status open_and_tag(const struct fixture *fixture, nertag_error *err) {
    nertag_model *model =
        nertag_model_open_memory(fixture->image.data, fixture->image.data_bytes, err);
    if (model == NULL) {
        return err->status;
    }
    nertag_status status = nertag_model_verify(model, err);
    nertag_tagger *tagger = nertag_tagger_new(model, NULL, err);
    if (tagger == NULL) {
        status = err->status;
    } else if (status == NERTAG_OK) {
        status = nertag_tag(tagger, text, sizeof text - 1);
        assert_true(status == NERTAG_OK || nertag_mention_count(tagger) == 0);
        assert_true(status == NERTAG_OK || nertag_entity_count(tagger) == 0);
    }
    nertag_tagger_free(tagger);
    nertag_model_close(model);
    return status;
}

static nertag_status dump(const struct fixture *fixture, nertag_error *err) {
    struct strbuf out = {0};
    size_t found;
    (void)err;
    nertag_status status = nt_dump_summary(fixture->model, &out);
    if (status == NERTAG_OK) {
        status = nt_dump_entities(fixture->model, &out);
    }
    if (status == NERTAG_OK) {
        status = nt_trace_name(fixture->model, "Georgia", 7, &out, &found);
    }
    nt_strbuf_free(&out);
    return status;
}

static nertag_status write_file(const struct fixture *fixture, nertag_error *err) {
    char *data;
    size_t data_bytes;
    nertag_status status = nt_file_read(fixture->path, &data, &data_bytes, err);
    if (status == NERTAG_OK) {
        status = nt_file_write(fixture->path, data, data_bytes, err);
        free(data);
    }
    return status;
}

static void test_compile(void **state) {
    starve(*state, compile, 20);
}

static void test_compile_layer(void **state) {
    starve(*state, compile_layer, 20);
}

static void test_check(void **state) {
    starve(*state, check, 10);
}

static void test_open_and_tag(void **state) {
    starve(*state, open_and_tag, 8);
}

static void test_dump(void **state) {
    starve(*state, dump, 2);
}

static void test_files(void **state) {
    starve(*state, write_file, 2);
}

/* A tagger that ran out of memory tags the next document as a fresh one does. */
static void test_tagger_recovers(void **state) {
    const struct fixture *fixture = *state;
    for (size_t allowed = 0; allowed < 12; allowed++) {
        nertag_tagger *fresh = build_tagger(fixture->model, NERTAG_SIMD_AUTO);
        nertag_tagger *starved = build_tagger(fixture->model, NERTAG_SIMD_AUTO);
        calls_left = allowed;
        nertag_status status = nertag_tag(starved, text, sizeof text - 1);
        calls_left = NEVER;
        assert_true(status == NERTAG_OK || status == NERTAG_NO_MEMORY);
        assert_true(status == NERTAG_OK || nertag_document_of(starved)->codepoints == 0);
        assert_int_equal(nertag_tag(starved, text, sizeof text - 1), NERTAG_OK);
        assert_int_equal(nertag_tag(fresh, text, sizeof text - 1), NERTAG_OK);
        size_t count = nertag_mention_count(fresh);
        assert_true(count > 10);
        assert_int_equal(count, nertag_mention_count(starved));
        for (size_t i = 0; i < count; i++) {
            assert_memory_equal(nertag_mention_at(fresh, i), nertag_mention_at(starved, i),
                                sizeof(nertag_mention));
        }
        nertag_tagger_free(fresh);
        nertag_tagger_free(starved);
    }
}

static void test_steady_state_allocates_nothing(void **state) {
    const struct fixture *fixture = *state;
    nertag_tagger *tagger = build_tagger(fixture->model, NERTAG_SIMD_AUTO);
    size_t long_bytes = 100 * (sizeof text - 1);
    char *long_text = malloc(long_bytes);
    assert_non_null(long_text);
    for (size_t i = 0; i < long_bytes; i++) {
        long_text[i] = text[i % (sizeof text - 1)];
    }
    assert_int_equal(nertag_tag(tagger, long_text, long_bytes), NERTAG_OK);
    size_t before = call_count;
    for (int i = 0; i < 20; i++) {
        assert_int_equal(nertag_tag(tagger, long_text, long_bytes - (size_t)i), NERTAG_OK);
        assert_int_equal(nertag_tag(tagger, text, sizeof text - 1), NERTAG_OK);
    }
    assert_int_equal(call_count, before);
    free(long_text);
    nertag_tagger_free(tagger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compile),
        cmocka_unit_test(test_compile_layer),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_open_and_tag),
        cmocka_unit_test(test_dump),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_tagger_recovers),
        cmocka_unit_test(test_steady_state_allocates_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
