extension Caveat {
  static let noTestAgainstChance = Caveat(
    "no-test-against-chance",
    """
    Clusters are where incidents lie close together; nothing here tells them from what chance and the \
    layout of streets would make.
    """)

  static let noRandomPattern = Caveat(
    "no-random-pattern",
    "Random points do not stack as incidents at anonymisation points do, so no p-value is given.")

  /// - Parameter single: how many clusters lie at one point.
  static func clustersAtPoints(_ single: Int, of count: Int) -> Caveat {
    let alone =
      single == 0
      ? "" : " \(grouped(single)) of the \(grouped(count)) clusters are one such point by itself."
    return Caveat(
      "clusters-of-anonymisation-points",
      """
      Incidents moved to one anonymisation point lie in one place, so part of their closeness is made by \
      the moving.\(alone)
      """)
  }

  /// - Parameter single: how many clusters lie in one place though locations are not anonymised.
  static func clustersInOnePlace(_ single: Int) -> Caveat {
    Caveat(
      "clusters-in-one-place",
      """
      \(grouped(single)) cluster\(single == 1 ? " lies" : "s lie") in a single place each: an address, or a \
      point that locations were rounded or moved to.
      """)
  }

  static func shortPeriod(_ size: ClusterSize) -> Caveat {
    Caveat(
      "short-period",
      """
      The rate asked for makes fewer than three incidents in the time looked at; three were taken, which is \
      \(fixed(size.perYear, 1)) a year.
      """)
  }

  static func longClusters(_ count: Int, canSplit: Bool) -> Caveat {
    let (clusters, are, them) = count == 1 ? ("cluster", "is", "it") : ("clusters", "are", "them")
    let advice = canSplit ? " --split 1000 divides \(them)." : ""
    return Caveat(
      "long-clusters",
      """
      \(grouped(count)) \(clusters) \(are) longer than 1 km, several places along a road perhaps: too long for \
      one task.\(advice)
      """)
  }

  static func smallClusters(_ count: Int) -> Caveat {
    Caveat(
      "small-numbers",
      count == 1
        ? "1 cluster holds fewer than 10 incidents, which may be chance."
        : "\(grouped(count)) clusters hold fewer than 10 incidents, which may be chance.")
  }

  static func uncertainTimes(_ count: Int, days: Double) -> Caveat {
    Caveat(
      "uncertain-times",
      """
      Of \(grouped(count)) incident\(count == 1 ? "" : "s") the time is known only to more than \
      \(plain(days)) days; the middle was taken.
      """)
  }
}
