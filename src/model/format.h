/* format.h - the bytes of a compiled model: build/ writes them, model/ reads them, nobody else
 *
 * Little-endian integers of fixed width, offsets from the start of the file or section, no
 * pointers.
 *
 *   header    64 bytes, then a table of sections, then the sections, each at a multiple of 64
 *   ENGINE    sizes of the lookup structures and the set of first characters
 *   STRINGS   NUL-terminated strings; offset 0 is ""
 *   LABELS    a u32 string offset for each label
 *   SOURCES   a u32 string offset for each gazetteer: "gazetteer/countries"
 *   COUNTRIES 4 bytes for each country code: "RU\0\0"; entry 0 is ""
 *   ENTITIES  16 bytes each
 *   POSTINGS  u32: a count, then that many entity indexes, best first
 *   ALIASES   surface forms, 4-byte aligned records; unit 0 is unused
 *   FILTER    one bit for each hash of a first token, by the case of its first letter
 *   TABLE     8 bytes a slot, open addressing by the hash of a sequence of tokens
 *
 * A slot: bits 0-27 unit of the first alias with these tokens (0: none), bits 28-46 a Bloom filter
 * of the tokens that may follow, bit 47 whether one of them may begin with a small ASCII letter,
 * bits 48-63 the tag (low 16 bits of the hash). An empty slot is 0. Two sequences with one tag in
 * one probe path share a slot: every match is verified by its bytes. models/FORMAT.md describes the
 * same for people. */
#ifndef NT_FORMAT_H
#define NT_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#define NT_MAGIC "NERTAG\r\n"
#define NT_BYTE_ORDER 0x01020304u

enum { /* offsets in the header */
       NT_HEADER_MAGIC = 0,
       NT_HEADER_VERSION = 8,
       NT_HEADER_BYTE_ORDER = 12,
       NT_HEADER_FILE_BYTES = 16,
       NT_HEADER_CHECKSUM = 24, /* of all bytes from NT_HEADER_SECTION_COUNT on */
       NT_HEADER_SECTION_COUNT = 32,
       NT_HEADER_NAME = 36, /* u32 string offset of the model's name */
       NT_HEADER_BYTES = 64
};

enum section_id {
    NT_SECTION_ENGINE,
    NT_SECTION_STRINGS,
    NT_SECTION_LABELS,
    NT_SECTION_SOURCES,
    NT_SECTION_COUNTRIES,
    NT_SECTION_ENTITIES,
    NT_SECTION_POSTINGS,
    NT_SECTION_ALIASES,
    NT_SECTION_FILTER,
    NT_SECTION_TABLE,
    NT_SECTION_COUNT
};
#define NT_SECTION_ENTRY_BYTES 16 /* u64 offset, u64 bytes; in the order of section_id */
#define NT_SECTION_ALIGNMENT 64

enum {                             /* ENGINE */
       NT_ENGINE_TABLE_LOG2 = 0,   /* u32 */
       NT_ENGINE_FILTER_LOG2 = 4,  /* u32 */
       NT_ENGINE_PROBE_MAX = 8,    /* u32: slots looked at beyond the first */
       NT_ENGINE_ALIAS_COUNT = 12, /* u32 */
       NT_ENGINE_BEGIN = 16,       /* 16 bytes: ASCII capitals and digits that may begin a name */
       NT_ENGINE_FIRST = 32,       /* 128 bytes: buckets of small letters as first character */
       NT_ENGINE_SECOND = 160,     /* 128 bytes: buckets of characters as second character */
       NT_ENGINE_LOWER = 288, /* 1024 bytes: hashes of first tokens with a small first letter */
       NT_ENGINE_BYTES = 1312
};
#define NT_TABLE_LOG2_MIN 4
#define NT_TABLE_LOG2_MAX 30
#define NT_FILTER_LOG2_MIN 9
#define NT_FILTER_LOG2_MAX 32
#define NT_PROBE_LIMIT 1024

enum {                         /* a record of ENTITIES */
       NT_ENTITY_NAME = 0,     /* u32: string offset; with NT_NAME_IN_ALIASES, byte of ALIASES */
       NT_ENTITY_ID = 4,       /* u32: string offset */
       NT_ENTITY_PRIOR = 8,    /* u32 */
       NT_ENTITY_COUNTRY = 12, /* u16: index in COUNTRIES */
       NT_ENTITY_SOURCE = 14,  /* u8: index in SOURCES */
       NT_ENTITY_LABEL = 15,   /* u8: index in LABELS */
       NT_ENTITY_BYTES = 16
};
/* Names that are no entity of ours ("Korean War"): they are matched, so that nothing inside them
 * is, and never reported. The other labels are known by name only. */
#define NT_LABEL_NONE 6

#define NT_NAME_IN_ALIASES 0x80000000u

enum {                    /* a record of ALIASES */
       NT_ALIAS_NEXT = 0, /* u32: unit of another alias of this slot, smaller than this one; or 0 */
       NT_ALIAS_ENTITY = 4,     /* u32: entity index; with NT_ALIAS_MANY, index in POSTINGS */
       NT_ALIAS_BYTE_COUNT = 8, /* u16: of the surface form */
       NT_ALIAS_FLAGS = 10,     /* u8 */
       NT_ALIAS_SCORE = 11,     /* u8: confidence in hundredths */
       NT_ALIAS_SURFACE = 12    /* canonical spelling, NUL */
};
enum {
    NT_ALIAS_CASE_MASK = 3, /* enum case_policy */
    NT_ALIAS_CONTEXT = 4,   /* needs another mention of the entity */
    NT_ALIAS_NOSTART = 8,   /* not as the first word of a sentence */
    NT_ALIAS_STOP = 16,     /* takes in a full stop that follows: "Inc." */
    NT_ALIAS_MANY = 32      /* several entities */
};
#define NT_ALIAS_UNIT 4
#define NT_ALIAS_UNIT_BITS 28

#define NT_SLOT_ALIAS(slot) ((uint32_t)((slot) & ((1u << NT_ALIAS_UNIT_BITS) - 1)))
#define NT_SLOT_FOLLOWERS(slot) ((uint32_t)((slot) >> 28 & 0x7FFFF))
#define NT_SLOT_LOWER ((uint64_t)1 << 47)
#define NT_SLOT_TAG(slot) ((slot) >> 48)
#define NT_FOLLOWER_BITS 19

/* The bit of a slot's Bloom filter for a following token. */
static inline uint64_t nt_follower_bit(uint64_t token_hash) {
    return (uint64_t)1 << (28 + ((token_hash >> 32) * NT_FOLLOWER_BITS >> 32));
}

/* The bit of FILTER for a first token. Names with a capital, by far the most, must not let through
 * the same word with a small letter ("The Hague", "the"), so the two have different bits. */
static inline uint64_t nt_filter_bit(uint64_t hash, bool is_lower, uint32_t filter_log2) {
    return (hash >> 16 ^ (is_lower ? 0x15555 : 0)) & (((uint64_t)1 << filter_log2) - 1);
}

/* The checksum of a file: 64-bit multiply-and-rotate over 8-byte words; guards against damage, not
 * against malice (hostile files are survived by checking each access). */
uint64_t nt_checksum(const void *data, uint64_t data_bytes);

#endif
