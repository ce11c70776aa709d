import Records
import Testing

@Suite struct OffenceSelectionTests {
  private let tree = OffenceTree.standard

  private func id(_ code: String) throws -> OffenceTree.ID { try #require(tree.id(code: code)) }

  private func codes(asking asked: String...) throws -> Set<String> {
    let selection = tree.selection(of: try asked.map(id))
    return try Set(tree.offences.map(\.code).filter { selection.contains(try id($0)) })
  }

  /// The offences asked for in part: those that merge others, or those that stand above what is asked.
  private func partly(asking asked: String..., merging: Bool = true) throws -> Set<String> {
    let selection = tree.selection(of: try asked.map(id))
    return try Set(
      tree.offences.filter { $0.merges.isEmpty != merging }.map(\.code)
        .filter { selection.isAskedInPart(try id($0)) })
  }

  @Test func askingForASubdivisionMarksWhatStandsAboveIt() throws {
    #expect(
      try partly(asking: "burglary-residential", merging: false) == ["burglary", "theft", "crime"])
    #expect(try partly(asking: "asb-personal", merging: false) == ["asb"])
    #expect(try partly(asking: "asb", merging: false) == [])
    #expect(try partly(asking: "theft", "burglary-residential", merging: false) == ["crime"])
  }

  @Test func askingForNoneSelectsAll() {
    let selection = tree.selection(of: [])
    #expect(selection.asked.isEmpty)
    for id in tree.offences.indices.map({ OffenceTree.ID($0) }) {
      #expect(selection.contains(id) && !selection.isAskedInPart(id))
    }
  }

  @Test func anOffenceSelectsItselfAndAllBelow() throws {
    #expect(
      try codes(asking: "vehicle-offences") == [
        "vehicle-offences", "theft-of-vehicle", "theft-from-vehicle", "vehicle-interference",
      ])
    #expect(try codes(asking: "arson") == ["arson"])
    #expect(try codes(asking: "asb", "arson").count == 5)
  }

  /// Compared with climbing from every offence to the top by codes.
  @Test func withoutMergersSelectionIsDescent() throws {
    for asked in tree.offences where asked.merges.isEmpty {
      var expected: Set<String> = []
      for offence in tree.offences where offence.merges.isEmpty {
        var code: String? = offence.code
        while let here = code, here != asked.code {
          code = tree.offences.first { $0.code == here }?.parent
        }
        if code != nil { expected.insert(offence.code) }
      }
      let mergers = tree.offences.filter { !$0.merges.isEmpty }.map(\.code)
      #expect(try codes(asking: asked.code).subtracting(mergers) == expected, "\(asked.code)")
    }
  }

  @Test func aMergerSelectsWhatItMerges() throws {
    let selected = try codes(asking: "violence-and-sexual-offences")
    #expect(selected.isSuperset(of: try codes(asking: "violence")))
    #expect(selected.isSuperset(of: try codes(asking: "sexual-offences")))
    #expect(selected.contains("homicide") && selected.contains("rape"))
    #expect(selected.isDisjoint(with: ["crime", "robbery", "public-order", "asb"]))
    #expect(try partly(asking: "violence-and-sexual-offences") == [])
  }

  @Test func askingForAllPartsSelectsTheMerger() throws {
    let selected = try codes(asking: "violence", "sexual-offences")
    #expect(selected.isSuperset(of: ["violence-and-sexual-offences", "violent-crime"]))
    #expect(try partly(asking: "violence", "sexual-offences") == [])
  }

  @Test(arguments: ["sexual-offences", "rape", "violence", "homicide"])
  func askingForAPartMarksTheMergers(part: String) throws {
    let mergers: Set = ["violence-and-sexual-offences", "violent-crime"]
    #expect(try partly(asking: part) == mergers)
    #expect(try codes(asking: part).isDisjoint(with: mergers))
  }

  @Test func crimeSelectsMergersButNeitherDisorderNorFraud() throws {
    let selected = try codes(asking: "crime")
    #expect(
      selected.isSuperset(of: [
        "violence-and-sexual-offences", "violent-crime", "public-disorder-and-weapons",
      ]))
    #expect(selected.isDisjoint(with: ["asb", "asb-personal", "fraud"]))
    #expect(selected.count == tree.offences.count - 5)
    #expect(try partly(asking: "crime") == [])
    #expect(try partly(asking: "asb") == [])
  }
}
