#pragma once
#pragma STDC FP_CONTRACT OFF
// Vectors are only handed to inlined functions, so how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// The loader picks the version for the machine (ifunc), so no build needs to name a processor.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4"), min_vector_width(512)))
#else
#define CLONES
#endif

#define INLINED static inline __attribute__((always_inline))

/// Eight columns; unaligned, since blocks start at any column.
typedef double Vector __attribute__((vector_size(64), aligned(8)));
typedef long long Mask __attribute__((vector_size(64)));
