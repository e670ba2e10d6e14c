/* sentence.c - where sentences begin */
#include "text/sentence.h"

#include <string.h>

#include "text/token.h"

#define WRAP_SAMPLE 4096
#define ABBREVIATION_MAX 6       /* letters */
#define SMALL_ABBREVIATION_MAX 3 /* of those without a capital */

/* Never the end of a sentence, since a name or number follows. */
static const char *const titles[] = {
    "Mr",  "Mrs",    "Ms",   "Dr",  "Prof", "Gen", "Col",  "Lt",  "Sgt",  "Capt", "Maj",  "Cmdr",
    "Cdr", "Adm",    "Brig", "Cpl", "Pvt",  "Rep", "Reps", "Sen", "Sens", "Gov",  "Pres", "Hon",
    "Rev", "Fr",     "St",   "Ste", "Mt",   "Ft",  "Msgr", "Mme", "Mlle", "Sir",  "Supt", "Insp",
    "Amb", "Messrs", "No",   "Nos", "vs",   "Fig", "Art",  "Vol", "Hurr"};

/* The end of a sentence only where a word follows that mostly opens one. */
static const char *const abbreviations[] = {
    "Inc",  "Corp", "Ltd", "Co",   "Cos", "Jr",  "Sr",   "Bros", "Jan",  "Feb",  "Mar",   "Apr",
    "Aug",  "Sept", "Sep", "Oct",  "Nov", "Dec", "etc",  "Ave",  "Blvd", "Rd",   "Sq",    "Dept",
    "Univ", "Assn", "Mon", "Tue",  "Wed", "Thu", "Fri",  "Ala",  "Ariz", "Ark",  "Calif", "Colo",
    "Conn", "Del",  "Fla", "Ga",   "Ill", "Ind", "Kan",  "Ky",   "La",   "Md",   "Mass",  "Mich",
    "Minn", "Miss", "Mo",  "Mont", "Neb", "Nev", "Okla", "Ore",  "Pa",   "Tenn", "Tex",   "Va",
    "Vt",   "Wash", "Wis", "Wyo",  "al",  "cf",  "ca",   "est"};

static const char *const openers[] = {
    "The",  "A",     "An",    "In",     "On",      "At",        "He",    "She",
    "It",   "They",  "We",    "I",      "You",     "But",       "And",   "This",
    "That", "These", "Those", "There",  "If",      "When",      "While", "As",
    "For",  "With",  "After", "Before", "However", "Meanwhile", "His",   "Her",
    "Its",  "Their", "Our",   "My",     "By",      "From",      "To",    "Since",
    "So",   "Some",  "Many",  "Most",   "Also",    "Although",  "What",  "Who",
    "How",  "Why",   "Not",   "Under",  "During",  "Earlier",   "Last",  "Both"};

enum { KIND_TITLE = 1, KIND_ABBREVIATION = 2, KIND_OPENER = 4 };

static uint32_t slot_of(uint64_t key) {
    return (uint32_t)(nt_hash_multiply(key, NT_HASH_1) & (NT_SENTENCE_SLOTS - 1));
}

#define PACKED_MAX 8

/* The first eight letters ("Meanwhil") as a number; never 0 for a word. */
static uint64_t pack(const char *word, size_t bytes) {
    uint64_t key = 0;
    for (size_t i = 0; i < bytes && i < PACKED_MAX; i++) {
        key |= (uint64_t)(uint8_t)word[i] << (8 * i);
    }
    return key;
}

static void add_words(struct sentence_words *list, const char *const *words, size_t count,
                      uint8_t kind) {
    for (size_t i = 0; i < count; i++) {
        uint64_t key = pack(words[i], strlen(words[i]));
        uint32_t slot = slot_of(key);
        while (list->keys[slot] != 0 && list->keys[slot] != key) {
            slot = (slot + 1) & (NT_SENTENCE_SLOTS - 1);
        }
        list->keys[slot] = key;
        list->kinds[slot] |= kind;
    }
}

