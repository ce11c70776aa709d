extension Caveat {
  static let reportsNotComplaints = Caveat(
    "reports-not-complaints",
    """
    These are reports as recorded, by anyone and for any reason: whether they qualify for a case review is for \
    those who handle the case to say. The threshold is set locally.
    """)
}
