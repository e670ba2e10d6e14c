/* tagger.c - the stage table and the public functions */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "tag/doc.h"
#include "tag/stages.h"

struct nertag_tagger {
    struct tag_context context;
    struct doc doc;
};

typedef nertag_status stage_function(const struct tag_context *context, struct doc *doc);
struct stage {
    const char *name;
    stage_function *run;
};

static const struct stage segment_stages[] = {
    {"words", nt_stage_words},   {"sentences", nt_stage_sentences}, {"zones", nt_stage_zones},
    {"lookup", nt_stage_lookup}, {"resolve", nt_stage_resolve},
};
static const struct stage document_stages[] = {
    {"context", nt_stage_context},
    {"entities", nt_stage_entities},
};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- the first stages: they drain the cursors of text/ ---- */

nertag_status nt_stage_words(const struct tag_context *context, struct doc *doc) {
    nt_words_scan(&doc->words, doc->text, doc->segment_start, doc->segment_end, doc->scan_end,
                  doc->is_inside_word, &context->classes, context->scan);
    return NERTAG_OK;
}

nertag_status nt_stage_sentences(const struct tag_context *context, struct doc *doc) {
    size_t needed = doc->words.text_bytes / 2 + 2;
    if (!nt_array_reserve(&doc->sentence_starts, &doc->sentence_start_capacity, needed,
                          sizeof *doc->sentence_starts)) {
        return NERTAG_NO_MEMORY;
    }
    doc->sentence_start_count =
        nt_sentence_starts(&doc->sentence_cursor, &context->sentence_words, doc->text,
                           doc->text_bytes, doc->segment_start, &doc->words, doc->sentence_starts);
    return NERTAG_OK;
}

nertag_status nt_stage_zones(const struct tag_context *context, struct doc *doc) {
    (void)context;
    size_t needed = doc->words.text_bytes / 2 + 2;
    if (!nt_array_reserve(&doc->zone_spans, &doc->zone_span_capacity, needed,
                          sizeof *doc->zone_spans)) {
        return NERTAG_NO_MEMORY;
    }
    doc->zone_span_count = nt_zone_spans(&doc->zone_cursor, doc->text, doc->text_bytes,
                                         doc->segment_start, &doc->words, doc->zone_spans);
    return NERTAG_OK;
}

/* ---- running them ---- */

static nertag_status run(const struct stage *stages, size_t count,
                         const struct tag_context *context, struct doc *doc) {
    for (size_t i = 0; i < count; i++) {
        NT_TRY(stages[i].run(context, doc));
    }
    return NERTAG_OK;
}

/* Carry what the segment counted over to the next one. */
static void end_segment(struct doc *doc) {
    const struct words *words = &doc->words;
    size_t last = words->core_bytes - 1;
    doc->codepoints_before += nt_words_codepoints(words, words->core_bytes);
    doc->wide_before += nt_words_wide(words, words->core_bytes);
    doc->sentences_before += (uint32_t)doc->sentence_start_count;
    if (doc->sentence_start_count > 0) {
        doc->sentence_start_before = doc->sentence_starts[doc->sentence_start_count - 1];
    }
    doc->seen.invalid_parts += words->invalid_count;
    doc->is_inside_word = words->words[last / NT_BLOCK] >> (last % NT_BLOCK) & 1;
}

static nertag_status tag(const struct tag_context *context, struct doc *doc) {
    doc->sentence_cursor.is_wrapped = nt_sentence_is_wrapped(doc->text, doc->text_bytes);
    doc->zone_cursor.is_wrapped = doc->sentence_cursor.is_wrapped;
    while (nt_doc_next_segment(doc)) {
        NT_TRY(run(segment_stages, COUNT(segment_stages), context, doc));
        end_segment(doc);
    }
    doc->seen.codepoints = doc->codepoints_before;
    doc->seen.utf16_units = doc->codepoints_before + doc->wide_before;
    doc->seen.sentence_count = doc->text_bytes > 0 ? doc->sentences_before + 1 : 0;
    return run(document_stages, COUNT(document_stages), context, doc);
}

nertag_status nertag_tag(nertag_tagger *tagger, const char *text, size_t text_bytes) {
    struct doc *doc = &tagger->doc;
    if (text_bytes > NERTAG_TEXT_MAX) {
        nt_doc_begin(doc, NULL, 0);
        return NERTAG_TEXT_TOO_BIG;
    }
    nt_doc_begin(doc, text_bytes > 0 ? text : "", (uint32_t)text_bytes);
    nertag_status status = tag(&tagger->context, doc);
    if (status != NERTAG_OK) {
        nt_doc_begin(doc, NULL, 0); /* after a failure there are no results */
    }
    doc->text = NULL; /* borrowed for the call only */
    return status;
}

