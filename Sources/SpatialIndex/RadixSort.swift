/// Sorts keys, and tells for each where it stood; equal keys keep their order.
///
/// One pass for each byte that is not the same in all keys, lowest first.
/// - Complexity: O(*n*).
package func sortedByRadix(_ keys: [UInt64]) -> (numbers: [Int32], keys: [UInt64]) {
  var (keys, numbers) = (keys, (0..<Int32(keys.count)).map { $0 })
  var (otherKeys, otherNumbers) = (keys, numbers)
  for (byte, starts) in byteStarts(of: keys).enumerated() where starts.count > 1 {
    // Unsafe, because the pass does nothing but move single numbers.
    keys.withUnsafeBufferPointer { keys in
      numbers.withUnsafeBufferPointer { numbers in
        otherKeys.withUnsafeMutableBufferPointer { otherKeys in
          otherNumbers.withUnsafeMutableBufferPointer { otherNumbers in
            deal((keys, numbers), into: (otherKeys, otherNumbers), byByte: byte, startingAt: starts)
          }
        }
      }
    }
    swap(&keys, &otherKeys)
    swap(&numbers, &otherNumbers)
  }
  return (numbers, keys)
}

/// For each byte, lowest first, where the keys with each of its 256 values start once they are sorted
/// by it; nothing for a byte that is the same in all keys.
private func byteStarts(of keys: [UInt64]) -> [[Int]] {
  var counts = [Int](repeating: 0, count: 8 * 256)
  counts.withUnsafeMutableBufferPointer { counts in
    for key in keys {
      for byte in 0..<8 { counts[byte << 8 | Int(key >> UInt64(byte << 3) & 255)] &+= 1 }
    }
  }
  return (0..<8).map { byte in
    var start = 0
    let starts = counts[byte << 8..<(byte + 1) << 8].map { count in
      defer { start += count }
      return start
    }
    return counts[byte << 8..<(byte + 1) << 8].contains(keys.count) ? [] : starts
  }
}

/// Moves keys and their numbers, in their order, to where those with the same byte start.
private func deal(
  _ from: (keys: UnsafeBufferPointer<UInt64>, numbers: UnsafeBufferPointer<Int32>),
  into to: (keys: UnsafeMutableBufferPointer<UInt64>, numbers: UnsafeMutableBufferPointer<Int32>),
  byByte byte: Int, startingAt starts: [Int]
) {
  var starts = starts
  starts.withUnsafeMutableBufferPointer { starts in
    for place in from.keys.indices {
      let key = from.keys[place]
      let value = Int(key >> UInt64(byte << 3) & 255)
      to.keys[starts[value]] = key
      to.numbers[starts[value]] = from.numbers[place]
      starts[value] &+= 1
    }
  }
}

/// Sorts the runs of numbers whose sorted keys are equal by a finer order.
/// - Complexity: O(*n*), and O(*m* log *m*) for each run of *m* that is not in order yet.
func sortRuns(
  of numbers: inout [Int32], withEqual keys: [UInt64], by precedes: (Int32, Int32) -> Bool
) {
  var start = 0
  while start < numbers.count {
    var end = start + 1
    var isSorted = true
    while end < numbers.count, keys[end] == keys[start] {
      isSorted = isSorted && precedes(numbers[end - 1], numbers[end])
      end += 1
    }
    if !isSorted { numbers[start..<end].sort(by: precedes) }
    start = end
  }
}
