/* test_tagger.c - the public functions: options, limits, results */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "nertag.h"
#include "support/build_model.h"
#include "support/random.h"

static const char text[] = "Kim Jong-un of N. Korea met Russians in Georgia. The U.S. said x.";

struct fixture {
    struct compile_image image;
    nertag_model *model;
    nertag_tagger *tagger;
};

static int set_up(void **state) {
    static struct fixture fixture;
    fixture.model = build_model(build_small_tsv, &fixture.image);
    fixture.tagger = nertag_tagger_new(fixture.model, NULL, NULL);
    *state = &fixture;
    return fixture.tagger == NULL;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    nertag_tagger_free(fixture->tagger);
    nertag_model_close(fixture->model);
    nt_compile_image_free(&fixture->image);
    return 0;
}

static void test_results(void **state) {
    const struct fixture *fixture = *state;
    static const char *const names[] = {"Kim Jong-un", "North Korea",   "Russian",
                                        "Georgia",     "United States", "Example Inc."};
    assert_int_equal(nertag_tag(fixture->tagger, text, sizeof text - 1), NERTAG_OK);
    assert_int_equal(nertag_mention_count(fixture->tagger), 6);
    assert_int_equal(nertag_entity_count(fixture->tagger), 6);
    assert_int_equal(nertag_document_of(fixture->tagger)->sentence_count, 2);
    float salience = 0;
    for (uint32_t i = 0; i < 6; i++) {
        const nertag_mention *mention = nertag_mention_at(fixture->tagger, i);
        const nertag_entity *entity = nertag_entity_at(fixture->tagger, i);
        assert_int_equal(mention->entity, i);
        assert_string_equal(entity->name, names[i]);
        assert_int_equal(entity->mention_count, 1);
        assert_int_equal(entity->mentions[0], i);
        assert_int_equal(mention->sentence, i < 4 ? 0 : 1);
        salience += entity->salience;
    }
    assert_true(salience > 0.999f && salience < 1.001f);
    assert_null(nertag_mention_at(fixture->tagger, 6));
    assert_null(nertag_mention_at(fixture->tagger, SIZE_MAX));
    assert_null(nertag_entity_at(fixture->tagger, 6));
    assert_string_equal(nertag_version(), "0.1.0");
}

static void test_empty_text(void **state) {
    const struct fixture *fixture = *state;
    static const char *const empty[] = {NULL, ""};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(nertag_tag(fixture->tagger, text, sizeof text - 1), NERTAG_OK);
        assert_int_equal(nertag_tag(fixture->tagger, empty[i], 0), NERTAG_OK);
        assert_int_equal(nertag_mention_count(fixture->tagger), 0);
        assert_int_equal(nertag_entity_count(fixture->tagger), 0);
        assert_null(nertag_mention_at(fixture->tagger, 0));
        assert_int_equal(nertag_document_of(fixture->tagger)->codepoints, 0);
        assert_int_equal(nertag_document_of(fixture->tagger)->sentence_count, 0);
    }
}

static void test_too_big(void **state) {
    const struct fixture *fixture = *state;
    assert_int_equal(nertag_tag(fixture->tagger, text, sizeof text - 1), NERTAG_OK);
    assert_int_equal(nertag_tag(fixture->tagger, text, (size_t)NERTAG_TEXT_MAX + 1),
                     NERTAG_TEXT_TOO_BIG);
    assert_int_equal(nertag_mention_count(fixture->tagger), 0);
    assert_int_equal(nertag_entity_count(fixture->tagger), 0);
    assert_int_equal(nertag_document_of(fixture->tagger)->codepoints, 0);
    assert_int_equal(nertag_tag(fixture->tagger, text, SIZE_MAX), NERTAG_TEXT_TOO_BIG);
    assert_int_equal(nertag_tag(fixture->tagger, text, sizeof text - 1), NERTAG_OK);
    assert_int_equal(nertag_mention_count(fixture->tagger), 6);
}

static void refuse(const nertag_model *model, nertag_options options) {
    nertag_error err = {0};
    assert_null(nertag_tagger_new(model, &options, &err));
    assert_int_equal(err.status, NERTAG_BAD_OPTION);
    assert_true(err.message[0] != '\0');
    assert_null(nertag_tagger_new(model, &options, NULL));
}

