import Foundation
import Probability
import Testing

/// Against R's own functions (`distributions.R`).
struct DistributionReferenceTests {
  private static let rows: [(what: String, arguments: [Double], value: Double)] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ReferenceData/distributions.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { Double($0) }
      return (String(fields[0]), Array(numbers.dropLast()), numbers.last ?? .nan)
    }
  }()

  private static let functions: [String: @Sendable ([Double]) -> Double] = [
    "gamma.quantile": { GammaDistribution.quantile($0[0], shape: $0[1]) },
    "gamma.quantileAbove": { GammaDistribution.quantile(above: $0[0], shape: $0[1]) },
    "beta.below": { BetaDistribution.below($0[0], $0[1], $0[2]) },
    "beta.above": { BetaDistribution.above($0[0], $0[1], $0[2]) },
    "beta.quantile": { BetaDistribution.quantile($0[0], $0[1], $0[2]) },
    "t.below": { StudentDistribution.below($0[0], degreesOfFreedom: $0[1]) },
    "t.quantile": { StudentDistribution.quantile($0[0], degreesOfFreedom: $0[1]) },
    "binomial.equal": { binomial($0).equal(to: Int($0[0])) },
    "binomial.atMost": { binomial($0).atMost(Int($0[0])) },
    "binomial.atLeast": { binomial($0).atLeast(Int($0[0])) },
  ]

  @Sendable private static func binomial(_ arguments: [Double]) -> BinomialDistribution {
    BinomialDistribution(trials: Int(arguments[1]), probability: arguments[2])
  }

  @Test func isRs() throws {
    #expect(Self.rows.count == 440)
    for row in Self.rows {
      let function = try #require(Self.functions[row.what])
      let value = function(row.arguments)
      #expect(
        abs(value - row.value) <= 1e-12 * abs(row.value),
        "\(row): \(value), \(value / row.value - 1)")
    }
  }
}
