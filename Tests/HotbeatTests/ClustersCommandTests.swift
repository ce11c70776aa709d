import Foundation
import TestSupport
import Testing

/// `hotbeat clusters` on the real data: months only, at anonymisation points.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct ClustersCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
  }

  private func clusters(_ more: String...) throws -> Program {
    try Program.run(
      Program.hotbeat,
      [
        "clusters", "--store", store.path, "--offence", "asb", "--from", "2018-10", "--to",
        "2018-12",
      ] + more, in: own.url)
  }

  /// What scikit-learn's DBSCAN finds among the same points: 21 clusters, 4,700 of 5,262 incidents noise.
  @Test func findsWhatScikitLearnFinds() throws {
    let run = try clusters("--per-year", "60", "--format", "geojson")
    #expect(run.code == 0, "\(run.errors)")
    for part in [
      "\"least\":16", "\"clusters\":21", "\"in_clusters\":562", "\"noise\":4700",
      "\"clusters-of-anonymisation-points\"",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    #expect(!run.output.contains("\"Point\""))
  }

  @Test func threadsChangeNothing() throws {
    for method in ["dbscan", "hdbscan", "nnh"] {
      let one = try clusters("--method", method, "--format", "csv", "--threads", "1")
      let three = try clusters("--method", method, "--format", "csv", "--threads", "3")
      #expect(one.code == 0 && one.output == three.output, "\(method)")
    }
  }

  @Test func refusesDaysThatNobodyKnows() throws {
    let run = try clusters("--method", "st-dbscan")
    #expect(run.code == 64)
    #expect(run.errors.contains("only the month is known"))
  }
}
