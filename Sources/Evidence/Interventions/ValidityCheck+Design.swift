/// Checks that need the design and no counts.
extension ValidityCheck {
  /// V1: both periods last equally long, or what is counted is divided by their lengths.
  package static func equalPeriods(
    daysBefore: Double, daysAfter: Double, isWeighted: Bool
  ) -> ValidityCheck {
    let title = "The periods are equally long"
    let measure = Measure(daysAfter / daysBefore, "days after over days before")
    // A leap day in a year is no difference.
    if abs(daysAfter / daysBefore - 1) <= 0.01 {
      return ValidityCheck(.equalPeriods, title, .pass, measure, "The periods are equally long.")
    }
    return isWeighted
      ? ValidityCheck(
        .equalPeriods, title, .pass, measure,
        "The periods differ in length, and every count is divided by its days.")
      : ValidityCheck(
        .equalPeriods, title, .fail, measure,
        "The periods differ in length, and the counts are not corrected for it.")
  }

  /// V2: both periods hold the same months of the year.
  /// - Parameters: months of the year, 1 to 12, of each month counted.
  package static func sameSeason(monthsBefore: [Int], monthsAfter: [Int]) -> ValidityCheck {
    func parts(_ months: [Int]) -> [Double] {
      (1...12).map { month in
        Double(months.count { $0 == month }) / Double(max(1, months.count))
      }
    }
    let shared = zip(parts(monthsBefore), parts(monthsAfter)).reduce(0) { $0 + min($1.0, $1.1) }
    let title = "The periods hold the same months of the year"
    let measure = Measure(shared, "share of the months of the year that both hold")
    switch shared {
    case (1 - 1e-9)...:
      return ValidityCheck(
        .sameSeason, title, .pass, measure, "Both periods hold the same months of the year.")
    case 0.8...:
      return ValidityCheck(
        .sameSeason, title, .warn, measure,
        "The periods hold nearly the same months; part of the change may be the season.")
    default:
      return ValidityCheck(
        .sameSeason, title, .fail, measure,
        "The periods hold different months of the year: a season looks like a change.")
    }
  }

  /// V5: the area was drawn before anyone saw what followed.
  /// - Parameter wasFixed: `nil` where nobody said.
  package static func areaFixedBefore(_ wasFixed: Bool?) -> ValidityCheck {
    let title = "The area was fixed before the period after"
    return switch wasFixed {
    case true?:
      ValidityCheck(
        .areaFixedBefore, title, .pass, "The area is stated to have been drawn before the start.")
    case false?:
      ValidityCheck(
        .areaFixedBefore, title, .fail,
        "The area was drawn after the start: its shape may have been chosen for its result.")
    case nil:
      ValidityCheck(
        .areaFixedBefore, title, .notChecked,
        "Nobody stated when the area was drawn; the data cannot show it.")
    }
  }

  /// V6: target, ring, control and other operations share no ground, and the control is out of reach.
  /// - Parameters:
  ///   - shared: the largest part of one of them that lies in another, 0 to 1.
  ///   - controlTouchesRing: whether crime that moved out of the target could be counted in the control.
  package static func noOverlap(shared: Double, controlTouchesRing: Bool) -> ValidityCheck {
    let title = "Target, ring and control share no ground"
    let measure = Measure(shared, "largest part of one that lies in another")
    if shared > 0.01 {
      return ValidityCheck(
        .noOverlap, title, .fail, measure,
        "Target, ring, control or another operation overlap: the same incident speaks for both sides."
      )
    }
    return controlTouchesRing
      ? ValidityCheck(
        .noOverlap, title, .warn, measure,
        "The control lies within the ring's reach: crime that moved may be counted in it.")
      : ValidityCheck(
        .noOverlap, title, .pass, measure, "No ground is shared, and the control is out of reach.")
  }

  /// V8: known changes of recording, and the months of COVID restrictions, in the periods.
  /// - Parameters:
  ///   - events: what the user named that falls into or between the periods.
  ///   - restrictedBefore: whether the period before holds months of March 2020 to July 2021.
  package static func recordingEvents(
    _ events: [String], restrictedBefore: Bool, restrictedAfter: Bool
  ) -> ValidityCheck {
    let title = "No known change of recording or of public life"
    let measure = Measure(Double(events.count), "changes of recording named")
    if restrictedBefore != restrictedAfter {
      return ValidityCheck(
        .recording, title, .fail, measure,
        "Only one of the periods holds months of COVID restrictions: they are not comparable.")
    }
    if !events.isEmpty {
      return ValidityCheck(
        .recording, title, .fail, measure,
        "Recording changed within or between the periods: \(events.joined(separator: "; ")).")
    }
    return restrictedBefore
      ? ValidityCheck(
        .recording, title, .warn, measure, "Both periods hold months of COVID restrictions.")
      : ValidityCheck(
        .recording, title, .pass, measure,
        "None was named, and neither period holds months of COVID restrictions.")
  }

  /// V9: other orders, licensing changes or works at the same time.
  /// - Parameter events: `nil` where nobody said; empty where it was said that there were none.
  package static func concurrent(_ events: [String]?) -> ValidityCheck {
    let title = "Nothing else changed there at the same time"
    guard let events else {
      return ValidityCheck(
        .concurrent, title, .notChecked,
        "Nobody stated whether other orders, operations or licensing changes fell into the periods."
      )
    }
    return events.isEmpty
      ? ValidityCheck(.concurrent, title, .pass, "It is stated that nothing else changed.")
      : ValidityCheck(
        .concurrent, title, .fail,
        "Something else changed too: \(events.joined(separator: "; ")).")
  }

  /// V11: how many results were looked at.
  package static func multiplicity(tests: Int, isAdjusted: Bool) -> ValidityCheck {
    let title = "The number of comparisons is taken into account"
    let measure = Measure(Double(tests), "comparisons made")
    if tests <= 1 {
      return ValidityCheck(.multiplicity, title, .pass, measure, "One comparison was made.")
    }
    return isAdjusted
      ? ValidityCheck(
        .multiplicity, title, .pass, measure,
        "Several comparisons were made, and q-values take their number into account.")
      : ValidityCheck(
        .multiplicity, title, .warn, measure,
        "Several comparisons were made: some look like a change by chance alone.")
  }
}