static void test_bad_options(void **state) {
    const struct fixture *fixture = *state;
    nertag_options options = NERTAG_OPTIONS_INIT;
    options.min_score = -0.01f;
    refuse(fixture->model, options);
    options.min_score = 1.01f;
    refuse(fixture->model, options);
    options.min_score = (float)strtod("nan", NULL);
    refuse(fixture->model, options);
    options.min_score = 0;
    options.simd = 99;
    refuse(fixture->model, options);
    options.simd = NERTAG_SIMD_AUTO;
    options.options_bytes = 0;
    refuse(fixture->model, options);
    options.options_bytes = sizeof options - 1;
    refuse(fixture->model, options);
    nertag_tagger_free(NULL);
}

static size_t count_with(const struct fixture *fixture, uint32_t labels, float min_score) {
    nertag_options options = NERTAG_OPTIONS_INIT;
    options.labels = labels;
    options.min_score = min_score;
    nertag_tagger *tagger = nertag_tagger_new(fixture->model, &options, NULL);
    assert_non_null(tagger);
    assert_int_equal(nertag_tag(tagger, text, sizeof text - 1), NERTAG_OK);
    size_t count = nertag_mention_count(tagger);
    assert_int_equal(nertag_entity_count(tagger), count);
    for (size_t i = 0; i < count; i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        assert_true(mention->score >= min_score);
        assert_true(labels == 0 || (labels >> mention->label & 1));
    }
    nertag_tagger_free(tagger);
    return count;
}

static void test_filters(void **state) {
    const struct fixture *fixture = *state;
    assert_int_equal(count_with(fixture, 0, 0), 6);
    assert_int_equal(count_with(fixture, 1, 0), 1);          /* PERSON */
    assert_int_equal(count_with(fixture, 1 << 1, 0), 3);     /* COUNTRY */
    assert_int_equal(count_with(fixture, 1 << 4 | 1, 0), 2); /* NORP, PERSON */
    assert_int_equal(count_with(fixture, 1 << 5, 0), 0);
    assert_int_equal(count_with(fixture, 1u << 31, 0), 0);
    assert_int_equal(count_with(fixture, 0, 1), 0);
    assert_true(count_with(fixture, 0, 0.9f) < 6);
}

/* The text ends right before memory that cannot be read, and begins right after such memory. */
static void test_guard_pages(void **state) {
    const struct fixture *fixture = *state;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    assert_int_equal(mprotect(memory, page, PROT_NONE), 0);
    assert_int_equal(mprotect(memory + 3 * page, page, PROT_NONE), 0);
    struct random random = {5};
    for (uint32_t simd = NERTAG_SIMD_AUTO; simd <= NERTAG_SIMD_NEON; simd++) {
        nertag_tagger *tagger = build_tagger(fixture->model, simd);
        for (size_t bytes = 0; bytes <= 300 && tagger != NULL; bytes++) {
            char *at_end = memory + 3 * page - bytes;
            for (size_t i = 0; i < bytes; i++) { /* names at the very end, random bytes before */
                size_t left = bytes - i;
                at_end[i] = bytes % 3 == 0       ? (char)random_next(&random)
                            : left < sizeof text ? text[sizeof text - 1 - left]
                                                 : 'U';
            }
            assert_int_equal(nertag_tag(tagger, at_end, bytes), NERTAG_OK);
            memmove(memory + page, at_end, bytes);
            assert_int_equal(nertag_tag(tagger, memory + page, bytes), NERTAG_OK);
        }
        nertag_tagger_free(tagger);
    }
    assert_int_equal(munmap(memory, 4 * page), 0);
}

/* "America" is not tagged where it opens a sentence, wherever a segment begins. */
static void test_nostart_at_a_cut(void **state) {
    const struct fixture *fixture = *state;
    enum { PARAGRAPHS = 4000 };
    static const char paragraph[] = "America said so.\n\n";
    size_t bytes = PARAGRAPHS * (sizeof paragraph - 1);
    char *many = malloc(bytes + 1);
    assert_non_null(many);
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        memcpy(many + i * (sizeof paragraph - 1), paragraph, sizeof paragraph);
    }
    assert_int_equal(nertag_tag(fixture->tagger, many, bytes), NERTAG_OK);
    assert_int_equal(nertag_document_of(fixture->tagger)->sentence_count, PARAGRAPHS);
    assert_int_equal(nertag_mention_count(fixture->tagger), 0);
    free(many);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results),          cmocka_unit_test(test_empty_text),
        cmocka_unit_test(test_too_big),          cmocka_unit_test(test_bad_options),
        cmocka_unit_test(test_filters),          cmocka_unit_test(test_guard_pages),
        cmocka_unit_test(test_nostart_at_a_cut),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
