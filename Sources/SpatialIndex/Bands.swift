/// Does the work on parts of a range, some at once, and gives the results in the parts' order.
///
/// The results must not depend on where one part ends and the next begins.
/// - Parameters:
///   - parts: how many there are; several for each thread, where some take longer than others.
///   - threads: how many are worked on at once.
func inBands<Result: Sendable>(
  of count: Int, parts: Int, threads: Int, _ work: @Sendable @escaping (Range<Int>) -> Result
) async -> [Result] {
  precondition(threads > 0, "there must be a thread")
  let parts = max(1, min(parts, count))
  let bands = (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  guard threads > 1, parts > 1 else { return bands.map(work) }
  return await withTaskGroup(of: (Int, Result).self) { group in
    var results: [(number: Int, result: Result)] = []
    for (number, band) in bands.enumerated() {
      // At most so many at once: the next waits until one is done.
      if number >= threads, let result = await group.next() { results.append(result) }
      group.addTask { (number, work(band)) }
    }
    for await result in group { results.append(result) }
    return results.sorted { $0.number < $1.number }.map(\.result)
  }
}
