extension Caveat {
  static let noComparison = Caveat(
    "no-comparison-period",
    "No period to compare with was named, so the report cannot say whether anything rose or fell.")

  static let recordsNotEvents = Caveat(
    "records-not-events",
    """
    Counts are of what was recorded: they rise with reporting and with better recording, and miss what nobody \
    reported. Rises and falls are described; their causes are not known from these numbers.
    """)
}

extension StudyRecord {
  /// The same with other things to bear in mind.
  func telling(_ caveats: [Caveat]) -> StudyRecord {
    StudyRecord(
      terms: terms, surface: surface, summary: summary, caveats: caveats,
      provenance: provenance)
  }
}
