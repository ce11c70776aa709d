#include "CKernels.h"
#include "clones.h"
#include <math.h>

typedef enum { quartic, epanechnikov, triangular, uniform, gaussian } Shape;

INLINED Vector positive(Vector t) { return (Vector)((Mask)t & (t > 0)); }

/// The factor by which both halves of a table entry are multiplied, so that weights cost nothing later.
INLINED double folded(Shape shape, double weight) {
  return shape == quartic ? sqrt(weight) : shape == epanechnikov ? weight : 1;
}

/// What a place adds to eight cells of a row, from its entries for the row and for the columns.
INLINED Vector kernel(Shape shape, double row, Vector column, double weight, double radius) {
  switch (shape) {
    case quartic: { Vector t = positive(row - column); return t * t; }
    case epanechnikov: return positive(row - column);
    case triangular:
      return positive(weight * radius - weight * __builtin_elementwise_sqrt(row + column));
    case uniform: return (Vector)((Mask)((Vector){0} + weight) & (row - column > 0));
    case gaussian: return row * column;
  }
}

INLINED void fill_tables(
    Shape shape, StampBlock block, const WeightedPlace *places, long count, double width,
    double *row, double *column) {
  long columns = block.vectors * ckernels_lanes;
  for (long p = 0; p < count; p++) {
    WeightedPlace place = places[p];
    double fold = folded(shape, place.weight);
    for (long r = 0; r < block.rows; r++) {
      double dy = block.centre_y[r] - place.y;
      row[r * ckernels_batch + p] =
          shape == gaussian ? place.weight * exp(-dy * dy / (2 * width * width))
          : shape == triangular ? dy * dy : fold * (width * width - dy * dy);
    }
    double *entry = column + p * columns;
    for (long c = 0; c < columns; c++) {
      double dx = block.centre_x[c] - place.x;
      entry[c] = shape == gaussian ? exp(-dx * dx / (2 * width * width)) : fold * (dx * dx);
    }
  }
}

/// Adds up to a batch of places: sums stay in registers while the places go by.
INLINED void stamp_batch(
    Shape shape, StampBlock block, const WeightedPlace *places, long count, double width) {
  double *row = block.table, *column = row + ckernels_batch * block.rows;
  long columns = block.vectors * ckernels_lanes;
  fill_tables(shape, block, places, count, width, row, column);
  for (long r = 0; r < block.rows; r++) {
    const double *rows = row + r * ckernels_batch;
    long v = block.first[r];
    for (; v + 1 < block.end[r]; v += 2) {
      Vector *cells = (Vector *)(block.values + r * block.stride + v * ckernels_lanes);
      const double *entry = column + v * ckernels_lanes;
      Vector west = cells[0], east = cells[1];
      for (long p = 0; p < count; p++, entry += columns) {
        west += kernel(shape, rows[p], *(const Vector *)entry, places[p].weight, width);
        east += kernel(
            shape, rows[p], *(const Vector *)(entry + ckernels_lanes), places[p].weight, width);
      }
      cells[0] = west;
      cells[1] = east;
    }
    for (; v < block.end[r]; v++) {
      Vector *cells = (Vector *)(block.values + r * block.stride + v * ckernels_lanes);
      const double *entry = column + v * ckernels_lanes;
      Vector sum = *cells;
      for (long p = 0; p < count; p++, entry += columns)
        sum += kernel(shape, rows[p], *(const Vector *)entry, places[p].weight, width);
      *cells = sum;
    }
  }
}

INLINED void stamp(
    Shape shape, StampBlock block, const WeightedPlace *places, long count, double width) {
  for (; count > ckernels_batch; count -= ckernels_batch, places += ckernels_batch)
    stamp_batch(shape, block, places, ckernels_batch, width);
  stamp_batch(shape, block, places, count, width);
}

#define STAMP(shape, width)                                                                \
  CLONES void ckernels_stamp_##shape(                                                      \
      StampBlock block, const WeightedPlace *places, long count, double width) {           \
    stamp(shape, block, places, count, width);                                             \
  }

STAMP(quartic, radius)
STAMP(epanechnikov, radius)
STAMP(triangular, radius)
STAMP(uniform, radius)
STAMP(gaussian, deviation)
