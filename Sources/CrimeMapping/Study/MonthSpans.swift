import Records

extension [Month] {
  /// Months one after the other, of an ascending list.
  var runs: [ClosedRange<Month>] {
    reduce(into: []) { runs, month in
      if let last = runs.last, last.upperBound.advanced(by: 1) == month {
        runs[runs.count - 1] = last.lowerBound...month
      } else {
        runs.append(month...month)
      }
    }
  }

  /// In words: "2014-01 to 2014-11, 2016-02".
  var spans: String {
    sorted().runs.map {
      $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }.joined(separator: ", ")
  }
}
