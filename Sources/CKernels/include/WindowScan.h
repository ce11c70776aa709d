// The innermost loop of the scan statistics; what it is a step of is told in Hotspots/Scan/ScanReplicates.swift.
#pragma once

#include <stdint.h>

/// How many replicates are scanned side by side.
enum { ckernels_replicates = 16 };

/// What all replicates of a scan share.
typedef struct {
  int bernoulli;              ///< 1 where sizes are numbers of individuals, 0 where they are expected cases
  double cases, total;        ///< all cases; the size of everything
  double common;              ///< the logarithm of the likelihood without any window (Bernoulli)
  const double *n_log_n;      ///< n ln n for each whole number up to the cases (Bernoulli: the individuals)
  int boundaries;             ///< times between which windows lie
  int intervals;
  const int32_t *from, *to;   ///< for each interval its boundaries
  const double *sizes;        ///< [location][boundary]: size before the boundary
  int low, high;              ///< whether windows with low and with high rates count
  int least;                  ///< the fewest cases of a window with a high rate
  int cap;                    ///< the largest count that the tables below know
  int levels;
  double step;                ///< the logarithms that the tables stand for are 0, step, 2 step …
  const double *largest;      ///< [level][count]: the largest size with a high rate of that level, or −1
  const double *smallest;     ///< [level][count]: the smallest with a low rate, or infinity
} ScanPlan;

/// The nested windows around one centre.
typedef struct {
  const int32_t *locations;   ///< from the nearest
  const uint8_t *ends;        ///< whether a window ends with this location: the next is farther away
  int count;
  double weight;              ///< what the logarithm is multiplied by: below 1 for long ellipses
} ScanOrder;

/// Raises each replicate's highest statistic to that of the windows of an order.
///
/// `counts` is [location][boundary][replicate]: the cases before the boundary. `room` holds 16 counts and a
/// number for each boundary, and two integers for each interval.
typedef struct {
  void *counts;
  double *sizes;
  int32_t *needed, *allowed;
} ScanRoom;

void ckernels_scan_short(
    const ScanPlan *plan, ScanOrder order, const int16_t *counts, ScanRoom room, double *best);
void ckernels_scan_long(
    const ScanPlan *plan, ScanOrder order, const int32_t *counts, ScanRoom room, double *best);
