#include "CKernels.h"
#include "clones.h"

/// One row's days in as many shuffles.
typedef int16_t Days __attribute__((vector_size(2 * ckernels_shuffles), aligned(2)));

/// The most pairs that sixteen bits count.
enum { most = INT16_MAX };

/// Moves what was counted in sixteen bits to the sums.
INLINED void collect(Days *counted, long limit_count, int64_t *counts) {
  for (long limit = 0; limit < limit_count; limit++) {
    for (int shuffle = 0; shuffle < ckernels_shuffles; shuffle++)
      counts[limit * ckernels_shuffles + shuffle] += counted[limit][shuffle];
    counted[limit] = (Days){0};
  }
}

/// The number of limits is known to the compiler, so that what is counted stays in registers.
INLINED void count_days(
    RowPairs pairs, const int16_t *days, const int16_t *limits, const long limit_count, int64_t *counts) {
  const Days *rows = (const Days *)days;
  Days counted[4] = {{0}, {0}, {0}, {0}};
  long left = most;
  for (long row = 0; row < pairs.rows; row++) {
    Days own = rows[row];
    for (int64_t pair = pairs.starts[row]; pair < pairs.starts[row + 1]; pair++) {
      Days apart = __builtin_elementwise_abs(own - rows[pairs.others[pair]]);
      // True is minus one.
      for (long limit = 0; limit < limit_count; limit++) counted[limit] -= apart < limits[limit];
      if (--left == 0) {
        collect(counted, limit_count, counts);
        left = most;
      }
    }
  }
  collect(counted, limit_count, counts);
}

CLONES void ckernels_count_near_days(
    RowPairs pairs, const int16_t *days, const int16_t *limits, long limit_count, int64_t *counts) {
  for (long place = 0; place < limit_count * ckernels_shuffles; place++) counts[place] = 0;
  while (limit_count >= 4) {
    count_days(pairs, days, limits, 4, counts);
    limits += 4, limit_count -= 4, counts += 4 * ckernels_shuffles;
  }
  switch (limit_count) {
    case 3: count_days(pairs, days, limits, 3, counts); break;
    case 2: count_days(pairs, days, limits, 2, counts); break;
    case 1: count_days(pairs, days, limits, 1, counts); break;
    default: break;
  }
}
