import Records
import Testing

@Suite struct OffenceSuggestionsTests {
  private let tree = OffenceTree.standard

  @Test(arguments: [
    ("burglery", "burglary"), ("Violence and sexual offenses", "violence-and-sexual-offences"),
    ("shoplift", "shoplifting"), ("SHOPLIFTNG", "shoplifting"), ("robery", "robbery"),
    ("antisocial behavior", "asb"), ("bicycle-thefts", "bicycle-theft"),
  ])
  func aMisspeltNameFindsItsOffenceFirst(name: String, code: String) {
    #expect(tree.suggestions(for: name).first == code)
  }

  @Test(arguments: ["xyzzy", "", "q", "the quick brown fox jumps"])
  func nothingIsSuggestedForNonsense(name: String) {
    #expect(tree.suggestions(for: name) == [])
  }

  @Test func suggestionsAreLimitedAndSorted() {
    #expect(
      tree.suggestions(for: "theft-") == ["theft", "theft-from-the-person", "theft-from-vehicle"])
    #expect(tree.suggestions(for: "theft-", limit: 1) == ["theft"])
  }
}
