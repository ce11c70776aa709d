import Geometry
import Probability
import Records
import Simulation

/// Forces that several tests look at, made once.
enum Samples {
  static let exact = FictionalForce(ForceParameters(seed: 1))
  static let monthOnly = FictionalForce(ForceParameters(seed: 1, times: .monthOnly))
  static let forces =
    [exact] + (2...3).map { FictionalForce(ForceParameters(seed: UInt64($0))) }

  /// Positions spread evenly over a box.
  static func points(_ count: Int, in box: Box<Point>) -> [Point] {
    var generator = Philox(seed: 42, stream: 42)
    return (0..<count).map { _ in
      Point(
        x: generator.uniform(from: box.minX, to: box.maxX),
        y: generator.uniform(from: box.minY, to: box.maxY))
    }
  }
}

extension SimulatedIncidents {
  /// The rows of an offence.
  func rows(of offence: String) -> [Int] {
    guard let code = offences.pool.firstIndex(of: offence) else { return [] }
    return offences.codes.indices.filter { offences.codes[$0] == Int32(code) }
  }
}
