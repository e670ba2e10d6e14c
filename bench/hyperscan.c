/* hyperscan.c - bare literal scan of a name list with Hyperscan, the yardstick of the benchmark */
/*
 * usage: bench_hyperscan [--runs N] [--cache FILE] [--check none|callback|both] NAMES CORPUS
 * build: cc -O2 bench/hyperscan.c $(pkg-config --cflags --libs libhs) -o bench_hyperscan
 *
 * Hyperscan gets its best case: literals, block mode, the whole corpus in one call, memory already
 * touched, nothing printed. It reports every overlapping occurrence; nertag and grep report the
 * leftmost longest, so the counts here are higher.
 */
#define _GNU_SOURCE
#include <hs.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { RUNS_MAX = 99 };

struct options {
    const char *names_path;
    const char *corpus_path;
    const char *cache_path;
    int run_count;
    bool check_none;
    bool check_callback;
};

struct names {
    char *text;
    const char **starts;
    size_t *bytes;
    unsigned *ids;
    unsigned *flags;
    unsigned count;
};

struct scan {
    const char *text;
    size_t text_bytes;
    const size_t *name_bytes;
    uint64_t raw_count;
    uint64_t match_count;
};

static double seconds_now(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void die(const char *what, const char *detail) {
    fprintf(stderr, "bench_hyperscan: %s: %s\n", what, detail);
    exit(2);
}

static void *allocate(size_t count, size_t bytes) {
    void *memory = calloc(count ? count : 1, bytes);

    if (!memory)
        die("memory", "not enough");
    return memory;
}

static char *read_whole(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    char *data;
    long end;

    if (!file)
        die(path, "cannot be opened");
    if (fseek(file, 0, SEEK_END) != 0 || (end = ftell(file)) < 0)
        die(path, "cannot be measured");
    rewind(file);
    data = allocate((size_t)end + 1, 1);
    if (fread(data, 1, (size_t)end, file) != (size_t)end)
        die(path, "cannot be read");
    fclose(file);
    *bytes = (size_t)end;
    return data;
}

static void write_whole(const char *path, const char *data, size_t bytes) {
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(data, 1, bytes, file) != bytes || fclose(file) != 0)
        die(path, "cannot be written");
}

static struct names read_names(const char *path) {
    struct names names = {0};
    size_t text_bytes;
    size_t line_count = 0;
    char *line;
    char *end;

    names.text = read_whole(path, &text_bytes);
    for (size_t i = 0; i < text_bytes; i++)
        line_count += names.text[i] == '\n';
    names.starts = allocate(line_count + 1, sizeof *names.starts);
    names.bytes = allocate(line_count + 1, sizeof *names.bytes);
    names.ids = allocate(line_count + 1, sizeof *names.ids);
    names.flags = allocate(line_count + 1, sizeof *names.flags);
    for (line = names.text; line < names.text + text_bytes; line = end + 1) {
        end = memchr(line, '\n', (size_t)(names.text + text_bytes - line));
        if (!end)
            end = names.text + text_bytes;
        *end = '\0';
        if (end == line)
            continue;
        names.starts[names.count] = line;
        names.bytes[names.count] = (size_t)(end - line);
        names.ids[names.count] = names.count;
        names.count++;
    }
    return names;
}

static hs_database_t *compile_names(const struct names *names) {
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;

    if (hs_compile_lit_multi(names->starts, names->flags, names->ids, names->bytes, names->count,
                             HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS)
        die("compile", error ? error->message : "failed");
    return database;
}

/* A cache file saves the compile of a million names, some 40 s, between runs. */
static hs_database_t *load_or_compile(const struct names *names, const char *cache_path) {
    hs_database_t *database = NULL;
    char *bytes = NULL;
    size_t byte_count = 0;
    FILE *probe = cache_path ? fopen(cache_path, "rb") : NULL;

    if (probe) {
        fclose(probe);
        bytes = read_whole(cache_path, &byte_count);
        if (hs_deserialize_database(bytes, byte_count, &database) != HS_SUCCESS)
            die(cache_path, "is no database of this Hyperscan; delete it");
        free(bytes);
        return database;
    }
    database = compile_names(names);
    if (cache_path) {
        if (hs_serialize_database(database, &bytes, &byte_count) != HS_SUCCESS)
            die(cache_path, "the database cannot be serialized");
        write_whole(cache_path, bytes, byte_count);
        free(bytes);
    }
    return database;
}

/* As the study had it: every byte of a non-ASCII letter belongs to a word. */
static inline bool is_word_byte(unsigned char byte) {
    return byte >= 0x80 || (unsigned)(byte | 0x20) - 'a' < 26u || (unsigned)byte - '0' < 10u ||
           byte == '_';
}

static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                       void *context) {
    struct scan *scan = context;

    (void)id;
    (void)from;
    (void)to;
    (void)flags;
    scan->raw_count++;
    return 0;
}

