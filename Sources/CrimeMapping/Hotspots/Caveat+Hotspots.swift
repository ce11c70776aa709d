extension Caveat {
  static let labelsOfAllIncidents = Caveat(
    "compared-with-all-incidents",
    """
    p compares with where all recorded incidents are: it tells whether these incidents crowd more than others, \
    not whether a place has more than its people would bring.
    """)
}
