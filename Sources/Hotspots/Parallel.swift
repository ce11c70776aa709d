import Synchronization

/// Does a piece of work for each number below `count`, on several threads, and returns what they made in
/// order. Pieces are handed out one by one, so uneven ones keep all threads busy.
func inParallel<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
) async -> [Result] {
  let workers = min(threads, count)
  guard workers > 1 else { return (0..<count).map(work) }
  let counter = Counter()
  return await withTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 1..<workers { group.addTask { counter.work(below: count, work) } }
    var done = counter.work(below: count, work)
    for await more in group { done += more }
    return done.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// Does a piece of work for each run of `height` numbers below `count`.
func inBands(
  _ count: Int, of height: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) -> Void
) async {
  let bands = (count + height - 1) / height
  _ = await inParallel(bands, threads: threads) { band in
    work(band * height..<min((band + 1) * height, count))
  }
}

/// Does a piece of work for as many bands of rows as there are threads, and returns what each made, from the
/// south.
///
/// For the same result on any number of threads, what is made of a row must not depend on its band.
func inBands<Part: Sendable>(
  ofRows rows: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) -> Part
) async -> [Part] {
  let count = max(1, min(threads, rows))
  return await inParallel(count, threads: threads) { band in
    work((rows * band / count)..<(rows * (band + 1) / count))
  }
}

/// Hands out numbers.
private final class Counter: Sendable {
  private let next = Atomic(0)

  func work<Result>(below count: Int, _ work: (Int) -> Result) -> [(Int, Result)] {
    var done: [(Int, Result)] = []
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return done }
      done.append((number, work(number)))
    }
  }
}

/// Memory that C reads and writes, or that several threads fill, each its own part.
///
/// Unchecked, because the compiler cannot see that parts are apart: whoever makes one gives every piece of
/// work a range that no other piece touches, and reads only when all are done.
final class SharedMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  /// Memory whose elements are all written before they are read.
  init(uninitialisedCount count: Int) {
    start = .allocate(capacity: count)
    self.count = count
  }

  convenience init(repeating element: Element, count: Int) {
    self.init(uninitialisedCount: count)
    start.initialize(repeating: element, count: count)
  }

  convenience init(_ elements: [Element]) {
    self.init(uninitialisedCount: elements.count)
    for (place, element) in elements.enumerated() { start[place] = element }
  }

  deinit { start.deallocate() }

  subscript(range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  var array: [Element] { Array(self[0..<count]) }
}
