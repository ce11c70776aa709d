import Probability
import SpatialIndex
import Testing

struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 300, 5_000], [0, 8, 40, 63])
  func sortsAsTheLibraryDoes(count: Int, shift: Int) {
    var generator = Philox(seed: 43, stream: UInt64(shift))
    let keys = (0..<count).map { _ in generator.next() >> UInt64(shift) }
    let sorted = keys.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
    let (numbers, ordered) = sortedByRadix(keys)
    #expect(numbers == sorted.map { Int32($0.offset) })
    #expect(ordered == sorted.map(\.element))
  }
}
