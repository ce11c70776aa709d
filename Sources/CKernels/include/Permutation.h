#pragma once

/// Puts the numbers 0 ..< count into the order that `permutation(of:)` gives with the generator of a seed and
/// a stream: the same numbers, made eight blocks at a time.
void ckernels_permute(
    int *numbers, long count, unsigned long long seed, unsigned long long stream);

/// The values of features, dealt anew to their places.
typedef struct {
  long count;
  const double *values;    ///< place after place, with the first longest + 8 again behind the last
  const int *positions;    ///< the place of each feature's own value
  const int *sizes;        ///< how many values each feature is to sum
  const double *least;     ///< a sum at least so high is extreme
  const double *most;      ///< and so is one at most so high
} PermutedValues;

/// Sums, for each feature i, as many values as it asks for from place i on, its own left out and one more
/// taken in its stead, and counts those that are extreme.
void ckernels_count_sums(PermutedValues permuted, long long *at_least, long long *at_most);
/// The same for weighted sums; `weights` holds those of the features, feature after feature.
void ckernels_count_weighted_sums(
    PermutedValues permuted, const double *weights, long long *at_least, long long *at_most);
