// The innermost loops of the density core, in C for one reason: `target_clones` makes one binary use
// the widest vectors of the machine that it runs on. Each function is an elementary step; what it is a
// step of, with its source and cost, is told in Hotspots (Stamping.swift, Sweep.swift, Gridding.swift).
// Products and sums are never fused, so that every machine and every vector width rounds alike.
#pragma once

#include "WindowScan.h"

/// A place with what its points count for together.
typedef struct {
  double x, y, weight;
} WeightedPlace;

/// How many columns a vector holds. Rows of a block start anywhere and end on a whole vector.
enum { ckernels_lanes = 8 };

/// How many places are added at a time, held in a table.
enum { ckernels_batch = 16 };

/// The part of a surface that the places of one cell can reach.
typedef struct {
  double *values;           ///< the block's first cell
  long stride;              ///< cells from one row to the next
  long rows;
  long vectors;             ///< the block's width in vectors
  const double *centre_x;   ///< x of the centres of the block's columns, vectors * lanes of them
  const double *centre_y;   ///< y of the centres of the block's rows
  const int *first;         ///< for each row the first vector within reach
  const int *end;           ///< and the one after the last
  double *table;            ///< room for batch * (rows + vectors * lanes) numbers
} StampBlock;

/// Add, for each cell of the block, the places' unscaled kernels:
/// quartic w (h² − r²)², Epanechnikov w (h² − r²), triangular w (h − r), uniform w, where r < h.
void ckernels_stamp_quartic(StampBlock block, const WeightedPlace *places, long count, double radius);
void ckernels_stamp_epanechnikov(
    StampBlock block, const WeightedPlace *places, long count, double radius);
void ckernels_stamp_triangular(
    StampBlock block, const WeightedPlace *places, long count, double radius);
void ckernels_stamp_uniform(StampBlock block, const WeightedPlace *places, long count, double radius);
/// Gaussian w exp(−r²/(2σ²)), everywhere in the block's reach.
void ckernels_stamp_gaussian(
    StampBlock block, const WeightedPlace *places, long count, double deviation);

/// The eight by eight nodes that the places of one cell of nodes are spread over.
typedef struct {
  double *values;                ///< the south-western node
  long stride;                   ///< nodes from one row to the next
  double spacing_x, spacing_y;   ///< metres between nodes
  double west, south;            ///< the nodes next to the places, counted on the whole plane
} SpreadBlock;

/// Adds each place's weight times the spreading kernel, whose values at the eight nodes of an axis are
/// polynomials of a degree: `coefficients` holds eight numbers for each power, the lowest first.
void ckernels_spread(
    SpreadBlock block, const WeightedPlace *places, long count, const double *coefficients, int degree);

/// sums[i] = Σ taps[t] · rows[t · stride + i], for `count` columns i.
void ckernels_filter(
    double *sums, const double *rows, long count, long stride, const double *taps, long tap_count);

/// A row of a surface being swept: for each cell where a kernel starts or ends, how the polynomial in x
/// that stands for the sum of all kernels changes there.
typedef struct {
  double *changes;          ///< lanes * columns numbers: five coefficients, the number of kernels, two unused
  long columns;
  long block;               ///< columns in which x is counted from one origin
  const double *centre_x;   ///< x of the centres of the columns
  double cell_width, centre_y;
} SweepRow;

/// Note where the kernels of places start and end in a row.
void ckernels_sweep_quartic(SweepRow row, const WeightedPlace *places, long count, double radius);
void ckernels_sweep_epanechnikov(
    SweepRow row, const WeightedPlace *places, long count, double radius);
void ckernels_sweep_uniform(SweepRow row, const WeightedPlace *places, long count, double radius);

/// Sums the changes up from west to east, writes scale times the sum of kernels to each cell, and clears
/// the changes.
void ckernels_sweep_collect(SweepRow row, double radius, double scale, double *values);

#include "NearRepeat.h"
#include "Permutation.h"
