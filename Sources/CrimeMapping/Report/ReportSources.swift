extension ReportStudy {
  /// How the numbers were reckoned, and where to read about it.
  var sources: Document.Section {
    .init(
      "method", "How it was reckoned",
      [
        .paragraph(
          """
          Counts are of incidents that began in the period, by the area in which they lie. Periods of different \
          length are compared per day for which there is data.
          """),
        .list([
          """
          Rates and counts: exact Poisson intervals below 10 incidents, Byar's approximation from 10 (Breslow and \
          Day 1987).
          """,
          """
          Changes: the ratio of two rates, exactly from the binomial share where a count is under 20 (Przyborowski \
          and Wilenski 1940), by its logarithm otherwise; e-test (Krishnamoorthy and Thomson 2004); false \
          discoveries held at 5 % (Benjamini and Hochberg 1995).
          """,
          """
          Hotspots: quartic kernel density (Silverman 1986) above a level that at most 1 % of the ground exceeds; \
          ranks and stability by resampling.
          """,
          "Offences: Home Office groups; fraud and anti-social behaviour stand outside recorded crime.",
        ]),
      ])
  }
}
