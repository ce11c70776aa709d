#include "CKernels.h"
#include "clones.h"

/// The values of the spreading kernel at eight nodes, for a place at t in −1 ... 1 between the middle two:
/// a polynomial in t for each node (Horner).
INLINED Vector nodes(const double *coefficients, int degree, double t) {
  const Vector *c = (const Vector *)coefficients;
  Vector value = c[degree];
  for (int power = degree - 1; power >= 0; power--) value = value * t + c[power];
  return value;
}

CLONES void ckernels_spread(
    SpreadBlock block, const WeightedPlace *places, long count, const double *coefficients, int degree) {
  Vector row[ckernels_lanes];
  for (int r = 0; r < ckernels_lanes; r++) row[r] = *(Vector *)(block.values + r * block.stride);
  for (long p = 0; p < count; p++) {
    double tx = 2 * (places[p].x / block.spacing_x - block.west) - 1;
    double ty = 2 * (places[p].y / block.spacing_y - block.south) - 1;
    Vector x = nodes(coefficients, degree, tx);
    Vector y = nodes(coefficients, degree, ty) * places[p].weight;
    for (int r = 0; r < ckernels_lanes; r++) row[r] += x * y[r];
  }
  for (int r = 0; r < ckernels_lanes; r++) *(Vector *)(block.values + r * block.stride) = row[r];
}

/// Sixteen columns at a time stay in registers while the taps go by.
CLONES void ckernels_filter(
    double *sums, const double *rows, long count, long stride, const double *taps, long tap_count) {
  long i = 0;
  for (; i + 2 * ckernels_lanes <= count; i += 2 * ckernels_lanes) {
    const double *row = rows + i;
    Vector west = {0}, east = {0};
    for (long tap = 0; tap < tap_count; tap++, row += stride) {
      west += *(const Vector *)row * taps[tap];
      east += *(const Vector *)(row + ckernels_lanes) * taps[tap];
    }
    *(Vector *)(sums + i) = west;
    *(Vector *)(sums + i + ckernels_lanes) = east;
  }
  for (; i < count; i++) {
    double sum = 0;
    for (long tap = 0; tap < tap_count; tap++) sum += rows[tap * stride + i] * taps[tap];
    sums[i] = sum;
  }
}
