/// Does some work on bands of rows at once, and returns what each made in the order of the bands.
///
/// A band belongs to one task, so nothing is shared. For the same result on any number of threads, what
/// is made of a row must not depend on the band it is in.
func inBands<Part: Sendable>(
  ofRows rows: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) -> Part
) async -> [Part] {
  let count = max(1, min(threads, rows))
  let bands = (0..<count).map { (rows * $0 / count)..<(rows * ($0 + 1) / count) }
  return await withTaskGroup(of: (Int, Part).self) { group in
    for (number, band) in bands.enumerated().dropFirst() {
      group.addTask { (number, work(band)) }
    }
    var parts: [Part?] = [work(bands[0])] + Array(repeating: nil, count: count - 1)
    for await (number, part) in group { parts[number] = part }
    return parts.compactMap { $0 }
  }
}
