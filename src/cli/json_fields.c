/* json_fields.c - fetch a few fields of one JSON text without building the rest */
#include "cli/json_fields.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What may come next. */
enum state {
    STATE_VALUE,
    STATE_FIRST_VALUE, /* or the array's end */
    STATE_KEY,
    STATE_FIRST_KEY, /* or the object's end */
    STATE_AFTER,
    STATE_END,
    STATE_ERROR
};

struct scan {
    const char *at;
    const char *end;
    const char *const *paths;
    size_t path_count;
    struct json_slice *slices;
    uint32_t depth;                      /* open arrays and objects */
    uint32_t matched[NT_JSON_PATHS_MAX]; /* names of the path that the open objects spell */
    uint32_t wanted;                     /* bit i: the value ahead is what paths[i] names */
    uint32_t deeper;                     /* bit i: the value ahead is on the way to it */
    uint64_t is_object[NT_JSON_DEPTH_MAX / 64];
};

static void skip_space(struct scan *scan) {
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\n' || *scan->at == '\r')) {
        scan->at++;
    }
}

/* The first byte of [at, end) that ends the plain part of a string: quote, backslash or control
 * character; 'end' when there is none. */
static const char *plain_end(const char *at, const char *end) {
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1f);
    while (end - at >= 16) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i stops = _mm_cmpeq_epi8(_mm_min_epu8(block, control), block);
        stops = _mm_or_si128(stops, _mm_cmpeq_epi8(block, quote));
        stops = _mm_or_si128(stops, _mm_cmpeq_epi8(block, backslash));
        unsigned mask = (unsigned)_mm_movemask_epi8(stops);
        if (mask != 0) {
            return at + __builtin_ctz(mask);
        }
        at += 16;
    }
#else
    const uint64_t ones = UINT64_C(0x0101010101010101);
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        uint64_t is_quote = word ^ (ones * '"');
        uint64_t is_backslash = word ^ (ones * '\\');
        /* ~word lets bytes over 0x7f pass; a false stop only leads to the byte loop below. */
        uint64_t stops = ((is_quote - ones) & ~is_quote) | ((is_backslash - ones) & ~is_backslash) |
                         ((word - ones * 0x20) & ~word);
        if ((stops & (ones * 0x80)) != 0) {
            break;
        }
        at += 8;
    }
#endif
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20) {
        at++;
    }
    return at;
}

static int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Step over the escape at scan->at; false when it is none. */
static bool skip_escape(struct scan *scan) {
    if (scan->end - scan->at < 2) {
        scan->at = scan->end;
        return false;
    }
    char kind = scan->at[1];
    if (kind != 'u') {
        if (kind == '\0' || strchr("\"\\/bfnrt", kind) == NULL) {
            return false;
        }
        scan->at += 2;
        return true;
    }
    for (int i = 2; i < 6; i++) {
        if (scan->end - scan->at <= i || hex_value(scan->at[i]) < 0) {
            return false;
        }
    }
    scan->at += 6;
    return true;
}

/* Step over the string whose opening quote is at scan->at. */
static bool skip_string(struct scan *scan, struct json_slice *slice) {
    const char *start = ++scan->at;
    bool has_escapes = false;
    for (;;) {
        scan->at = plain_end(scan->at, scan->end);
        if (scan->at == scan->end) {
            return false;
        }
        if (*scan->at == '"') {
            *slice =
                (struct json_slice){start, (size_t)(scan->at - start), SLICE_STRING, has_escapes};
            scan->at++;
            return true;
        }
        has_escapes = true;
        if (*scan->at != '\\' || !skip_escape(scan)) {
            return false;
        }
    }
}

static bool skip_digits(struct scan *scan) {
    const char *start = scan->at;
    while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
        scan->at++;
    }
    return scan->at > start;
}

static bool skip_char(struct scan *scan, char c) {
    if (scan->at < scan->end && *scan->at == c) {
        scan->at++;
        return true;
    }
    return false;
}

static bool skip_number(struct scan *scan, struct json_slice *slice) {
    const char *start = scan->at;
    skip_char(scan, '-');
    if (!skip_char(scan, '0') && !skip_digits(scan)) {
        return false;
    }
    if (skip_char(scan, '.') && !skip_digits(scan)) {
        return false;
    }
    if (skip_char(scan, 'e') || skip_char(scan, 'E')) {
        if (!skip_char(scan, '+')) {
            skip_char(scan, '-');
        }
        if (!skip_digits(scan)) {
            return false;
        }
    }
    *slice = (struct json_slice){start, (size_t)(scan->at - start), SLICE_NUMBER, false};
    return true;
}

