/// Cuts `0..<work.count` into consecutive ranges of about equal work, at most `count` of them.
///
/// - Parameter work: how much there is to do for each element, none negative.
/// - Complexity: O(elements).
func bands(ofWork work: [Double], count: Int) -> [Range<Int>] {
  let share = work.reduce(0, +) / Double(max(1, count))
  var found: [Range<Int>] = []
  var (start, done) = (0, 0.0)
  for (place, amount) in work.enumerated() {
    done += amount
    if done >= share * Double(found.count + 1), found.count + 1 < count {
      found.append(start..<place + 1)
      start = place + 1
    }
  }
  if start < work.count { found.append(start..<work.count) }
  return found
}

/// The values that `values` gives for each range, one after the other, computed side by side.
func concatenated(
  _ ranges: [Range<Int>], _ values: @escaping @Sendable (Range<Int>) -> [Double]
) async -> [Double] {
  guard ranges.count > 1 else { return ranges.first.map(values) ?? [] }
  return await withTaskGroup(of: (Int, [Double]).self) { group in
    for (number, range) in ranges.enumerated() {
      group.addTask { (number, values(range)) }
    }
    var parts = [[Double]](repeating: [], count: ranges.count)
    for await (number, part) in group { parts[number] = part }
    return Array(parts.joined())
  }
}
