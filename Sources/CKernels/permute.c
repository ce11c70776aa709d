#include "CKernels.h"
#include "clones.h"

typedef unsigned long long Number;
/// Eight counters at a time, one word of 32 bits in each.
typedef Number Words __attribute__((vector_size(64)));

/// Eight counts, wherever they start.
typedef long long Counts __attribute__((vector_size(64), aligned(8)));

enum { lanes = 8, batch = 16 * lanes };

/// The numbers of `lanes` blocks of Philox4x32-10 that follow each other, as `Philox.next` gives them.
INLINED void blocks(Number *numbers, Number first, Number seed, Number stream) {
  const Words low = {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                     0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF};
  const Words step = {0, 1, 2, 3, 4, 5, 6, 7};
  Words counter = first + step;
  Words c0 = counter & low, c1 = counter >> 32;
  Words c2 = (Words){} + (stream & 0xFFFFFFFF), c3 = (Words){} + (stream >> 32);
  Number k0 = seed & 0xFFFFFFFF, k1 = seed >> 32;
  for (int round = 0; round < 10; round++) {
    Words even = c0 * 0xD2511F53u, odd = c2 * 0xCD9E8D57u;
    c0 = (odd >> 32) ^ c1 ^ k0;
    c1 = odd & low;
    c2 = (even >> 32) ^ c3 ^ k1;
    c3 = even & low;
    k0 = (k0 + 0x9E3779B9u) & 0xFFFFFFFF;
    k1 = (k1 + 0xBB67AE85u) & 0xFFFFFFFF;
  }
  Words one = c1 << 32 | c0, two = c3 << 32 | c2;
  for (int lane = 0; lane < lanes; lane++) {
    numbers[2 * lane] = one[lane];
    numbers[2 * lane + 1] = two[lane];
  }
}

/// Numbers of a stream that are made many at a time and used one by one.
typedef struct {
  Number numbers[2 * batch];
  Number seed, stream, counter;
  int used;
} Draws;

INLINED Number next(Draws *draws) {
  if (draws->used == 2 * batch) {
    for (int first = 0; first < batch; first += lanes)
      blocks(draws->numbers + 2 * first, draws->counter + first, draws->seed, draws->stream);
    draws->counter += batch;
    draws->used = 0;
  }
  return draws->numbers[draws->used++];
}

/// A number below a bound, as `index(below:)` draws it.
INLINED Number below(Number bound, Draws *draws) {
  unsigned __int128 product = (unsigned __int128)next(draws) * bound;
  if (__builtin_expect((Number)product < bound, 0)) {
    Number least = (0 - bound) % bound;
    while ((Number)product < least) product = (unsigned __int128)next(draws) * bound;
  }
  return product >> 64;
}

CLONES void ckernels_permute(
    int *numbers, long count, unsigned long long seed, unsigned long long stream) {
  Draws draws = {.seed = seed, .stream = stream, .counter = 0, .used = 2 * batch};
  for (long i = 0; i < count; i++) numbers[i] = (int)i;
  for (long last = count - 1; last > 0; last--) {
    long other = (long)below(last + 1, &draws);
    int held = numbers[last];
    numbers[last] = numbers[other];
    numbers[other] = held;
  }
}

/// Counts sums of as many numbers as each place asks for, from the place on, without its own number.
CLONES void ckernels_count_sums(PermutedValues permuted, long long *at_least, long long *at_most) {
  const long count = permuted.count;
  const Mask step = {0, 1, 2, 3, 4, 5, 6, 7};
  long i = 0;
  for (; i + lanes <= count; i += lanes) {
    Mask offset, size, limit;
    int longest = 0;
    for (int lane = 0; lane < lanes; lane++) {
      offset[lane] = permuted.positions[i + lane];
      size[lane] = permuted.sizes[i + lane];
      longest = longest > permuted.sizes[i + lane] ? longest : permuted.sizes[i + lane];
    }
    offset -= i + step;
    offset += (offset < 0) & count;
    // A place that meets itself takes one more number in its stead.
    limit = size - (offset < size);
    Vector sum = {0};
    for (int d = 0; d <= longest; d++) {
      Mask taken = (d < limit) & (offset != d);
      Mask bits = (Mask)*(const Vector *)(permuted.values + i + d) & taken;
      sum += (Vector)bits;
    }
    *(Counts *)(at_least + i) -= sum >= *(const Vector *)(permuted.least + i);
    *(Counts *)(at_most + i) -= sum <= *(const Vector *)(permuted.most + i);
  }
  for (; i < count; i++) {
    long offset = permuted.positions[i] - i;
    if (offset < 0) offset += count;
    long limit = permuted.sizes[i] + (offset < permuted.sizes[i]);
    double sum = 0;
    for (long d = 0; d < limit; d++)
      if (d != offset) sum += permuted.values[i + d];
    at_least[i] += sum >= permuted.least[i];
    at_most[i] += sum <= permuted.most[i];
  }
}

CLONES void ckernels_count_weighted_sums(
    PermutedValues permuted, const double *weights, long long *at_least, long long *at_most) {
  for (long i = 0; i < permuted.count; weights += permuted.sizes[i], i++) {
    long offset = permuted.positions[i] - i;
    if (offset < 0) offset += permuted.count;
    const double *value = permuted.values + i;
    double sum = 0;
    for (long d = 0; d < permuted.sizes[i]; d++) sum += weights[d] * value[d + (d >= offset)];
    at_least[i] += sum >= permuted.least[i];
    at_most[i] += sum <= permuted.most[i];
  }
}
