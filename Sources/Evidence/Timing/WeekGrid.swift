/// A number for each hour of each weekday, rows being days that start at some hour.
///
/// With days that start at 07:00 the row of Saturday holds Sunday's 02:00: the night belongs to the evening
/// before.
package struct WeekGrid: Hashable, Sendable {
  /// The hour at which a day starts, from 0 to 23.
  package let dayStarts: Int
  /// DayOfWeek by weekday, each from the hour its day starts.
  package private(set) var values: [Double]

  package init(dayStarts: Int) {
    precondition(0..<24 ~= dayStarts, "a day starts at one of its hours")
    self.dayStarts = dayStarts
    values = [Double](repeating: 0, count: 168)
  }

  /// The value of an hour of the clock, such as 2 for 02:00, in the row of a day.
  package subscript(day: DayOfWeek, hour: Int) -> Double {
    values[day.rawValue * 24 + (hour - dayStarts).remainderUp(24)]
  }

  /// The hours of a row in their order.
  package var hours: [Int] { (0..<24).map { (dayStarts + $0) % 24 } }

  /// The sum of each weekday.
  package var byDay: [Double] {
    (0..<7).map { day in (0..<24).reduce(0) { $0 + values[day * 24 + $1] } }
  }

  /// The sum of each hour of a row.
  package var byHour: [Double] {
    (0..<24).map { column in (0..<7).reduce(0) { $0 + values[$1 * 24 + column] } }
  }

  package var total: Double { byDay.reduce(0, +) }

  mutating func add(_ value: Double, toLocalHour hour: Int) {
    let shifted = hour - dayStarts
    let day = DayOfWeek(ofDay: shifted.quotientDown(24))
    values[day.rawValue * 24 + shifted.remainderUp(24)] += value
  }

  mutating func addToAll(_ value: Double) {
    for cell in values.indices { values[cell] += value }
  }
}
