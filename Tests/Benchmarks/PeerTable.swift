import Foundation
import Probability

/// A made-up month in the form of data.police.uk: 12 columns, some 240 bytes a row.
struct PeerTable {
  let rows: Int

  private static let types = [
    "Anti-social behaviour", "Burglary", "Criminal damage and arson", "Drugs", "Other theft",
    "Public order", "Shoplifting", "Vehicle crime", "Violence and sexual offences",
  ]
  private static let outcomes = [
    "Investigation complete; no suspect identified", "Unable to prosecute suspect",
    "Under investigation", "Awaiting court outcome",
  ]

  func write(to file: URL) throws {
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var text =
      "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
      + "Crime type,Last outcome category,Context\n"
    var random = Philox(seed: 1, stream: 4)
    for row in 0..<rows {
      text += Self.row(&random)
      if row % 10_000 == 0 {
        try handle.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try handle.write(contentsOf: Data(text.utf8))
  }

  private static func row(_ random: inout Philox) -> String {
    let type = types[Int(random.uniform() * Double(types.count))]
    let reported = type != types[0]
    let identifier = reported ? (0..<4).map { _ in hexadecimal(random.next()) }.joined() : ""
    let outcome = reported ? outcomes[Int(random.uniform() * Double(outcomes.count))] : ""
    let longitude = Int(random.uniform(from: -3_200_000, to: -1_900_000))
    let latitude = Int(random.uniform(from: 52_900_000, to: 53_500_000))
    let street = Int(random.uniform(from: 1, to: 9_000))
    // A few places have a comma in their name, and so quotes around it.
    let place =
      random.uniform() < 0.01
      ? "\"On or near Station \(street), Platform 2\"" : "On or near Street \(street)"
    let district = Int(random.uniform(from: 1, to: 600))
    let force = "Fenmarch Constabulary"
    return "\(identifier),2024-01,\(force),\(force),\(decimal(longitude)),\(decimal(latitude)),"
      + "\(place),E0\(1_018_000 + district),Fenmarch District \(1_000 + district)A,\(type),"
      + "\(outcome),\n"
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Millionths of a degree as degrees with six decimals.
  private static func decimal(_ millionths: Int) -> String {
    let rest = String(abs(millionths) % 1_000_000)
    return (millionths < 0 ? "-" : "") + "\(abs(millionths) / 1_000_000)."
      + String(repeating: "0", count: 6 - rest.count) + rest
  }
}
