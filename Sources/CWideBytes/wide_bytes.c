#include "wide_bytes.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i repeated(uint8_t byte) { return _mm256_set1_epi8((char)byte); }

AVX2 static inline __m256i load(const uint8_t *start) { return _mm256_loadu_si256((const __m256i *)start); }

AVX2 static inline __m256i table(const uint8_t entries[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

AVX2 static inline __m256i high_halves(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), repeated(0x0F));
}

/// What may be wrong with a byte and the one before it. A byte is wrong where the four high bits of the byte before, its four
/// low bits and the four high bits of the byte itself all speak for the same fault (J. Keiser, D. Lemire, "Validating UTF-8
/// In Less Than One Instruction Per Byte", Software: Practice and Experience 51, 2021).
enum {
    CUT = 1,            // a lead and no continuation behind it
    STRAY = 2,          // a continuation behind ASCII
    OVERLONG_OF_TWO = 4,
    OVERLONG_OF_THREE = 8,
    SURROGATE = 16,
    TOO_LARGE = 32,     // F4 90 and beyond, but for
    FAR_TOO_LARGE = 64, // F5 80 and beyond; and what is overlong of four, which no table mixes up with it
    SECOND = 128,       // a continuation behind another: right where a longer sequence began before
    ANY_LOW = CUT | STRAY | SECOND,
    CONTINUES = STRAY | OVERLONG_OF_TWO | SECOND
};

static const uint8_t by_high_before[16] = {
    STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, STRAY, SECOND, SECOND, SECOND, SECOND,
    CUT | OVERLONG_OF_TWO, CUT, CUT | OVERLONG_OF_THREE | SURROGATE, CUT | TOO_LARGE | FAR_TOO_LARGE};

static const uint8_t by_low_before[16] = {
    ANY_LOW | OVERLONG_OF_TWO | OVERLONG_OF_THREE | FAR_TOO_LARGE, ANY_LOW | OVERLONG_OF_TWO, ANY_LOW, ANY_LOW,
    ANY_LOW | TOO_LARGE,
#define BEYOND (ANY_LOW | TOO_LARGE | FAR_TOO_LARGE)
    BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND, BEYOND | SURROGATE, BEYOND, BEYOND};

static const uint8_t by_high[16] = {
    CUT, CUT, CUT, CUT, CUT, CUT, CUT, CUT,
    CONTINUES | OVERLONG_OF_THREE | FAR_TOO_LARGE, CONTINUES | OVERLONG_OF_THREE | TOO_LARGE,
    CONTINUES | SURROGATE | TOO_LARGE, CONTINUES | SURROGATE | TOO_LARGE, CUT, CUT, CUT, CUT};

/// Not 0 where a byte cannot stand behind the three before it.
AVX2 static inline __m256i faults(__m256i bytes, const uint8_t *start) {
    const __m256i before = load(start - 1);
    const __m256i wrong = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(table(by_high_before), high_halves(before)),
            _mm256_shuffle_epi8(table(by_low_before), _mm256_and_si256(before, repeated(0x0F)))),
        _mm256_shuffle_epi8(table(by_high), high_halves(bytes)));
    // The highest bit where the byte two before begins a sequence of three, or the one three before one of four.
    const __m256i longer = _mm256_or_si256(
        _mm256_subs_epu8(load(start - 2), repeated(0xE0 - 0x80)), _mm256_subs_epu8(load(start - 3), repeated(0xF0 - 0x80)));
    return _mm256_xor_si256(wrong, _mm256_and_si256(longer, repeated(SECOND)));
}

AVX2 static inline uint64_t places(__m256i first, __m256i second) {
    return (uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

AVX2 static size_t find(const uint8_t *base, size_t from, size_t to, uint8_t mark, uint64_t *found) {
    const __m256i marks = repeated(mark), none = _mm256_setzero_si256();
    *found = 0;
    for (; from < to; from += 64) {
        const __m256i first = load(base + from), second = load(base + from + 32);
        // Of every block, without asking whether it is ASCII: that cannot be foreseen.
        const __m256i wrong = _mm256_or_si256(
            _mm256_or_si256(faults(first, base + from), faults(second, base + from + 32)),
            _mm256_cmpeq_epi8(_mm256_min_epu8(first, second), none));
        if (!_mm256_testz_si256(wrong, wrong)) break;
        *found = places(_mm256_cmpeq_epi8(first, marks), _mm256_cmpeq_epi8(second, marks));
        if (*found != 0) break;
    }
    return from;
}

AVX2 static size_t find_lead(const uint8_t *base, size_t from, size_t to, uint8_t one, uint8_t other) {
    const __m256i ones = repeated(one), others = repeated(other);
    for (; from < to; from += 64) {
        const __m256i first = load(base + from), second = load(base + from + 32);
        const __m256i leads_first = _mm256_or_si256(_mm256_cmpeq_epi8(first, ones), _mm256_cmpeq_epi8(first, others));
        const __m256i leads_second = _mm256_or_si256(_mm256_cmpeq_epi8(second, ones), _mm256_cmpeq_epi8(second, others));
        const __m256i found = _mm256_or_si256(
            _mm256_and_si256(leads_first, load(base + from + 2)),
            _mm256_and_si256(leads_second, load(base + from + 34)));
        if (_mm256_movemask_epi8(found) != 0) break;
    }
    return from;
}

size_t wide_bytes_find_lead(const uint8_t *base, size_t from, size_t to, uint8_t one, uint8_t other) {
    return __builtin_cpu_supports("avx2") ? find_lead(base, from, to, one, other) : from;
}

size_t wide_bytes_find(const uint8_t *base, size_t from, size_t to, uint8_t mark, uint64_t *found) {
    if (__builtin_cpu_supports("avx2")) return find(base, from, to, mark, found);
    *found = 0;
    return from;
}
#else
size_t wide_bytes_find_lead(const uint8_t *base, size_t from, size_t to, uint8_t one, uint8_t other) { return from; }

size_t wide_bytes_find(const uint8_t *base, size_t from, size_t to, uint8_t mark, uint64_t *found) {
    *found = 0;
    return from;
}
#endif
