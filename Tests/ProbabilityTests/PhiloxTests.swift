import Probability
import Testing

struct PhiloxTests {
  /// The known answers of Random123, `tests/kat_vectors`, philox4x32 with 10 rounds.
  @Test func matchesTheKnownAnswers() {
    let ones = UInt32.max
    #expect(
      Philox.block(counter: Philox.Block(0, 0, 0, 0), key: (0, 0))
        == Philox.Block(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      Philox.block(counter: Philox.Block(ones, ones, ones, ones), key: (ones, ones))
        == Philox.Block(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      Philox.block(
        counter: Philox.Block(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        key: (0xA409_3822, 0x299F_31D0))
        == Philox.Block(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test func givesOutBothHalvesOfEachBlockInOrder() {
    var generator = Philox(seed: 0x1122_3344_5566_7788, stream: 0x99AA_BBCC_DDEE_FF00)
    for counter in UInt32(0)..<3 {
      let block = Philox.block(
        counter: Philox.Block(counter, 0, 0xDDEE_FF00, 0x99AA_BBCC),
        key: (0x5566_7788, 0x1122_3344))
      #expect(generator.next() == UInt64(block.word1) << 32 | UInt64(block.word0))
      #expect(generator.next() == UInt64(block.word3) << 32 | UInt64(block.word2))
    }
  }

  @Test func repeatsASeedAndDividesStreams() {
    var (first, again) = (Philox(seed: 7, stream: 1), Philox(seed: 7, stream: 1))
    var (stream, seed) = (Philox(seed: 7, stream: 2), Philox(seed: 8, stream: 1))
    let numbers = (0..<100).map { _ in first.next() }
    #expect(numbers == (0..<100).map { _ in again.next() })
    #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in stream.next() }))
    #expect(Set(numbers).isDisjoint(with: (0..<100).map { _ in seed.next() }))
  }
}
