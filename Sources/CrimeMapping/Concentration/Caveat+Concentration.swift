extension Caveat {
  static let pointsNotAddresses = Caveat(
    "points-not-addresses",
    """
    Each anonymisation point stands for eight or more addresses around it, or for none: a busy point says that \
    its surroundings are busy, not that one address is.
    """)

  static let onlyKnownPlaces = Caveat(
    "only-known-places",
    """
    Only places where something was recorded in these periods are known; with the quiet ones counted too, a \
    smaller share of places would hold most.
    """)

  static let fewerThanPlaces = Caveat(
    "fewer-incidents-than-places",
    """
    There are fewer incidents than places, so most places have none whatever happens: read the generalised Gini \
    and the columns by chance.
    """)
}