static bool skip_word(struct scan *scan, const char *word, struct json_slice *slice) {
    size_t word_bytes = strlen(word);
    if ((size_t)(scan->end - scan->at) < word_bytes || memcmp(scan->at, word, word_bytes) != 0) {
        return false;
    }
    scan->at += word_bytes;
    *slice = (struct json_slice){.kind = SLICE_OTHER};
    return true;
}

static void keep(struct scan *scan, struct json_slice slice) {
    for (size_t i = 0; scan->wanted >> i != 0; i++) {
        if ((scan->wanted >> i & 1) != 0) {
            scan->slices[i] = slice;
        }
    }
    scan->wanted = 0;
    scan->deeper = 0;
}

static enum state open_container(struct scan *scan, bool is_object) {
    if (scan->depth == NT_JSON_DEPTH_MAX) {
        return STATE_ERROR;
    }
    uint64_t bit = UINT64_C(1) << (scan->depth & 63);
    uint64_t *word = &scan->is_object[scan->depth >> 6];
    *word = is_object ? *word | bit : *word & ~bit;
    scan->depth++;
    scan->at++;
    for (size_t i = 0; is_object && scan->deeper >> i != 0; i++) {
        if ((scan->deeper >> i & 1) != 0) {
            scan->matched[i] = scan->depth - 1;
        }
    }
    keep(scan, (struct json_slice){.kind = SLICE_OTHER});
    return is_object ? STATE_FIRST_KEY : STATE_FIRST_VALUE;
}

static enum state close_container(struct scan *scan) {
    scan->at++;
    scan->depth--;
    uint32_t still_open = scan->depth > 0 ? scan->depth - 1 : 0;
    for (size_t i = 0; i < scan->path_count; i++) {
        if (scan->matched[i] > still_open) {
            scan->matched[i] = still_open;
        }
    }
    return STATE_AFTER;
}

static enum state step_value(struct scan *scan) {
    struct json_slice slice;
    bool is_good = false;
    switch (*scan->at) {
    case '{':
        return open_container(scan, true);
    case '[':
        return open_container(scan, false);
    case '"':
        is_good = skip_string(scan, &slice);
        break;
    case 't':
        is_good = skip_word(scan, "true", &slice);
        break;
    case 'f':
        is_good = skip_word(scan, "false", &slice);
        break;
    case 'n':
        is_good = skip_word(scan, "null", &slice);
        break;
    default:
        is_good = skip_number(scan, &slice);
        break;
    }
    if (!is_good) {
        return STATE_ERROR;
    }
    if ((scan->wanted | scan->deeper) != 0) {
        keep(scan, slice);
    }
    return STATE_AFTER;
}

