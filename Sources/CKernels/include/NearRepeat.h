// The innermost loop of the Knox test; what it is a step of is told in Hotspots (KnoxShuffles.swift).
#pragma once
#include <stdint.h>

/// How many shuffles are counted at a time.
enum { ckernels_shuffles = 32 };

/// Pairs of rows, each listed once: row r with others[starts[r]], ..., others[starts[r + 1] - 1].
typedef struct {
  const int32_t *others;
  const int64_t *starts;
  long rows;
} RowPairs;

/// For each limit and shuffle, how many pairs have days that are less than the limit apart.
///
/// `days` holds ckernels_shuffles numbers for each row, no two of which differ by more than 32,766;
/// `counts` gets limit_count * ckernels_shuffles numbers, one limit after the other.
void ckernels_count_near_days(
    RowPairs pairs, const int16_t *days, const int16_t *limits, long limit_count, int64_t *counts);
