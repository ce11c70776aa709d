import Geometry
import Records

/// The incidents of one place, month by month.
struct PlaceTallies: Sendable {
  let all: Tally
  private let months: ClosedRange<Month>
  private let byMonth: [Tally]

  init(_ all: Tally, months: ClosedRange<Month>, in data: StudyData) {
    self.all = all
    self.months = months
    byMonth = all.byMonth(months, in: data)
  }

  /// Those of a tally inside a shape.
  /// - Complexity: O(incidents × corners) of those in its box.
  init(
    of tally: Tally, inside shape: MultiPolygon<Point>, months: ClosedRange<Month>,
    in data: StudyData
  ) {
    let box = shape.box
    let points = data.incidents.points
    self.init(
      tally.filter { incident in
        let point = points[Int(incident)]
        return box?.contains(point) == true && shape.contains(point)
      }, months: months, in: data)
  }

  func tally(of month: Month) -> Tally {
    months.contains(month)
      ? byMonth[Int(month.ordinal - months.lowerBound.ordinal)] : .none
  }

  func tally(of months: [Month]) -> Tally { Tally(months.flatMap { tally(of: $0).incidents }) }

  func counts(of months: [Month]) -> [Int] { months.map { tally(of: $0).count } }
}