static size_t encode(uint32_t value, char *out) {
    if (value < 0x80) {
        out[0] = (char)value;
        return 1;
    }
    if (value < 0x800) {
        out[0] = (char)(0xc0 | value >> 6);
        out[1] = (char)(0x80 | (value & 0x3f));
        return 2;
    }
    if (value < 0x10000) {
        out[0] = (char)(0xe0 | value >> 12);
        out[1] = (char)(0x80 | (value >> 6 & 0x3f));
        out[2] = (char)(0x80 | (value & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | value >> 18);
    out[1] = (char)(0x80 | (value >> 12 & 0x3f));
    out[2] = (char)(0x80 | (value >> 6 & 0x3f));
    out[3] = (char)(0x80 | (value & 0x3f));
    return 4;
}

/* The four digits of a \u escape that was already checked; 'at' is the backslash. */
static uint32_t unit_at(const char *at) {
    return (uint32_t)hex_value(at[2]) << 12 | (uint32_t)hex_value(at[3]) << 8 |
           (uint32_t)hex_value(at[4]) << 4 | (uint32_t)hex_value(at[5]);
}

/* Decode the escape (already checked) at '*at' into out[4], step over it, return the bytes. */
static size_t decode_escape(const char **at, const char *end, char *out) {
    const char *escape = *at;
    if (escape[1] != 'u') {
        static const char from[] = "\"\\/bfnrt";
        static const char to[] = "\"\\/\b\f\n\r\t";
        out[0] = to[strchr(from, escape[1]) - from];
        *at += 2;
        return 1;
    }
    uint32_t value = unit_at(escape);
    *at += 6;
    if (value >= 0xd800 && value < 0xdc00 && end - *at >= 6 && (*at)[0] == '\\' &&
        (*at)[1] == 'u') {
        uint32_t low = unit_at(*at);
        if (low >= 0xdc00 && low < 0xe000) {
            *at += 6;
            return encode(0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00), out);
        }
    }
    return encode(value >= 0xd800 && value < 0xe000 ? 0xfffd : value, out);
}

bool nt_json_unescape(struct json_slice slice, struct strbuf *out) {
    /* No escape is shorter than what it stands for. */
    char *start = nt_strbuf_room(out, slice.bytes + 4);
    if (start == NULL) {
        return false;
    }
    char *place = start;
    const char *at = slice.data;
    const char *end = slice.data + slice.bytes;
    while (at < end) {
        if (*at == '\\') {
            place += decode_escape(&at, end, place);
            continue;
        }
        const char *stop = plain_end(at, end);
        memcpy(place, at, (size_t)(stop - at));
        place += stop - at;
        at = stop;
    }
    out->bytes += (size_t)(place - start);
    return true;
}

/* Is the key, unescaped, the same as the name? */
static bool key_equals(const struct json_slice *key, const char *name, size_t name_bytes) {
    if (!key->has_escapes) {
        return key->bytes == name_bytes && memcmp(key->data, name, name_bytes) == 0;
    }
    const char *at = key->data;
    const char *end = key->data + key->bytes;
    size_t done = 0;
    while (at < end) {
        char piece[4];
        size_t piece_bytes = 1;
        if (*at == '\\') {
            piece_bytes = decode_escape(&at, end, piece);
        } else {
            piece[0] = *at++;
        }
        if (name_bytes - done < piece_bytes || memcmp(name + done, piece, piece_bytes) != 0) {
            return false;
        }
        done += piece_bytes;
    }
    return done == name_bytes;
}

/* Does the key lead towards a path? A later member of the same name undoes what an earlier
 * found. */
static void match_key(struct scan *scan, const struct json_slice *key) {
    for (size_t i = 0; i < scan->path_count; i++) {
        if (scan->matched[i] != scan->depth - 1) {
            continue;
        }
        const char *name = scan->paths[i];
        for (uint32_t skipped = 0; skipped < scan->matched[i]; skipped++) {
            name = strchr(name, '.') + 1; /* there, since 'deeper' was set for it */
        }
        size_t name_bytes = strcspn(name, ".");
        if (key_equals(key, name, name_bytes)) {
            scan->slices[i] = (struct json_slice){.kind = SLICE_ABSENT};
            uint32_t bit = UINT32_C(1) << i;
            *(name[name_bytes] == '.' ? &scan->deeper : &scan->wanted) |= bit;
        }
    }
}

static enum state step_key(struct scan *scan) {
    struct json_slice key;
    if (*scan->at != '"' || !skip_string(scan, &key)) {
        return STATE_ERROR;
    }
    skip_space(scan);
    if (!skip_char(scan, ':')) {
        return STATE_ERROR;
    }
    match_key(scan, &key);
    return STATE_VALUE;
}

/* After a value: a comma, the end of the container, or the end of all. */
static enum state step_after(struct scan *scan) {
    if (scan->depth == 0 || scan->at == scan->end) {
        return scan->depth == 0 && scan->at == scan->end ? STATE_END : STATE_ERROR;
    }
    uint32_t inner = scan->depth - 1;
    bool is_object = (scan->is_object[inner >> 6] >> (inner & 63) & 1) != 0;
    if (*scan->at == ',') {
        scan->at++;
        return is_object ? STATE_KEY : STATE_VALUE;
    }
    return *scan->at == (is_object ? '}' : ']') ? close_container(scan) : STATE_ERROR;
}

static enum state step(struct scan *scan, enum state state) {
    skip_space(scan);
    if (state == STATE_AFTER) {
        return step_after(scan);
    }
    if (scan->at == scan->end) {
        return STATE_ERROR;
    }
    switch (state) {
    case STATE_FIRST_KEY:
        return *scan->at == '}' ? close_container(scan) : step_key(scan);
    case STATE_KEY:
        return step_key(scan);
    case STATE_FIRST_VALUE:
        return *scan->at == ']' ? close_container(scan) : step_value(scan);
    default:
        return step_value(scan);
    }
}

bool nt_json_fields(const char *line, size_t line_bytes, const char *const *paths,
                    size_t path_count, struct json_slice *slices, size_t *error_byte) {
    struct scan scan;
    scan.at = line;
    scan.end = line + line_bytes;
    scan.paths = paths;
    scan.path_count = path_count < NT_JSON_PATHS_MAX ? path_count : NT_JSON_PATHS_MAX;
    scan.slices = slices;
    scan.depth = 0;
    scan.wanted = 0;
    scan.deeper = 0;
    memset(scan.matched, 0, sizeof scan.matched);
    for (size_t i = 0; i < path_count; i++) {
        slices[i] = (struct json_slice){.kind = SLICE_ABSENT};
    }
    enum state state = STATE_VALUE;
    while (state != STATE_END && state != STATE_ERROR) {
        state = step(&scan, state);
    }
    if (state == STATE_ERROR) {
        *error_byte = (size_t)(scan.at - line);
        return false;
    }
    return true;
}
