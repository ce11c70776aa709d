// The bytes that divide a CSV file, 64 at a time. In C for one reason: the comparison of vectors into the
// bits of a word, which Swift's SIMD types cannot say. Inlined into the Swift that calls it, and fast
// with the vectors that every processor has, so there is one version only.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// How many bytes are looked at together; a word has a bit for each.
enum { cscan_block = 64 };

typedef unsigned char CScanBytes __attribute__((ext_vector_type(cscan_block)));
typedef bool CScanBits __attribute__((ext_vector_type(cscan_block)));

/// Which of 64 bytes are a comma, a quote, LF or CR: bit n tells of byte n.
static inline __attribute__((always_inline)) uint64_t cscan_marks(const unsigned char *bytes) {
  CScanBytes block;
  memcpy(&block, bytes, sizeof block);
  CScanBits bits = __builtin_convertvector(
      (block == (CScanBytes)',') | (block == (CScanBytes)'"') | (block == (CScanBytes)'\n')
          | (block == (CScanBytes)'\r'),
      CScanBits);
  uint64_t marks;
  memcpy(&marks, &bits, sizeof marks);
  return marks;
}

/// Whether any of 64 bytes is not ASCII.
static inline __attribute__((always_inline)) bool cscan_is_high(const unsigned char *bytes) {
  uint64_t words[cscan_block / 8];
  memcpy(words, bytes, sizeof words);
  uint64_t all = 0;
  for (int word = 0; word < cscan_block / 8; ++word) all |= words[word];
  return (all & 0x8080808080808080u) != 0;
}
