// The innermost loops of the density core, in C for one reason: `target_clones` makes one binary use
// the widest vectors of the machine that it runs on. Each function is an elementary step; what it is a
// step of, with its source and cost, is told in Hotspots (Stamping.swift, Sweep.swift, Gridding.swift).
// Products and sums are never fused, so that every machine and every vector width rounds alike.
#pragma once

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
