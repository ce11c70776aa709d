import Records
import Testing

@Suite struct HarmWeightsTests {
  private let tree = OffenceTree.standard

  private func weights(_ given: [String: Double]) throws -> HarmWeights {
    var ids: [OffenceTree.ID: Double] = [:]
    for (code, weight) in given { ids[try #require(tree.id(code: code))] = weight }
    return HarmWeights(ids, file: "harm.csv", digest: "00")
  }

  private func weight(of code: String, _ weights: HarmWeights) throws -> Double? {
    weights[try #require(tree.id(code: code))]
  }

  @Test(arguments: [
    ("homicide", 5_475.0), ("violence", 10), ("stalking-and-harassment", 10),
    ("robbery-of-person", 1), ("theft-from-vehicle", 0), ("vehicle-offences", 0), ("crime", 1),
    // It merges two offences with different weights, so only what stands above it holds.
    ("violence-and-sexual-offences", 1),
  ])
  func holdForAllBelowUnlessALowerOneIsGiven(code: String, expected: Double) throws {
    let given = try weights([
      "crime": 1, "violence": 10, "homicide": 5_475, "vehicle-offences": 0,
    ])
    #expect(try weight(of: code, given) == expected)
  }

  @Test func areAbsentWhereNothingIsGiven() throws {
    let given = try weights(["violence": 10, "asb-personal": 2])
    for code in ["crime", "robbery", "asb", "asb-nuisance", "violence-and-sexual-offences"] {
      #expect(try weight(of: code, given) == nil)
    }
    #expect(try weight(of: "asb-personal", given) == 2)
    #expect(try weight(of: "homicide", try weights([:])) == nil)
  }

  /// Against a walk up the tree by names.
  @Test func areThoseOfTheNearestOffenceAbove() throws {
    let given = Dictionary(
      uniqueKeysWithValues: tree.offences.enumerated().filter { $0.offset % 3 == 1 }.map {
        ($0.element.code, Double($0.offset))
      })
    let weights = try weights(given)
    for offence in tree.offences {
      var here: Offence? = offence
      while let code = here?.code, given[code] == nil {
        here = tree.offences.first { $0.code == here?.parent }
      }
      #expect(try weight(of: offence.code, weights) == here.flatMap { given[$0.code] })
    }
  }
}
