import Records

extension OrderReviewStudy {
  /// What a reader of the review must know beside what every study tells.
  var caveats: [Caveat] {
    var caveats: [Caveat] = []
    if !periods.leftOut.isEmpty {
      caveats.append(
        Caveat(
          "month-left-out",
          "The order started or ended within a month; that month is neither before nor during it."))
    }
    if !periods.unmatched.isEmpty {
      caveats.append(
        Caveat(
          "months-without-partner",
          "Months without a month of the same name before the order are not compared: "
            + "\(periods.unmatched.spans)."))
    }
    if all.during(.order).count < 20 || all.before(.order).count < 20 {
      caveats.append(
        Caveat(
          "small-numbers",
          "Fewer than 20 reports stand on one side of the comparison: no percentage is told, and intervals are wide."
        ))
    }
    if places.control == nil {
      caveats.append(
        Caveat(
          "no-control", "Without a control nothing can be said of what else would have happened."))
    }
    if incidents.hasAnonymised {
      caveats.append(
        Caveat(
          "boundary-finer-than-locations",
          """
          Locations are anonymisation points, so which side of a boundary a report lies on is often unknown: bands \
          of tens of metres are finer than the data.
          """))
    }
    return caveats
  }
}
