/* test_base.c - growable bytes and arrays, the string map, error lines */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "base/strmap.h"

static void test_strbuf(void **state) {
    (void)state;
    struct strbuf buffer = {0};
    nt_strbuf_append(&buffer, NULL, 0);
    assert_int_equal(buffer.bytes, 0);
    for (int i = 0; i < 1000; i++) {
        nt_strbuf_format(&buffer, "%d,", i % 10);
        nt_strbuf_append_char(&buffer, 'x');
        nt_strbuf_append_string(&buffer, "yz");
    }
    assert_int_equal(buffer.bytes, 5000);
    assert_memory_equal(buffer.data, "0,xyz1,xyz", 10);
    assert_null(nt_strbuf_room(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    nt_strbuf_append_char(&buffer, 'x');
    assert_int_equal(buffer.bytes, 5000); /* after a failure nothing is added */
    nt_strbuf_reset(&buffer);
    assert_false(buffer.failed);
    nt_strbuf_append_string(&buffer, "a");
    assert_int_equal(buffer.bytes, 1);
    nt_strbuf_free(&buffer);
    assert_null(buffer.data);
}

static void test_array(void **state) {
    (void)state;
    uint32_t *items = NULL;
    size_t capacity = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        assert_true(nt_array_reserve(&items, &capacity, i + 1, sizeof *items));
        assert_true(capacity > i);
        items[i] = i;
    }
    assert_int_equal(items[999], 999);
    uint32_t *before = items;
    size_t capacity_before = capacity;
    assert_false(nt_array_reserve(&items, &capacity, SIZE_MAX, sizeof *items));
    assert_false(nt_array_reserve(&items, &capacity, SIZE_MAX / 4, sizeof *items));
    assert_ptr_equal(items, before);
    assert_int_equal(capacity, capacity_before);
    free(items);
}

static void test_strmap(void **state) {
    (void)state;
    struct strmap map = {0};
    bool is_new;
    assert_null(nt_strmap_find(&map, "a", 1));
    for (uint32_t i = 0; i < 5000; i++) {
        char key[32];
        int bytes = snprintf(key, sizeof key, "%u key %u", (unsigned)i, (unsigned)(i % 7));
        uint32_t *value = nt_strmap_insert(&map, key, (size_t)bytes, i, &is_new);
        assert_non_null(value);
        assert_true(is_new);
        assert_int_equal(*value, i);
        value = nt_strmap_insert(&map, key, (size_t)bytes, i + 1, &is_new);
        assert_false(is_new);
        assert_int_equal(*value, i);
        assert_null(nt_strmap_find(&map, key, (size_t)bytes - 1));
    }
    assert_int_equal(map.entry_count, 5000);
    for (uint32_t i = 0; i < 5000; i++) {
        char key[32];
        int bytes = snprintf(key, sizeof key, "%u key %u", (unsigned)i, (unsigned)(i % 7));
        uint32_t *value = nt_strmap_find(&map, key, (size_t)bytes);
        assert_non_null(value);
        assert_int_equal(*value, i);
        assert_int_equal(map.entries[i].value, i); /* in the order of insertion */
    }
    assert_non_null(nt_strmap_insert(&map, "", 0, 1, &is_new));
    assert_true(is_new);
    assert_non_null(nt_strmap_find(&map, "", 0));
    assert_non_null(nt_strmap_insert(&map, "a\0b", 3, 1, &is_new));
    assert_null(nt_strmap_find(&map, "a", 1));
    nt_strmap_free(&map);
}

static void test_error(void **state) {
    (void)state;
    nertag_error err;
    assert_int_equal(nt_error(NULL, NERTAG_IO, "%s", "x"), NERTAG_IO);
    assert_int_equal(nt_error(&err, NERTAG_IO, "a\nb\tc\x7F%s", "\x1B[0m"), NERTAG_IO);
    assert_string_equal(err.message, "a b c  [0m");
    assert_int_equal(err.status, NERTAG_IO);
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    nt_error(&err, NERTAG_IO, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    nt_error_at(&err, NERTAG_BAD_MODEL, 77, "wrong");
    assert_int_equal(err.offset, 77);
    assert_string_equal(err.message, "wrong (at byte 77)");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strbuf),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_strmap),
        cmocka_unit_test(test_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
