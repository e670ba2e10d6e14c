/* scan.c - classify bytes, 64 at a time: portable C, AVX2, AVX-512, NEON; the same masks from all
 */
#include "nertag.h"
#include "text/words.h"

#include "base/bytes.h"

static void scan_portable(const char *text, size_t block_count, const struct word_classes *classes,
                          struct words *words, size_t first_block) {
    for (size_t block = first_block; block < first_block + block_count; block++) {
        uint64_t word = 0;
        uint64_t begin = 0;
        uint64_t stop = 0;
        uint64_t line = 0;
        uint64_t lower = 0;
        uint64_t other = 0;
        for (uint32_t i = 0; i < NT_BLOCK; i++) {
            uint8_t c = (uint8_t)text[i];
            uint64_t bits = classes->ascii[c & 127];
            uint64_t is_ascii = (uint64_t)(c >> 7) - 1; /* all ones for ASCII */
            bits &= is_ascii;
            word |= (bits & 1) << i;
            begin |= (bits >> 1 & 1) << i;
            stop |= (bits >> 2 & 1) << i;
            line |= (bits >> 3 & 1) << i;
            lower |= (bits >> 4 & 1) << i;
            other |= (uint64_t)(c >> 7) << i;
        }
        words->words[block] = word;
        words->begins[block] = begin;
        words->stops[block] = stop;
        words->breaks[block] = line;
        words->lowers[block] = lower;
        words->others[block] = other;
        text += NT_BLOCK;
    }
}

#if defined(__x86_64__)

#include <immintrin.h>

/* Set membership by two shuffles: bit h of nibble[low nibble] says whether high nibble h is in. */
__attribute__((target("avx2"))) static inline uint32_t members(__m256i low_sets, __m256i low,
                                                               __m256i high_bit) {
    __m256i sets = _mm256_shuffle_epi8(low_sets, low);
    __m256i absent = _mm256_cmpeq_epi8(_mm256_and_si256(sets, high_bit), _mm256_setzero_si256());
    return ~(uint32_t)_mm256_movemask_epi8(absent);
}

__attribute__((target("avx2"))) static void scan_avx2(const char *text, size_t block_count,
                                                      const struct word_classes *classes,
                                                      struct words *words, size_t first_block) {
    __m256i sets[NT_CLASS_COUNT];
    for (int i = 0; i < NT_CLASS_COUNT; i++) {
        sets[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)classes->nibble[i]));
    }
    /* 1 << (high nibble), 0 for bytes over 7F */
    const __m256i powers = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1,
                                            2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m256i low_mask = _mm256_set1_epi8(15);
    for (size_t block = first_block; block < first_block + block_count; block++) {
        uint64_t masks[NT_CLASS_COUNT] = {0};
        uint64_t other = 0;
        for (int half = 0; half < 2; half++) {
            __m256i bytes = _mm256_loadu_si256((const void *)(text + 32 * half));
            __m256i low = _mm256_and_si256(bytes, low_mask);
            __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low_mask);
            __m256i high_bit = _mm256_shuffle_epi8(powers, high);
            for (int i = 0; i < NT_CLASS_COUNT; i++) {
                masks[i] |= (uint64_t)members(sets[i], low, high_bit) << (32 * half);
            }
            other |= (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << (32 * half);
        }
        words->words[block] = masks[0];
        words->begins[block] = masks[1];
        words->stops[block] = masks[2];
        words->breaks[block] = masks[3];
        words->lowers[block] = masks[4];
        words->others[block] = other;
        text += NT_BLOCK;
    }
}

