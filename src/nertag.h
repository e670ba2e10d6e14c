/*
 * nertag.h - find, label and link named entities in UTF-8 text
 *
 * This is the whole published interface of libnertag. What is not declared here may change.
 *
 * Life cycle  open a model -> make a tagger per thread -> tag -> read the results -> free
 * Threads     A nertag_model never changes once opened: any number of threads may use it at once.
 *             A nertag_tagger is one thread's working memory: never use it from two at once.
 *             No globals. The library never prints, never exits, leaves locale and signals alone.
 * Ownership   What *_new and *_open return is the caller's, for *_free and *_close (NULL is fine).
 *             Every other returned pointer is borrowed; its comment says until when.
 * Offsets     Half-open [start, end), in bytes of the caller's text, never inside a UTF-8
 *             sequence; beside them the same place in Unicode code points and UTF-16 units.
 *             Bytes that are not UTF-8 count as Python's decode("utf-8", "replace") counts them
 *             (a code point for each maximal ill-formed part), belong to no mention, and are no
 *             error.
 * Errors      An 'err' argument may be NULL; it is filled only on failure.
 */
#ifndef NERTAG_H
#define NERTAG_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define NERTAG_API
#else
#define NERTAG_API __attribute__((visibility("default")))
#endif

#define NERTAG_VERSION_MAJOR 0
#define NERTAG_VERSION_MINOR 1
#define NERTAG_VERSION_PATCH 0
#define NERTAG_MODEL_VERSION_MIN 1 /* files from MIN to MAX open; the compiler writes MAX */
#define NERTAG_MODEL_VERSION_MAX 1
/* Version of the library that runs, as "0.1.0"; static. */
NERTAG_API const char *nertag_version(void);

typedef enum nertag_status { /* part of the ABI: values are added, never renumbered */
                             NERTAG_OK = 0,
                             NERTAG_NO_MEMORY = 1, /* the model or tagger is still usable */
                             NERTAG_IO = 2,        /* a file could not be opened, read or written */
                             NERTAG_BAD_MODEL = 3, /* not a model, cut short, or damaged */
                             NERTAG_BAD_VERSION = 4,  /* outside MIN..MAX */
                             NERTAG_TEXT_TOO_BIG = 5, /* over NERTAG_TEXT_MAX bytes */
                             NERTAG_BAD_SOURCE =
                                 6, /* a gazetteer file has an error; the message has file:line */
                             NERTAG_BAD_OPTION = 7 /* a value in nertag_options is out of range */
} nertag_status;

typedef struct nertag_error { /* for a person */
    nertag_status status;
    uint64_t offset;   /* byte of the model file, or 0 */
    char message[512]; /* one line; says what to do where we know it */
} nertag_error;

/* ---- model ------------------------------------------------------------------------------ */

typedef struct nertag_model nertag_model;
/* Map the compiled model at 'path'; NULL on failure. Costs the same for any size of file: header
 * and section bounds are checked here, each record when it is read. Replace a model file by
 * rename, never by writing into an open one. */
NERTAG_API nertag_model *nertag_model_open(const char *path, nertag_error *err);
/* The same on bytes in memory: 8-byte aligned, borrowed until close. */
NERTAG_API nertag_model *nertag_model_open_memory(const void *data, size_t data_bytes,
                                                  nertag_error *err);
/* Read the whole file: checksum and every record. O(file). */
NERTAG_API nertag_status nertag_model_verify(const nertag_model *model, nertag_error *err);
/* After all its taggers are freed. */
NERTAG_API void nertag_model_close(nertag_model *model);
/* Name and checksum, as in "en-news 2026.11 9f3c2ab1"; the model's, until close. */
NERTAG_API const char *nertag_model_name(const nertag_model *model);
/* Labels that a mention can have: 0 .. count-1. */
NERTAG_API size_t nertag_label_count(const nertag_model *model);
/* "PERSON", "COUNTRY", ...; the model's, until close; NULL when out of range. */
NERTAG_API const char *nertag_label_name(const nertag_model *model, uint32_t label);
/* What chose a mention, as in "gazetteer/countries"; the model's, until close. */
NERTAG_API const char *nertag_source_name(const nertag_model *model, uint32_t source);

/* ---- tagger ----------------------------------------------------------------------------- */

