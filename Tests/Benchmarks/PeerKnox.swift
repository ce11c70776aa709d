import Foundation
import Hotspots

/// The Knox test of one distance and one number of days against random shuffles of the days.
extension PeerPlan {
  static let knoxReplicates = 99
  static let knoxDistance = 400.0
  static let knoxDays = 28

  static var knoxCases: [Case] {
    [1_000, 10_000, 100_000].map {
      Case(name: "knox-\($0)", bench: "knox", n: $0, input: "points.f64")
    }
  }

  /// Days that both sides reckon for themselves.
  static func knoxDay(_ place: Int) -> Int { place * 7_919 % 365 }
}

extension PeerCase {
  /// Pairs at most so far and so many days apart; listing them counts, as it does for the others.
  func knox(_ item: PeerPlan.Case) async throws -> PeerResult? {
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    let events = points.enumerated().map {
      SpaceTimeEvent(place: $1, day: PeerPlan.knoxDay($0), rank: $0)
    }
    let bands = KnoxBands(
      distances: [PeerPlan.knoxDistance.nextUp], days: [PeerPlan.knoxDays + 1])
    var pairs = 0
    var result = try await PeerResult.best(of: item, threads: 2) {
      let test = try await KnoxTest.shuffled(
        events, bands: bands, metric: .euclidean, replicates: PeerPlan.knoxReplicates, seed: 1)
      pairs = test.cells[0].observed
    }
    result.answer = Double(pairs)
    result.note = "\(PeerPlan.knoxReplicates) shuffles"
    return result
  }
}
