/// Does the work on equal parts of a range at once, and gives the results in the parts' order.
///
/// The results must not depend on where one part ends and the next begins, or they would depend on
/// the number of threads.
func inBands<Result: Sendable>(
  of count: Int, threads: Int, _ work: @Sendable @escaping (Range<Int>) -> Result
) async -> [Result] {
  let bandCount = max(1, min(threads, count))
  let bands = (0..<bandCount).map { count * $0 / bandCount..<count * ($0 + 1) / bandCount }
  guard bandCount > 1 else { return bands.map(work) }
  return await withTaskGroup(of: (Int, Result).self) { group in
    for (number, band) in bands.enumerated() { group.addTask { (number, work(band)) } }
    var results: [(number: Int, result: Result)] = []
    for await result in group { results.append(result) }
    return results.sorted { $0.number < $1.number }.map(\.result)
  }
}
