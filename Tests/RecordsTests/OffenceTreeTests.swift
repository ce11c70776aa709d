import Foundation
import Records
import Testing

@Suite struct OffenceTreeTests {
  private let tree = OffenceTree.standard

  @Test func everyParentStandsBeforeItsChildren() throws {
    for (index, offence) in tree.offences.enumerated() {
      guard let parent = offence.parent else { continue }
      let place = try #require(tree.id(code: parent), "\(offence.code) has no parent \(parent)")
      #expect(Int(place) < index)
    }
  }

  @Test func mergedCodesExistAndAreNotAboveOrBelowTheirMerger() throws {
    for offence in tree.offences {
      let merger = try #require(tree.id(code: offence.code))
      for code in offence.merges {
        let part = try #require(tree.id(code: code), "\(offence.code) merges \(code)")
        #expect(!tree.isWithin(part, merger) && !tree.isWithin(merger, part))
      }
    }
  }

  /// Were a code repeated, making the tree would stop the program; were a name, the later would win.
  @Test func everyCodeNameAndAliasLeadsToItsOffence() {
    for (index, offence) in tree.offences.enumerated() {
      #expect(tree.id(code: offence.code) == OffenceTree.ID(index))
      for name in [offence.code, offence.name] + offence.aliases {
        #expect(tree.id(named: name) == OffenceTree.ID(index), "\(name)")
        #expect(tree.id(named: name.uppercased()) == OffenceTree.ID(index), "\(name)")
      }
    }
    #expect(Set(tree.offences.map(\.code)).count == tree.offences.count)
  }

  @Test func categoriesOfPoliceUKAreFourteenDifferentOffences() {
    let ids = OffenceTree.policeUKCategories.map { tree.id(named: $0) }
    #expect(ids.count == 14 && !ids.contains(nil) && Set(ids).count == 14)
  }

  @Test(arguments: [
    ("Violence & sexual offences", "violence-and-sexual-offences"),
    ("ANTI SOCIAL BEHAVIOUR", "asb"), ("other_theft", "other-theft"),
    ("Vehicle crime", "vehicle-offences"),
  ])
  func namesAreFoundWhateverTheirCaseAndPunctuation(name: String, code: String) throws {
    #expect(tree.id(named: name) == (try #require(tree.id(code: code))))
  }

  @Test(arguments: ["", "-", "burglar", "crime types", "Theft from"])
  func unknownNamesAreNotFound(name: String) {
    #expect(tree.id(named: name) == nil)
    #expect(tree.id(code: name) == nil)
  }

  @Test func codesAreMatchedToTheLetter() {
    #expect(tree.id(code: "Burglary") == nil)
    #expect(tree.id(code: "burglary") != nil)
  }

  @Test func depthCountsStepsFromTheTop() throws {
    for (code, depth) in [("crime", 0), ("asb", 0), ("theft", 1), ("burglary", 2), ("rape", 2)] {
      #expect(tree.depth(of: try #require(tree.id(code: code))) == depth)
    }
    let residential = try #require(tree.id(code: "burglary-residential"))
    #expect(tree.depth(of: residential) == 3)
  }

  /// The reader divides at every comma, so no field may hold one, nor quotes.
  @Test func fieldsOfTheResourceAreUnquotedAndFiveToALine() throws {
    let text = try String(contentsOfFile: Self.root + "/geodata/offences.csv", encoding: .utf8)
    #expect(!text.contains("\"") && !text.contains("\r") && text.hasSuffix("\n"))
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "code,parent,name,merges,also")
    for line in lines {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields.count == 5, "\(line)")
      #expect(!fields[0].isEmpty && fields.count > 2 && !fields[2].isEmpty, "\(line)")
      #expect(fields.allSatisfy { $0.first != " " && $0.last != " " }, "\(line)")
    }
    #expect(lines.dropFirst().map { String($0.prefix { $0 != "," }) } == tree.offences.map(\.code))
  }

  private static let root = String(
    #filePath.prefix(
      upTo: #filePath.range(of: "/Tests/RecordsTests/")?.lowerBound ?? #filePath.startIndex))
}
