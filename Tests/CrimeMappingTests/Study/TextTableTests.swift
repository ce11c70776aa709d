import CrimeMapping
import Testing

@Suite struct TextTableTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-0.004, 2, "0.00"), (-1.5, 0, "-2"), (12.0, 0, "12"),
    (1234.5678, 3, "1234.568"), (0.05, 3, "0.050"),
  ])
  func fixesDecimals(number: Double, decimals: Int, text: String) {
    #expect(fixed(number, decimals) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
  func groupsThousands(number: Int, text: String) {
    #expect(grouped(number) == text)
  }

  @Test func alignsColumns() {
    var table = TextTable([("Name", .left), ("n", .right)])
    table.add(["Beat", "1"])
    table.add(["A", "1,000"])
    #expect(table.text == "Name      n\nBeat      1\nA     1,000\n")
  }
}
