import RealModule

/// The middle of the times of day on the circle of 24 hours, and how closely times lie around it.
///
/// Between 23:00 and 01:00 it says midnight, where the mean of the numbers says noon. With two busy times of
/// day it points between them, where little may happen: look at the hours first.
package struct CircularMean: Hashable, Sendable {
  /// Seconds after midnight of the local clock.
  package let second: Double
  /// From 0, where times have no middle, to 1, where all are the same (Mardia and Jupp 2000, section 2.3).
  package let resultant: Double

  /// Times within a span count alike, which is integrated exactly.
  ///
  /// - Throws: when there is no span, or times point nowhere.
  package init(_ spans: [TimeSpan], by clock: LocalClock) throws(Undefined) {
    var (x, y, total) = (0.0, 0.0, 0.0)
    for span in spans.sorted() where !span.isSpread {
      let direction = Self.direction(of: span, clock)
      x += span.weight * direction.x
      y += span.weight * direction.y
      total += span.weight
    }
    guard total > 0 else { throw Undefined("there is no incident with a known time") }
    resultant = (x * x + y * y).squareRoot() / total
    guard resultant > 1e-9 else { throw Undefined("times of day have no middle") }
    let angle = Double.atan2(y: y, x: x)
    second = (angle < 0 ? angle + 2 * Double.pi : angle) / Self.anglePerSecond
  }

  private static let anglePerSecond = 2 * Double.pi / 86_400

  private static func direction(of span: TimeSpan, _ clock: LocalClock) -> (x: Double, y: Double) {
    guard !span.isMoment else {
      let angle = angle(clock.local(span.start))
      return (Double.cos(angle), Double.sin(angle))
    }
    var (x, y) = (0.0, 0.0)
    clock.forEachStretch(from: span.start, to: span.end) { start, end in
      let (a, b) = (angle(start), angle(start) + Double(end - start) * anglePerSecond)
      x += Double.sin(b) - Double.sin(a)
      y += Double.cos(a) - Double.cos(b)
    }
    let length = Double(span.seconds) * anglePerSecond
    return (x / length, y / length)
  }

  private static func angle(_ local: Int64) -> Double {
    Double(local.remainderUp(86_400)) * anglePerSecond
  }
}
