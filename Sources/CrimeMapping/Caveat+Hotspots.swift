extension Caveat {
  static let completeRandomness = Caveat(
    "complete-randomness",
    """
    Complete randomness is rejected in every town, as neither people nor buildings are strewn evenly: here a \
    small p says no more than that.
    """)

  static let labelsOfAllIncidents = Caveat(
    "compared-with-all-incidents",
    """
    p compares with where all recorded incidents are: it tells whether these incidents crowd more than others, \
    not whether a place has more than its people would bring.
    """)
}