#define ADD_WORDS(list, words, kind) add_words(list, words, sizeof(words) / sizeof(words)[0], kind)

void nt_sentence_words_init(struct sentence_words *list) {
    memset(list, 0, sizeof *list);
    ADD_WORDS(list, titles, KIND_TITLE);
    ADD_WORDS(list, abbreviations, KIND_ABBREVIATION);
    ADD_WORDS(list, openers, KIND_OPENER);
}

/* KIND_* bits of a word, of which the first eight letters decide. */
static uint8_t kinds_of(const struct sentence_words *list, const char *word, size_t bytes) {
    uint64_t key = pack(word, bytes);
    uint32_t slot = slot_of(key);
    while (list->keys[slot] != 0) {
        if (list->keys[slot] == key) {
            return list->kinds[slot];
        }
        slot = (slot + 1) & (NT_SENTENCE_SLOTS - 1);
    }
    return 0;
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool nt_sentence_is_wrapped(const char *text, size_t text_bytes) {
    size_t limit = text_bytes < WRAP_SAMPLE ? text_bytes : WRAP_SAMPLE;
    size_t breaks = 0;
    size_t continued = 0;
    const char *end = text + limit;
    for (const char *p = text; p < end; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (p == NULL || p + 1 >= end) {
            break;
        }
        if (p[1] != '\n' && p[1] != '\r') {
            breaks++;
            continued += is_small(p[1]);
        }
    }
    return continued >= 2 && continued * 5 >= breaks;
}

/* Bytes of a closing quote, bracket or further stop at 'at', or 0. */
static size_t closer_at(const char *text, size_t text_bytes, size_t at) {
    if (at >= text_bytes) {
        return 0;
    }
    switch (text[at]) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '.':
    case '!':
    case '?':
        return 1;
    case '\xE2': /* the typographic closing quotes */
        return text_bytes - at >= 3 && text[at + 1] == '\x80' &&
                       (text[at + 2] == '\x99' || text[at + 2] == '\x9D')
                   ? 3
                   : 0;
    default:
        return 0;
    }
}

/* The letters before the full stop at 'stop' as a word; 0 when there are none or too many. */
static size_t word_before(const char *text, size_t from, size_t stop) {
    size_t bytes = 0;
    while (stop - bytes > from && bytes <= ABBREVIATION_MAX &&
           (is_small(text[stop - bytes - 1]) || is_capital(text[stop - bytes - 1]))) {
        bytes++;
    }
    return bytes > ABBREVIATION_MAX ? 0 : bytes;
}

static bool is_opener(const struct sentence_words *list, const char *text, size_t text_bytes,
                      size_t at) {
    size_t bytes = 0;
    while (at + bytes < text_bytes && bytes < PACKED_MAX + 2 &&
           (is_small(text[at + bytes]) || is_capital(text[at + bytes]))) {
        bytes++;
    }
    return bytes > 0 && bytes < PACKED_MAX + 2 && (kinds_of(list, text + at, bytes) & KIND_OPENER);
}

/* Does the full stop end a sentence, given that a capital letter or the like follows at 'next'? */
static bool is_final_stop(const struct sentence_words *list, const char *text, size_t text_bytes,
                          size_t from, size_t stop, size_t next) {
    size_t bytes = word_before(text, from, stop);
    if (bytes == 0) {
        return true;
    }
    const char *word = text + stop - bytes;
    bool is_dotted = stop - bytes >= from + 2 && word[-1] == '.';
    if (bytes == 1) {
        /* an initial, or the last letter of "U.S." or "p.m." */
        return is_dotted || is_small(word[0]) ? is_opener(list, text, text_bytes, next)
                                              : word[0] == 'I';
    }
    if (is_small(word[0]) && bytes > SMALL_ABBREVIATION_MAX) {
        return true;
    }
    uint8_t kinds = kinds_of(list, word, bytes);
    if (kinds & KIND_TITLE) {
        return false;
    }
    return !(kinds & KIND_ABBREVIATION) || is_opener(list, text, text_bytes, next);
}

