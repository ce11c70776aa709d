#include "CKernels.h"
#include "clones.h"
#include <math.h>

typedef enum { quartic, epanechnikov, uniform } Shape;

/// The lane that counts the kernels a cell lies in, so that a cell in none is exactly 0.
enum { counting = 5 };

/// w times the kernel as a polynomial in X, where A = 1 − dy²/h² and both the place, u, and X are counted
/// from the block's middle in radii: A − (X − u)² = B + 2uX − X² with B = A − u².
INLINED Vector polynomial(Shape shape, double a, double u, double w) {
  double b = a - u * u;
  switch (shape) {
    case quartic:
      return (Vector){w * (b * b), w * (4 * u * b), w * (4 * u * u - 2 * b), w * (-4 * u), w, 1};
    case epanechnikov: return (Vector){w * b, w * (2 * u), -w, 0, 0, 1};
    case uniform: return (Vector){w, 0, 0, 0, 0, 1};
  }
}

INLINED double middle(SweepRow row, long block_start) {
  return row.centre_x[block_start] + 0.5 * (double)(row.block - 1) * row.cell_width;
}

/// The first column whose centre is nearer to x than the square root of `rest`, from a guess that may be one
/// off, or the last, where `step` is −1.
INLINED long settle(SweepRow row, long column, long step, double x, double rest) {
  for (;;) {
    long before = column - step;
    if (before < 0 || before >= row.columns) break;
    double dx = row.centre_x[before] - x;
    if (!(rest - dx * dx > 0)) break;
    column = before;
  }
  while (column >= 0 && column < row.columns) {
    double dx = row.centre_x[column] - x;
    if (rest - dx * dx > 0 || dx * step > 0) break;
    column += step;
  }
  return column;
}

INLINED long clamped(double value, long most) {
  return value < -1 ? -1 : value > (double)most ? most : (long)value;
}

INLINED void sweep(
    Shape shape, SweepRow row, const WeightedPlace *places, long count, double radius) {
  Vector *changes = (Vector *)row.changes;
  double scale = 1 / row.cell_width, inverse = 1 / radius;
  for (long p = 0; p < count; p++) {
    double x = places[p].x, dy = row.centre_y - places[p].y;
    double rest = radius * radius - dy * dy;
    if (!(rest > 0)) continue;
    double half = sqrt(rest);
    long first = settle(
        row, clamped(ceil((x - half - row.centre_x[0]) * scale), row.columns), 1, x, rest);
    long last = settle(
        row, clamped(floor((x + half - row.centre_x[0]) * scale), row.columns), -1, x, rest);
    if (first < 0) first = 0;
    if (last >= row.columns) last = row.columns - 1;
    double a = rest * inverse * inverse;
    while (first <= last) {
      long start = first - first % row.block, end = start + row.block;
      Vector change = polynomial(
          shape, a, (x - middle(row, start)) * inverse, places[p].weight);
      changes[first] += change;
      if (last + 1 < end && last + 1 < row.columns) changes[last + 1] -= change;
      first = end;
    }
  }
}

#define SWEEP(shape)                                                                           \
  CLONES void ckernels_sweep_##shape(                                                          \
      SweepRow row, const WeightedPlace *places, long count, double radius) {                  \
    sweep(shape, row, places, count, radius);                                                  \
  }

SWEEP(quartic)
SWEEP(epanechnikov)
SWEEP(uniform)

CLONES void ckernels_sweep_collect(SweepRow row, double radius, double scale, double *values) {
  Vector *changes = (Vector *)row.changes;
  for (long start = 0; start < row.columns; start += row.block) {
    long end = start + row.block < row.columns ? start + row.block : row.columns;
    double origin = middle(row, start);
    Vector sum = {0};
    for (long column = start; column < end; column++) {
      sum += changes[column];
      changes[column] = (Vector){0};
      double x = (row.centre_x[column] - origin) / radius;
      double value = sum[0] + x * (sum[1] + x * (sum[2] + x * (sum[3] + x * sum[4])));
      values[column] = sum[counting] > 0.5 && value > 0 ? value * scale : 0;
    }
  }
}