static int check_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                       void *context) {
    struct scan *scan = context;
    size_t end = (size_t)to;
    size_t start = end - scan->name_bytes[id];

    (void)from;
    (void)flags;
    scan->raw_count++;
    if (start > 0 && is_word_byte((unsigned char)scan->text[start - 1]))
        return 0;
    if (end < scan->text_bytes && is_word_byte((unsigned char)scan->text[end]))
        return 0;
    scan->match_count++;
    return 0;
}

static int compare_doubles(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;

    return (a > b) - (a < b);
}

static void run_scans(const hs_database_t *database, struct scan *scan, match_event_handler handler,
                      const char *name, int run_count) {
    hs_scratch_t *scratch = NULL;
    double seconds[RUNS_MAX];

    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        die("scratch", "cannot be allocated");
    for (int run = 0; run < run_count; run++) {
        double begin;

        scan->raw_count = 0;
        scan->match_count = 0;
        begin = seconds_now();
        if (hs_scan(database, scan->text, (unsigned)scan->text_bytes, 0, scratch, handler, scan) !=
            HS_SUCCESS)
            die("scan", "failed");
        seconds[run] = seconds_now() - begin;
    }
    hs_free_scratch(scratch);
    printf("check=%s runs=", name);
    for (int run = 0; run < run_count; run++)
        printf("%s%.4f", run ? "," : "", seconds[run]);
    qsort(seconds, (size_t)run_count, sizeof *seconds, compare_doubles);
    printf(" median_s=%.4f mb_per_s=%.1f raw=%llu matches=%llu\n", seconds[run_count / 2],
           (double)scan->text_bytes / 1e6 / seconds[run_count / 2],
           (unsigned long long)scan->raw_count, (unsigned long long)scan->match_count);
}

static struct options read_options(int argument_count, char **arguments) {
    struct options options = {.run_count = 5, .check_callback = true};
    int at = 1;

    for (; at + 1 < argument_count && strncmp(arguments[at], "--", 2) == 0; at += 2) {
        const char *value = arguments[at + 1];

        if (strcmp(arguments[at], "--runs") == 0) {
            options.run_count = atoi(value);
        } else if (strcmp(arguments[at], "--cache") == 0) {
            options.cache_path = value;
        } else if (strcmp(arguments[at], "--check") == 0) {
            options.check_none = strcmp(value, "callback") != 0;
            options.check_callback = strcmp(value, "none") != 0;
        } else {
            die(arguments[at], "is no option");
        }
    }
    if (argument_count - at != 2 || options.run_count < 1 || options.run_count > RUNS_MAX)
        die("usage", "[--runs N] [--cache FILE] [--check none|callback|both] NAMES CORPUS");
    options.names_path = arguments[at];
    options.corpus_path = arguments[at + 1];
    return options;
}

int main(int argument_count, char **arguments) {
    struct options options = read_options(argument_count, arguments);
    struct names names = read_names(options.names_path);
    struct scan scan = {.name_bytes = names.bytes};
    struct rusage usage;
    hs_database_t *database;
    size_t database_bytes = 0;
    double begin = seconds_now();
    double load_seconds;

    database = load_or_compile(&names, options.cache_path);
    load_seconds = seconds_now() - begin;
    getrusage(RUSAGE_SELF, &usage);
    hs_database_size(database, &database_bytes);
    printf("names=%u load_s=%.4f peak_after_load_mib=%ld database_mib=%.1f version=%s\n",
           names.count, load_seconds, usage.ru_maxrss / 1024, (double)database_bytes / 1048576.0,
           hs_version());
    scan.text = read_whole(options.corpus_path, &scan.text_bytes);
    if (scan.text_bytes > UINT32_MAX)
        die(options.corpus_path, "is larger than one block scan can take");
    if (options.check_callback)
        run_scans(database, &scan, check_match, "callback", options.run_count);
    if (options.check_none)
        run_scans(database, &scan, count_match, "none", options.run_count);
    hs_free_database(database);
    free((void *)(uintptr_t)scan.text);
    free(names.text);
    free(names.starts);
    free(names.bytes);
    free(names.ids);
    free(names.flags);
    return 0;
}
