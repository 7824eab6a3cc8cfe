#ifndef WIDE_BYTES_H
#define WIDE_BYTES_H

#include <stddef.h>
#include <stdint.h>

/// Finds the first block of 64 bytes that holds the byte `mark`, or that is no UTF-8 (RFC 3629, section 4) or holds NUL. A
/// sequence may go on behind a block, and may have begun before it.
///
/// - base: `from` is at least 3, and all of it before `to` can be read. `to - from` is a multiple of 64.
/// - found: the places of `mark` in the block, a bit for each byte, the first byte's lowest; 0 where the block is no text.
/// Returns where the block begins, `to` where there is none. A processor without AVX2, which Intel's have had since 2013 and
/// AMD's since 2015, finds nothing: it returns `from` with no places, so that whoever calls looks at all blocks.
size_t wide_bytes_find(const uint8_t *base, size_t from, size_t to, uint8_t mark, uint64_t *found);

/// Finds the first block of 64 bytes in which the byte `one` or `other` stands, and two places behind it a byte beyond ASCII.
///
/// - base: all of it before `to + 2` can be read. `to - from` is a multiple of 64.
/// Returns as `wide_bytes_find` does.
size_t wide_bytes_find_lead(const uint8_t *base, size_t from, size_t to, uint8_t one, uint8_t other);

#endif
