/// Makes something of each replicate, some at a time on several threads, and returns what was made in the
/// order of the replicates.
///
/// - Parameter work: makes the results of a run of replicates, in order; it may keep memory for the run.
package func inReplicates<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) async -> [Result]
) async -> [Result] {
  let length = max(1, min(16, count / max(1, 4 * threads)))
  let starts = Array(stride(from: 0, to: count, by: length))
  let workers = max(1, min(threads, starts.count))
  return await withTaskGroup(of: [(Int, [Result])].self) { group in
    // Runs are dealt in turn: they cost about the same.
    for worker in 0..<workers {
      group.addTask {
        var done: [(Int, [Result])] = []
        for start in stride(from: worker, to: starts.count, by: workers) {
          let first = starts[start]
          done.append((first, await work(first..<min(first + length, count))))
        }
        return done
      }
    }
    var done: [(Int, [Result])] = []
    for await part in group { done += part }
    return done.sorted { $0.0 < $1.0 }.flatMap(\.1)
  }
}