/* ---- life cycle ---- */

static nertag_status set_options(struct tag_context *context, const nertag_options *options,
                                 nertag_error *err) {
    static const nertag_options defaults = NERTAG_OPTIONS_INIT;
    if (options == NULL) {
        options = &defaults;
    }
    if (options->options_bytes < sizeof defaults) {
        return nt_error(err, NERTAG_BAD_OPTION,
                        "options_bytes is too small: use "
                        "NERTAG_OPTIONS_INIT");
    }
    if (!(options->min_score >= 0.0f && options->min_score <= 1.0f)) {
        return nt_error(err, NERTAG_BAD_OPTION, "min_score must lie between 0 and 1");
    }
    context->min_score = options->min_score;
    context->labels = options->labels == 0 ? UINT32_MAX : options->labels;
    context->scan = nt_scan_select(options->simd);
    if (context->scan == NULL) {
        return nt_error(err, NERTAG_BAD_OPTION, "this machine cannot run the chosen SIMD code");
    }
    return NERTAG_OK;
}

nertag_tagger *nertag_tagger_new(const nertag_model *model, const nertag_options *options,
                                 nertag_error *err) {
    nertag_tagger *tagger = calloc(1, sizeof *tagger);
    if (tagger == NULL) {
        nt_error(err, NERTAG_NO_MEMORY, "not enough memory for a tagger");
        return NULL;
    }
    struct tag_context *context = &tagger->context;
    context->model = model;
    context->queue = nt_lookup_queue_new();
    context->map = nt_entity_map_new();
    if (context->queue == NULL || context->map == NULL) {
        nt_error(err, NERTAG_NO_MEMORY, "not enough memory for a tagger");
        nertag_tagger_free(tagger);
        return NULL;
    }
    if (set_options(context, options, err) != NERTAG_OK) {
        nertag_tagger_free(tagger);
        return NULL;
    }
    const uint8_t *engine = model->sections[NT_SECTION_ENGINE].data;
    struct word_begins begins;
    memcpy(begins.ascii, engine + NT_ENGINE_BEGIN, sizeof begins.ascii);
    memcpy(begins.first, engine + NT_ENGINE_FIRST, sizeof begins.first);
    memcpy(begins.second, engine + NT_ENGINE_SECOND, sizeof begins.second);
    memcpy(begins.lower, engine + NT_ENGINE_LOWER, sizeof begins.lower);
    nt_word_classes_init(&context->classes, &begins);
    nt_sentence_words_init(&context->sentence_words);
    return tagger;
}

void nertag_tagger_free(nertag_tagger *tagger) {
    if (tagger != NULL) {
        nt_doc_free(&tagger->doc);
        nt_lookup_queue_free(tagger->context.queue);
        nt_entity_map_free(tagger->context.map);
        free(tagger);
    }
}

/* ---- results ---- */

const nertag_document *nertag_document_of(const nertag_tagger *tagger) {
    return &tagger->doc.seen;
}

size_t nertag_mention_count(const nertag_tagger *tagger) {
    return tagger->doc.mention_count;
}

size_t nertag_entity_count(const nertag_tagger *tagger) {
    return tagger->doc.entity_count;
}

const nertag_mention *nertag_mention_at(const nertag_tagger *tagger, size_t index) {
    return index < tagger->doc.mention_count ? &tagger->doc.mentions[index].seen : NULL;
}

const nertag_entity *nertag_entity_at(const nertag_tagger *tagger, size_t index) {
    return index < tagger->doc.entity_count ? &tagger->doc.entities[index].seen : NULL;
}

const char *nertag_zone_name(uint32_t zone) {
    static const char *const names[] = {"body",   "title",   "dateline",
                                        "byline", "caption", "boilerplate"};
    return zone < COUNT(names) ? names[zone] : NULL;
}

#define STRING(number) #number
#define VERSION(major, minor, patch) STRING(major) "." STRING(minor) "." STRING(patch)

const char *nertag_version(void) {
    return VERSION(NERTAG_VERSION_MAJOR, NERTAG_VERSION_MINOR, NERTAG_VERSION_PATCH);
}
