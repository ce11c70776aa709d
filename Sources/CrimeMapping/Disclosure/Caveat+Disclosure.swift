extension Caveat {
  static func suppressedSmallNumbers(_ count: Int, below threshold: Int) -> Caveat {
    Caveat(
      "suppressed-small-numbers",
      "\(grouped(count)) number\(count == 1 ? " is" : "s are") not published: counts below \(threshold), 0 among "
        + "them, are written <\(threshold), others are withheld (c) so that these cannot be worked out, and what "
        + "was made from either is left out (–).")
  }

  static let sensitiveOffences = Caveat(
    "sensitive-offences",
    """
    Counts of sexual offences, domestic abuse and hate crime alone are published for whole local policing \
    units and months only.
    """)

  /// The caveat for the public: one that counts incidents counts them no more.
  var forPublic: Caveat {
    if let sentence = Self.withoutCounts[code] { return Caveat(code, sentence) }
    guard sentence.countsIncidents else { return self }
    return Caveat(code, "This applies to some of the incidents.")
  }

  private static let withoutCounts = [
    "incidents-outside-areas": "Incidents in no area of the layer are left out.",
    "incidents-outside-units": "Incidents in none of the cells or areas counted are left out.",
    "incidents-without-location": "Incidents without a location are not counted.",
    "incidents-without-weight": "Incidents of offences without a weight count for nothing.",
    "small-numbers": "Some numbers are small and may be chance.",
  ]
}

extension String {
  /// Whether it says how many of something that is counted there are, such as "2 incidents".
  fileprivate var countsIncidents: Bool {
    let words = split { !$0.isLetter && !$0.isNumber && $0 != "," && $0 != "." }
    let counted = ["incident", "crime", "report", "offence", "case"]
    return zip(words, words.dropFirst()).contains { number, noun in
      number.allSatisfy { $0.isNumber || $0 == "," }
        && counted.contains { noun.lowercased().hasPrefix($0) }
    }
  }
}