enum { /* which code runs the word scan; results are the same, bit for bit */
       NERTAG_SIMD_AUTO = 0,
       NERTAG_SIMD_PORTABLE = 1,
       NERTAG_SIMD_AVX2 = 2,
       NERTAG_SIMD_AVX512 = 3,
       NERTAG_SIMD_NEON = 4
};

typedef struct nertag_options {
    size_t options_bytes; /* sizeof(nertag_options): later versions may append fields */
    float min_score;      /* drop mentions below this, in [0, 1] */
    uint32_t simd;        /* NERTAG_SIMD_*; one this machine lacks is NERTAG_BAD_OPTION */
    uint32_t labels;      /* bit n: report label n; 0 = all */
} nertag_options;
#define NERTAG_OPTIONS_INIT                                                                        \
    { sizeof(nertag_options), 0.0f, NERTAG_SIMD_AUTO, 0 }

typedef struct nertag_tagger nertag_tagger;
/* 'model' must outlive the tagger. options NULL means NERTAG_OPTIONS_INIT. NULL on failure. */
NERTAG_API nertag_tagger *nertag_tagger_new(const nertag_model *model,
                                            const nertag_options *options, nertag_error *err);
NERTAG_API void nertag_tagger_free(nertag_tagger *tagger);

#define NERTAG_TEXT_MAX 0x7fffffffu
/* Tag one document. 'text' needs no NUL and is read only during the call. Results stand until the
 * next nertag_tag or free on this tagger; after a failure there are none. Same model, options and
 * text: same results. O(text_bytes). */
NERTAG_API nertag_status nertag_tag(nertag_tagger *tagger, const char *text, size_t text_bytes);

/* ---- results ---------------------------------------------------------------------------- */

#define NERTAG_NONE UINT32_MAX

typedef enum nertag_zone {
    NERTAG_ZONE_BODY = 0,
    NERTAG_ZONE_TITLE = 1,
    NERTAG_ZONE_DATELINE = 2,
    NERTAG_ZONE_BYLINE = 3,
    NERTAG_ZONE_CAPTION = 4,
    NERTAG_ZONE_BOILERPLATE = 5
} nertag_zone;
/* "body", "title", ...; static; NULL when out of range. */
NERTAG_API const char *nertag_zone_name(uint32_t zone);

typedef struct nertag_document {
    uint32_t codepoints;    /* length of the text in code points */
    uint32_t utf16_units;   /* and in UTF-16 code units */
    uint32_t invalid_parts; /* ill-formed UTF-8 parts, each counted as one code point */
    uint32_t sentence_count;
} nertag_document;

typedef struct nertag_mention { /* in text order, disjoint */
    uint32_t start;             /* bytes */
    uint32_t end;
    uint32_t start_codepoint; /* code points */
    uint32_t end_codepoint;
    uint32_t start_utf16; /* UTF-16 code units */
    uint32_t end_utf16;
    uint32_t label;    /* nertag_label_name */
    uint32_t entity;   /* index for nertag_entity_at */
    uint32_t sentence; /* 0 .. sentence_count-1 */
    uint32_t zone;     /* enum nertag_zone */
    uint32_t source;   /* nertag_source_name */
    float score;       /* [0, 1] */
} nertag_mention;

typedef struct nertag_entity { /* by first mention */
    const char *id;            /* knowledge-base id, as in "Q159"; "" when not linked */
    const char *name;          /* canonical name */
    const char *country;       /* ISO 3166-1 alpha-2, or "" */
    const uint32_t
        *mentions; /* mention_count indexes for nertag_mention_at, rising; the tagger's */
    uint32_t mention_count;
    uint32_t label;
    uint32_t id_bytes; /* lengths of the strings above */
    uint32_t name_bytes;
    uint32_t country_bytes;
    float salience; /* [0, 1] */
} nertag_entity;

/* Read by index 0 .. count-1; NULL when out of range. Structs are borrowed from the tagger, strings
 * from the model. Fields are only ever appended, so never copy these structs as an array. */
NERTAG_API const nertag_document *nertag_document_of(const nertag_tagger *tagger);
NERTAG_API size_t nertag_mention_count(const nertag_tagger *tagger);
NERTAG_API size_t nertag_entity_count(const nertag_tagger *tagger);
NERTAG_API const nertag_mention *nertag_mention_at(const nertag_tagger *tagger, size_t index);
NERTAG_API const nertag_entity *nertag_entity_at(const nertag_tagger *tagger, size_t index);

#ifdef __cplusplus
}
#endif

#endif
