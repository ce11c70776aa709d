import Foundation
import Geometry
import Hotspots

/// A scan as it is defined, without any short cut.
struct PlainScan {
  struct Window: Hashable {
    let locations: [Int]
    let steps: Range<Int>
    let count: Int
    let size: Double
    let statistic: Double
  }

  let positions: [Point]
  let steps: Int
  let cases: [Int]
  let sizes: [Double]
  let isBernoulli: Bool
  let terms: ScanTerms

  init(
    positions: [Point], steps: Int, cases: [Int], model: ScanCases.Model, terms: ScanTerms
  ) {
    (self.positions, self.steps, self.cases, self.terms) = (positions, steps, cases, terms)
    let all = Double(cases.reduce(0, +))
    switch model {
    case .poisson(let expected):
      let sum = expected.reduce(0, +)
      sizes = expected.map { $0 * all / sum }
      isBernoulli = false
    case .bernoulli(let controls):
      sizes = zip(cases, controls).map { Double($0 + $1) }
      isBernoulli = true
    case .permutation:
      sizes = cases.indices.map { cell in
        let place = (0..<steps).reduce(0) { $0 + cases[cell / steps * steps + $1] }
        let time = positions.indices.reduce(0) { $0 + cases[$1 * steps + cell % steps] }
        return Double(place) * Double(time) / all
      }
      isBernoulli = false
    }
  }

  var all: Double { Double(cases.reduce(0, +)) }
  var total: Double { isBernoulli ? sizes.reduce(0, +) : all }

  /// c ln(c/μ) + (C − c) ln((C − c)/(C − μ)), or the Bernoulli form.
  func ratio(_ count: Int, _ size: Double) -> Double {
    func term(_ a: Double, _ b: Double) -> Double { a <= 0 ? 0 : a * Foundation.log(a / b) }
    let c = Double(count)
    guard isBernoulli else { return term(c, size) + term(all - c, all - size) }
    func ll(_ a: Double, _ b: Double) -> Double { term(a, b) + term(b - a, b) }
    return ll(c, size) + ll(all - c, total - size) - ll(all, total)
  }

  var outlines: [(ratio: Double, angle: Double, weight: Double)] {
    guard case .ellipse(let ellipses) = terms.shape else { return [(1, 0, 1)] }
    var found = [(ratio: 1.0, angle: 0.0, weight: 1.0)]
    for family in ellipses.families {
      for number in 0..<family.angles {
        let s = family.ratio
        found.append(
          (
            s, Double.pi * Double(number) / Double(family.angles),
            Foundation.pow(4 * s / ((s + 1) * (s + 1)), ellipses.penalty)
          ))
      }
    }
    return found
  }

  func windows() -> [Window] {
    var found: [Window] = []
    for centre in terms.centres ?? positions {
      for outline in outlines {
        let reaches = positions.map { point in
          let (dx, dy) = (point.x - centre.x, point.y - centre.y)
          let along = dx * cos(outline.angle) + dy * sin(outline.angle)
          let across = dy * cos(outline.angle) - dx * sin(outline.angle)
          return (along * along + outline.ratio * outline.ratio * across * across).squareRoot()
        }
        // No pattern here has different distances nearer to each other than this.
        for reach in Set(reaches.map { ($0 * 1e5).rounded() / 1e5 }) {
          let locations = positions.indices.filter { reaches[$0] <= reach + 1e-5 }
          if let radius = terms.limits.radius, reach > radius + 1e-5 { continue }
          let weight = locations.reduce(0) { sum, place in
            sum + (0..<steps).reduce(0) { $0 + sizes[place * steps + $1] }
          }
          if weight > terms.limits.share * total + 1e-9 { continue }
          for interval in terms.periods.intervals {
            if let window = window(locations, interval, weight: outline.weight) {
              found.append(window)
            }
          }
        }
      }
    }
    return found
  }

  private func window(_ locations: [Int], _ interval: Range<Int>, weight: Double) -> Window? {
    let cells = locations.flatMap { place in interval.map { place * steps + $0 } }
    let count = cells.reduce(0) { $0 + cases[$1] }
    let size = cells.reduce(0) { $0 + sizes[$1] }
    guard size > 0, size < total else { return nil }
    let isHigh = Double(count) * total > size * all
    if isHigh && (terms.rates == .low || count < terms.limits.cases) { return nil }
    if !isHigh && terms.rates == .high { return nil }
    return Window(
      locations: locations, steps: interval, count: count, size: size,
      statistic: max(0, ratio(count, size)) * weight)
  }

  var highest: Double { windows().map(\.statistic).max() ?? 0 }
}
