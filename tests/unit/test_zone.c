/* test_zone.c - which part of an article a line is */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nertag.h"
#include "text/sentence.h"
#include "text/words.h"
#include "text/zone.h"

/* The zone of the first place of 'part' in 'text'. */
struct zone_case {
    const char *text;
    const char *part;
    uint32_t zone;
};

static const struct zone_case cases[] = {
    {"Leaders meet in Seoul\n\nThey met on Monday.\n", "Leaders", NERTAG_ZONE_TITLE},
    {"Leaders meet in Seoul\n\nThey met on Monday.\n", "They", NERTAG_ZONE_BODY},
    {"Leaders meet in Seoul", "Leaders", NERTAG_ZONE_BODY},
    {"They met on Monday.\n\nMore text.\n", "They", NERTAG_ZONE_BODY},
    {"Title\n\nSEOUL, South Korea (AP) -- They met.\n", "SEOUL", NERTAG_ZONE_DATELINE},
    {"Title\n\nSEOUL, South Korea (AP) -- They met.\n", "They", NERTAG_ZONE_BODY},
    {"SEOUL \xE2\x80\x94 They met.\n\nMore.\n", "SEOUL", NERTAG_ZONE_DATELINE},
    {"Title\n\nThis is no place - and it goes on.\n", "This", NERTAG_ZONE_BODY},
    {"Title\nBy Lee Bon-young, Washington correspondent\nText.\n", "Lee", NERTAG_ZONE_BYLINE},
    {"Title\nBy Monday it was over.\nText.\n", "Monday", NERTAG_ZONE_BODY},
    {"Title\nKim waves in Pyongyang. (KCNA via Reuters)\nText.\n", "Kim", NERTAG_ZONE_CAPTION},
    {"Title\nFile photo: Kim waves.\nText.\n", "Kim", NERTAG_ZONE_CAPTION},
    {"Title\nText.\nRelated stories\nRussia\nMore\n", "Russia", NERTAG_ZONE_BOILERPLATE},
    {"Title\nText.\nCopyright Example News\n", "Example", NERTAG_ZONE_BOILERPLATE},
    {"Title\nText.\n\xC2\xA9 Example News\n", "Example", NERTAG_ZONE_BOILERPLATE},
    {"Title\r\n\r\nText here.\r\n", "Title", NERTAG_ZONE_TITLE},
    {"Title\nText (", "Text", NERTAG_ZONE_BODY},
    {"Title\n)", ")", NERTAG_ZONE_BODY},
};

static uint32_t zone_at(const char *text, uint32_t at) {
    size_t bytes = strlen(text);
    struct words *words = malloc(sizeof *words);
    assert_non_null(words);
    struct word_begins begins = {{0}, {0}, {0}, {0}};
    struct word_classes classes;
    struct zone_span spans[256];
    nt_word_classes_init(&classes, &begins);
    nt_words_scan(words, text, 0, bytes, bytes, false, &classes, nt_scan_select(NERTAG_SIMD_AUTO));
    struct zone_cursor cursor = {.is_wrapped = nt_sentence_is_wrapped(text, bytes)};
    size_t count = nt_zone_spans(&cursor, text, bytes, 0, words, spans);
    uint32_t zone = NERTAG_ZONE_BODY;
    uint32_t end = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(spans[i].start >= end && spans[i].start < spans[i].end);
        assert_true(spans[i].end <= bytes);
        end = spans[i].end;
        zone = at >= spans[i].start && at < spans[i].end ? spans[i].zone : zone;
    }
    free(words);
    return zone;
}

static void test_zones(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *part = strstr(cases[i].text, cases[i].part);
        uint32_t zone = zone_at(cases[i].text, (uint32_t)(part - cases[i].text));
        if (zone != cases[i].zone) {
            fail_msg("'%s' in '%s': %s", cases[i].part, cases[i].text, nertag_zone_name(zone));
        }
    }
}

static void test_names(void **state) {
    (void)state;
    assert_string_equal(nertag_zone_name(NERTAG_ZONE_BODY), "body");
    assert_string_equal(nertag_zone_name(NERTAG_ZONE_BOILERPLATE), "boilerplate");
    assert_null(nertag_zone_name(NERTAG_ZONE_BOILERPLATE + 1));
    assert_null(nertag_zone_name(NERTAG_NONE));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
