import Foundation

extension CalibrationReport {
  var markdown: String {
    """
    # How the tests were checked

    `make calibration` makes patterns of chance and patterns with something planted, with fixed seeds, and asks \
    every test of each. The town is a square of 3 by 3 km with about 432 incidents, counted in cells of 250 m; \
    what is planted is a disc of 375 m, a surge of a few weeks, repeats within 140 m and 10 days, or a growing \
    neighbourhood (`Tests/Calibration`). The picture is [statistics.svg](statistics.svg).

    ## Where there is nothing

    How often p ≤ 0.05 in 1,000 patterns of chance, with 99 % limits (Wilson). *Holds*: 5 % lies within them; *safe*: \
    they lie below it; **too often**: above.

    | | test | p-value | patterns of chance | p ≤ 0.05 | limits | |
    |---|---|---|---|---|---|---|
    \(sizeRows.joined(separator: "\n"))

    Permutation with Benjamini and Hochberg needs many replicates: of 144 cells with 4,999 of them a single one cannot \
    be a finding, since its two-sided p is at least 2/5,000 and its q 0.058. Trends of scores that share steps come up \
    three times too often: take separate steps. The normal approximation of Gi* holds at three incidents a cell; \
    emptier cells were not measured.

    Tests that expect incidents evenly over the ground find an uneven town clustered, and are right: it is. That \
    is no finding about crime; give them the people, or take the scan and the hotspots' p, which were given them here.

    ## Where something is planted

    How often it is found, in %, as it grows.

    \(Subject.allCases.map(powerTable).joined(separator: "\n\n"))

    """
  }

  private var sizeRows: [String] {
    tests.enumerated().map { place, test in
      let (low, high) = test.size.limits
      let verdict = low > 0.05 ? "**too often**" : high < 0.05 ? "safe" : "holds"
      return "| \(place + 1) | \(test.test.name) | \(test.test.basis) | \(test.null) | "
        + "\(percent(test.size.share)) | \(percent(low)) to \(percent(high)) | \(verdict) |"
    }
  }

  private func powerTable(of subject: Subject) -> String {
    let planted = tests.filter { $0.subject == subject && $0.strengths.count > 1 }
    guard let strengths = planted.first?.strengths else { return "" }
    let head = strengths.map { String(format: "%g", $0) }.joined(separator: " | ")
    let rows = planted.map { test in
      "| \(test.test.name) | \(test.test.basis) | "
        + test.rates.map { String(format: "%.0f", 100 * $0.share) }.joined(separator: " | ") + " |"
    }
    return
      ([
        "| \(subject.axis) | | \(head) |",
        "|---|---|" + String(repeating: "---|", count: strengths.count),
      ] + rows).joined(separator: "\n")
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}
