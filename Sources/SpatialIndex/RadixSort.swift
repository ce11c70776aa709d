/// Sorts keys, and tells for each where it stood; equal keys keep their order.
///
/// One pass for each byte that is not the same in all keys, lowest first.
/// - Complexity: O(*n*).
package func sortedByRadix(_ keys: [UInt64]) -> (numbers: [Int32], keys: [UInt64]) {
  var (keys, numbers) = (keys, (0..<Int32(keys.count)).map { $0 })
  var (otherKeys, otherNumbers) = (keys, numbers)
  for shift in stride(from: UInt64(0), to: 64, by: 8) {
    var starts = [Int](repeating: 0, count: 257)
    for key in keys { starts[Int(key >> shift & 255) + 1] += 1 }
    if starts.contains(keys.count) { continue }
    for byte in 0..<256 { starts[byte + 1] += starts[byte] }
    for place in keys.indices {
      let byte = Int(keys[place] >> shift & 255)
      otherKeys[starts[byte]] = keys[place]
      otherNumbers[starts[byte]] = numbers[place]
      starts[byte] += 1
    }
    swap(&keys, &otherKeys)
    swap(&numbers, &otherNumbers)
  }
  return (numbers, keys)
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