/* Where the next sentence starts if the stop at 'stop' ends one, else 0. */
static size_t after_stop(const struct sentence_words *list, const char *text, size_t text_bytes,
                         size_t from, size_t stop) {
    size_t at = stop + 1;
    size_t closer;
    while ((closer = closer_at(text, text_bytes, at)) > 0 && at - stop < 8) {
        at += closer;
    }
    size_t space = at;
    while (at < text_bytes && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r') &&
           at - space < 8) {
        at++;
    }
    if (at == space || at >= text_bytes || is_small(text[at])) {
        return 0;
    }
    return text[stop] != '.' || is_final_stop(list, text, text_bytes, from, stop, at) ? at : 0;
}

/* The same for the plain case: six small letters, which no abbreviation ends in, the stop, a space,
 * a capital. 0 when the case is not plain. */
static inline size_t after_plain_stop(const char *text, size_t text_bytes, size_t from,
                                      size_t stop) {
    if (stop < from + 6 || stop + 2 >= text_bytes || text[stop + 1] != ' ' ||
        !is_capital(text[stop + 2])) {
        return 0;
    }
    const char *end = text + stop;
    unsigned small_count = 0; /* counted, not branched on */
    for (int i = 1; i <= 6; i++) {
        small_count += is_small(end[-i]);
    }
    return small_count == 6 ? stop + 2 : 0;
}

/* Where the next sentence starts if the line break at 'at' ends one, else 0. */
static size_t after_break(const struct sentence_cursor *cursor, const char *text, size_t text_bytes,
                          size_t at) {
    size_t next = at + 1;
    bool is_blank = next >= text_bytes;
    while (next < text_bytes &&
           (text[next] == '\n' || text[next] == '\r' || text[next] == ' ' || text[next] == '\t') &&
           next - at < 64) {
        is_blank |= text[next] == '\n';
        next++;
    }
    return cursor->is_wrapped && !is_blank ? 0 : next;
}

/* Is there a word byte in [from, to) of the segment? Looks no further: a text of stops alone is all
 * empty sentences. */
static bool has_word(const struct words *words, size_t from, size_t to) {
    size_t block = from / NT_BLOCK;
    size_t last = to / NT_BLOCK;
    uint64_t bits = words->words[block] & ~nt_below(from);
    while (bits == 0 && block < last) {
        bits = words->words[++block];
    }
    return (block < last ? bits : bits & nt_below(to)) != 0;
}

size_t nt_sentence_starts(struct sentence_cursor *cursor, const struct sentence_words *list,
                          const char *text, size_t text_bytes, size_t segment_start,
                          const struct words *words, uint32_t *starts) {
    size_t count = 0;
    for (size_t block = 0; block < words->block_count; block++) {
        uint64_t left = words->stops[block] | words->breaks[block];
        while (left != 0) {
            uint32_t bit = (uint32_t)__builtin_ctzll(left);
            left &= left - 1;
            size_t at = segment_start + block * NT_BLOCK + bit;
            if (at - segment_start >= words->core_bytes) {
                return count;
            }
            if (at < cursor->start) {
                continue; /* a stop or break that the end of the last sentence took in */
            }
            bool is_break = words->breaks[block] >> bit & 1;
            size_t next = after_plain_stop(text, text_bytes, cursor->start, at);
            if (is_break) {
                next = after_break(cursor, text, text_bytes, at);
            } else if (next == 0) {
                next = after_stop(list, text, text_bytes, cursor->start, at);
            }
            if (next == 0 || next >= text_bytes) {
                continue;
            }
            size_t first = cursor->start > segment_start ? cursor->start - segment_start : 0;
            bool is_empty =
                cursor->start >= segment_start && !has_word(words, first, at - segment_start);
            cursor->start = (uint32_t)next;
            if (!is_empty) {
                starts[count++] = (uint32_t)next;
            } else if (count > 0) {
                starts[count - 1] = (uint32_t)next;
            }
        }
    }
    return count;
}
