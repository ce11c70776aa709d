#include "CKernels.h"
#include "clones.h"
#include <math.h>
#include <string.h>

typedef int16_t Shorts __attribute__((vector_size(32), aligned(2)));
typedef int32_t Longs __attribute__((vector_size(64), aligned(4)));

/// The row of the tables for a statistic that need not be looked at below `best`.
INLINED long level_of(const ScanPlan *plan, double best, double weight) {
  double level = best / weight / plan->step;
  return level >= plan->levels - 1 ? plan->levels - 1 : (long)level;
}

INLINED double lowest(const double *best) {
  double least = best[0];
  for (int r = 1; r < ckernels_replicates; r++) least = best[r] < least ? best[r] : least;
  return least;
}

/// The logarithm of the likelihood ratio of one window; those of its size are worked out by the caller.
INLINED double ratio(
    const ScanPlan *plan, int count, double size, double log_in, double log_out) {
  const double *f = plan->n_log_n;
  double inside = count, outside = plan->cases - count;
  long c = count, rest = (long)outside;
  if (!plan->bernoulli)
    return f[c] - inside * log_in + f[rest] - outside * log_out;
  long n = lrint(size), others = (long)plan->total - n;
  return f[c] + f[n - c] - f[n] + f[rest] + f[others - rest] - f[others] - plan->common;
}

/// Whether a count speaks for a window at all.
INLINED int speaks(const ScanPlan *plan, int count, double size) {
  double even = size * plan->cases;
  double here = count * plan->total;
  return here > even ? plan->high && count >= plan->least : plan->low && here < even;
}

/// Looks at one window in the replicates where it may be the best.
#define CONSIDER(Name, Vector)                                                                    \
  INLINED void consider_##Name(                                                                   \
      const ScanPlan *plan, double weight, Vector counts, double size, int needed, int allowed,   \
      double *best) {                                                                             \
    if (size <= 0 || size >= plan->total) return;                                                 \
    double log_in = plan->bernoulli ? 0 : log(size);                                              \
    double log_out = plan->bernoulli ? 0 : log(plan->total - size);                               \
    for (int r = 0; r < ckernels_replicates; r++) {                                               \
      int count = counts[r];                                                                      \
      if ((count < needed && count > allowed) || !speaks(plan, count, size)) continue;            \
      double value = weight * ratio(plan, count, size, log_in, log_out);                          \
      if (value > best[r]) best[r] = value;                                                       \
    }                                                                                             \
  }

CONSIDER(short, Shorts)
CONSIDER(long, Longs)

INLINED int any_short(Shorts counts, int needed, int allowed) {
  Shorts reached = (Shorts)(counts >= (int16_t)needed) | (Shorts)(counts <= (int16_t)allowed);
  return __builtin_reduce_or(reached) != 0;
}

INLINED int any_long(Longs counts, int needed, int allowed) {
  Longs reached = (Longs)(counts >= needed) | (Longs)(counts <= allowed);
  return __builtin_reduce_or(reached) != 0;
}

/// As windows around a centre grow, the fewest cases that may be too many only grow, and the most that may
/// be too few as well: two numbers for each interval replace all logarithms but a few.
#define SCAN(Name, Scalar, Vector, most)                                                          \
  CLONES void ckernels_scan_##Name(                                                               \
      const ScanPlan *plan, ScanOrder order, const Scalar *counts, ScanRoom room, double *best) { \
    long width = plan->boundaries;                                                                \
    Vector *sums = (Vector *)room.counts;                                                         \
    memset(room.counts, 0, width * sizeof(Vector));                                               \
    memset(room.sizes, 0, width * sizeof(double));                                                \
    for (int k = 0; k < plan->intervals; k++) {                                                   \
      room.needed[k] = plan->high ? plan->least : most;                                           \
      room.allowed[k] = -1;                                                                       \
    }                                                                                             \
    long level = level_of(plan, lowest(best), order.weight);                                      \
    const double *largest = plan->largest + level * (plan->cap + 1);                              \
    const double *smallest = plan->low ? plan->smallest + level * (plan->cap + 1) : 0;            \
    for (int p = 0; p < order.count; p++) {                                                       \
      const Vector *row = (const Vector *)(counts + order.locations[p] * width * 16L);            \
      const double *sizes = plan->sizes + order.locations[p] * width;                             \
      for (long b = 1; b < width; b++) {                                                          \
        sums[b] += row[b];                                                                        \
        room.sizes[b] += sizes[b];                                                                \
      }                                                                                           \
      if (!order.ends[p]) continue;                                                               \
      int raised = 0;                                                                             \
      for (int k = 0; k < plan->intervals; k++) {                                                 \
        int from = plan->from[k], to = plan->to[k];                                               \
        double size = room.sizes[to] - room.sizes[from];                                          \
        int needed = room.needed[k], allowed = room.allowed[k];                                   \
        while (needed <= plan->cap && largest[needed] < size) needed++;                           \
        if (plan->low)                                                                            \
          while (allowed < plan->cap && smallest[allowed + 1] <= size) allowed++;                 \
        room.needed[k] = needed;                                                                  \
        room.allowed[k] = allowed;                                                                \
        Vector here = sums[to] - sums[from];                                                      \
        if (any_##Name(here, needed, allowed)) {                                                  \
          consider_##Name(plan, order.weight, here, size, needed, allowed, best);                 \
          raised = 1;                                                                             \
        }                                                                                         \
      }                                                                                           \
      if (raised) {                                                                               \
        level = level_of(plan, lowest(best), order.weight);                                       \
        largest = plan->largest + level * (plan->cap + 1);                                        \
        if (plan->low) smallest = plan->smallest + level * (plan->cap + 1);                       \
      }                                                                                           \
    }                                                                                             \
  }

SCAN(short, int16_t, Shorts, 32767)
SCAN(long, int32_t, Longs, 2147483647)