__attribute__((target("avx512f,avx512bw,avx512vbmi"))) static void scan_avx512(
    const char *text, size_t block_count, const struct word_classes *classes, struct words *words,
    size_t first_block) {
    __m512i low_half = _mm512_loadu_si512(classes->ascii);
    __m512i high_half = _mm512_loadu_si512(classes->ascii + 64);
    __m512i first_low = _mm512_loadu_si512(classes->begins.first);
    __m512i first_high = _mm512_loadu_si512(classes->begins.first + 64);
    __m512i second_low = _mm512_loadu_si512(classes->begins.second);
    __m512i second_high = _mm512_loadu_si512(classes->begins.second + 64);
    for (size_t block = first_block; block < first_block + block_count; block++) {
        __m512i bytes = _mm512_loadu_si512(text);
        uint64_t other = _mm512_movepi8_mask(bytes);
        __m512i bits = _mm512_permutex2var_epi8(low_half, bytes, high_half);
        words->words[block] = _mm512_test_epi8_mask(bits, _mm512_set1_epi8(1)) & ~other;
        words->begins[block] = _mm512_test_epi8_mask(bits, _mm512_set1_epi8(2)) & ~other;
        words->stops[block] = _mm512_test_epi8_mask(bits, _mm512_set1_epi8(4)) & ~other;
        words->breaks[block] = _mm512_test_epi8_mask(bits, _mm512_set1_epi8(8)) & ~other;
        words->others[block] = other;
        uint64_t lower = 0;
        if (classes->has_lower) {
            __m512i next = _mm512_loadu_si512(text + 1);
            __m512i first = _mm512_permutex2var_epi8(first_low, bytes, first_high);
            __m512i second = _mm512_permutex2var_epi8(second_low, next, second_high);
            lower = (_mm512_test_epi8_mask(first, second) & ~other) |
                    (_mm512_test_epi8_mask(first, first) & _mm512_movepi8_mask(next) & ~other);
        }
        words->lowers[block] = lower;
        text += NT_BLOCK;
    }
}

nt_scan_function *nt_scan_select(uint32_t simd) {
    __builtin_cpu_init();
    bool has_avx2 = __builtin_cpu_supports("avx2");
    bool has_avx512 = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi");
    switch (simd) {
    case NERTAG_SIMD_AUTO:
        return has_avx512 ? scan_avx512 : has_avx2 ? scan_avx2 : scan_portable;
    case NERTAG_SIMD_PORTABLE:
        return scan_portable;
    case NERTAG_SIMD_AVX2:
        return has_avx2 ? scan_avx2 : NULL;
    case NERTAG_SIMD_AVX512:
        return has_avx512 ? scan_avx512 : NULL;
    default:
        return NULL;
    }
}

#elif defined(__aarch64__)

#include <arm_neon.h>

/* 64 comparison results (FF or 00) to 64 bits: bytes weighted 1, 2, 4 ... and added pairwise. */
static inline uint64_t to_mask(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
    uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
    uint8x16_t sum = vpaddq_u8(ab, cd);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static void scan_neon(const char *text, size_t block_count, const struct word_classes *classes,
                      struct words *words, size_t first_block) {
    const uint8x16_t powers = {1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0};
    for (size_t block = first_block; block < first_block + block_count; block++) {
        uint8x16_t bytes[4];
        uint8x16_t high_bit[4];
        uint8x16_t low[4];
        for (int i = 0; i < 4; i++) {
            bytes[i] = vld1q_u8((const uint8_t *)text + 16 * i);
            low[i] = vandq_u8(bytes[i], vdupq_n_u8(15));
            high_bit[i] = vqtbl1q_u8(powers, vshrq_n_u8(bytes[i], 4));
        }
        uint64_t masks[NT_CLASS_COUNT];
        for (int class = 0; class < NT_CLASS_COUNT; class ++) {
            uint8x16_t sets = vld1q_u8(classes->nibble[class]);
            uint8x16_t in[4];
            for (int i = 0; i < 4; i++) {
                in[i] = vtstq_u8(vqtbl1q_u8(sets, low[i]), high_bit[i]);
            }
            masks[class] = to_mask(in[0], in[1], in[2], in[3]);
        }
        words->words[block] = masks[0];
        words->begins[block] = masks[1];
        words->stops[block] = masks[2];
        words->breaks[block] = masks[3];
        words->lowers[block] = masks[4];
        uint8x16_t high = vdupq_n_u8(127);
        words->others[block] = to_mask(vcgtq_u8(bytes[0], high), vcgtq_u8(bytes[1], high),
                                       vcgtq_u8(bytes[2], high), vcgtq_u8(bytes[3], high));
        text += NT_BLOCK;
    }
}

nt_scan_function *nt_scan_select(uint32_t simd) {
    switch (simd) {
    case NERTAG_SIMD_AUTO:
    case NERTAG_SIMD_NEON:
        return scan_neon;
    case NERTAG_SIMD_PORTABLE:
        return scan_portable;
    default:
        return NULL;
    }
}

#else

nt_scan_function *nt_scan_select(uint32_t simd) {
    bool is_portable = simd == NERTAG_SIMD_AUTO || simd == NERTAG_SIMD_PORTABLE;
    return is_portable ? scan_portable : NULL;
}

#endif
