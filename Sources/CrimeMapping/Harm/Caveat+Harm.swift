extension Caveat {
  static let policeGenerated = Caveat(
    "police-generated",
    """
    Offences that are found where police look for them, such as possession of drugs and weapons, are counted but not \
    weighed: their number tells of patrols more than of harm (--leave-out).
    """)

  static let noDateOfReport = Caveat(
    "historic-reports",
    """
    Reports of what happened long ago should be left out of harm, but the store knows no date of report: leave them \
    out when importing.
    """)

  static let ownScales = Caveat(
    "own-scales",
    "The scales of the priority matrix are Hotbeat's own choice; its order follows from the weights shown."
  )
}
