/* test_file.c - reading, mapping and replacing whole files */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

#define PATH "test_file.tmp"

static void test_write_read_map(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 1, 65535, 65536, 300000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *content = malloc(sizes[i] + 1);
        assert_non_null(content);
        memset(content, 'a' + (int)i, sizes[i]);
        nertag_error err;
        assert_int_equal(nt_file_write(PATH, content, sizes[i], &err), NERTAG_OK);
        char *data;
        size_t data_bytes;
        assert_int_equal(nt_file_read(PATH, &data, &data_bytes, &err), NERTAG_OK);
        assert_int_equal(data_bytes, sizes[i]);
        assert_memory_equal(data, content, sizes[i]);
        assert_int_equal(data[data_bytes], '\0');
        struct file_map map;
        assert_int_equal(nt_file_map(PATH, &map, &err), NERTAG_OK);
        assert_int_equal(map.data_bytes, sizes[i]);
        assert_true(sizes[i] > 0 ? memcmp(map.data, content, sizes[i]) == 0 : map.data == NULL);
        nt_file_unmap(&map);
        free(data);
        free(content);
    }
    assert_int_equal(access(PATH ".nertag-part", F_OK), -1);
    assert_int_equal(remove(PATH), 0);
}

static void assert_io_error(nertag_status status, const nertag_error *err, const char *path) {
    assert_int_equal(status, NERTAG_IO);
    assert_int_equal(err->status, NERTAG_IO);
    assert_memory_equal(err->message, path, strlen(path));
}

static void test_errors(void **state) {
    (void)state;
    nertag_error err = {0};
    char *data;
    size_t data_bytes;
    struct file_map map;
    assert_io_error(nt_file_read("no such file", &data, &data_bytes, &err), &err, "no such file: ");
    assert_io_error(nt_file_map("no such file", &map, &err), &err, "no such file: ");
    assert_io_error(nt_file_read(".", &data, &data_bytes, &err), &err, ".: ");
    assert_io_error(nt_file_map(".", &map, &err), &err, ".: ");
    assert_io_error(nt_file_map("/dev/null", &map, &err), &err, "/dev/null: ");
    assert_io_error(nt_file_write("no such folder/x", "a", 1, &err), &err, "no such folder/x: ");
    assert_io_error(nt_file_write(".", "a", 1, &err), &err, ".: ");
    assert_int_equal(nt_file_read("no such file", &data, &data_bytes, NULL), NERTAG_IO);
    assert_int_equal(nt_file_read("/dev/null", &data, &data_bytes, &err), NERTAG_OK);
    assert_int_equal(data_bytes, 0);
    free(data);
}

/* A pipe must not be waited for when a model is opened. */
static void test_pipe(void **state) {
    (void)state;
    nertag_error err;
    struct file_map map;
    remove(PATH);
    assert_int_equal(mkfifo(PATH, 0600), 0);
    assert_int_equal(nt_file_map(PATH, &map, &err), NERTAG_IO);
    assert_int_equal(remove(PATH), 0);
}

static void test_output(void **state) {
    (void)state;
    nertag_error err;
    struct file_output output;
    assert_int_equal(nt_file_write(PATH, "old", 3, &err), NERTAG_OK);
    assert_int_equal(nt_file_output_open(PATH, &output, &err), NERTAG_OK);
    assert_int_equal(nt_file_write_all(output.descriptor, "new!", 4, PATH, &err), NERTAG_OK);
    struct stat status;
    assert_int_equal(stat(PATH, &status), 0);
    assert_int_equal(status.st_size, 3); /* not before it is complete */
    nt_file_output_discard(&output);
    nt_file_output_discard(&output);
    assert_int_equal(stat(PATH, &status), 0);
    assert_int_equal(status.st_size, 3);
    assert_int_equal(nt_file_output_open(PATH, &output, &err), NERTAG_OK);
    assert_int_equal(nt_file_write_all(output.descriptor, "new!", 4, PATH, &err), NERTAG_OK);
    assert_int_equal(nt_file_output_commit(&output, &err), NERTAG_OK);
    assert_int_equal(stat(PATH, &status), 0);
    assert_int_equal(status.st_size, 4);
    assert_int_equal(access(PATH ".nertag-part", F_OK), -1);
    assert_int_equal(remove(PATH), 0);
    assert_int_equal(nt_file_write("/dev/null", "x", 1, &err), NERTAG_OK);
    assert_int_equal(nt_file_write("/dev/full", "x", 1, &err), NERTAG_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_read_map),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
