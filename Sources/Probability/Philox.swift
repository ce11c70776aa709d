/// A counter-based random number generator: the *n*th number is a function of seed, stream and *n*.
///
/// Start reading the module here: every random result takes its numbers from a `Philox`.
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2,
/// 3", section 3.3) passes TestU01's BigCrush and gives the same numbers on every machine. Streams
/// of one seed share no block, so parts of a computation that each own a stream may run in any
/// order or at once. A stream holds 2⁶⁵ numbers before it repeats. It is not for secrets.
package struct Philox: RandomNumberGenerator, Sendable {
  /// Four words of 32 bits: a counter, or what the generator makes of it.
  package struct Block: Hashable, Sendable {
    package var word0: UInt32
    package var word1: UInt32
    package var word2: UInt32
    package var word3: UInt32

    package init(_ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32) {
      self.word0 = word0
      self.word1 = word1
      self.word2 = word2
      self.word3 = word3
    }
  }

  private let seed: UInt64
  private let stream: UInt64
  private var counter: UInt64 = 0
  /// The second half of the last block, when it has not been given out.
  private var spare: UInt64 = 0
  private var hasSpare = false

  /// The generator at the start of a stream.
  /// - Parameters:
  ///   - seed: the key; results that must be repeatable state it.
  ///   - stream: the upper half of the counter, different for each part of a computation.
  package init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  package mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let block = Self.block(
      counter: Block(
        UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    counter &+= 1
    spare = UInt64(block.word3) << 32 | UInt64(block.word2)
    hasSpare = true
    return UInt64(block.word1) << 32 | UInt64(block.word0)
  }

  /// Ten rounds of Philox4x32 on one counter: the bijection that all numbers come from.
  package static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
    var (c0, c1, c2, c3) = (counter.word0, counter.word1, counter.word2, counter.word3)
    var (k0, k1) = key
    for _ in 0..<10 {
      let even = 0xD251_1F53 &* UInt64(c0)
      let odd = 0xCD9E_8D57 &* UInt64(c2)
      c0 = UInt32(truncatingIfNeeded: odd >> 32) ^ c1 ^ k0
      c1 = UInt32(truncatingIfNeeded: odd)
      c2 = UInt32(truncatingIfNeeded: even >> 32) ^ c3 ^ k1
      c3 = UInt32(truncatingIfNeeded: even)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return Block(c0, c1, c2, c3)
  }
}
