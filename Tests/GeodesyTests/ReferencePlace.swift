import Foundation
import Geometry
import Testing

/// A row of `Tests/ReferenceData/projection_bng.csv`.
struct ReferencePlace {
  let name: String
  let degrees: Coordinate
  /// On the British National Grid by PROJ's seven-parameter Helmert transformation.
  let helmert: Point
  /// The degrees that transformation gives back.
  let helmertInverse: LonLat
  /// By OSTN15; `nil` outside it.
  let ostn15: Point?

  static func all(file: String = #filePath) throws -> [ReferencePlace] {
    let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "ReferenceData/projection_bng.csv"), encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      func number(_ place: Int) throws -> Double { try #require(Double(fields[place])) }
      return ReferencePlace(
        name: String(fields[0]), degrees: Coordinate(x: try number(2), y: try number(1)),
        helmert: Point(x: try number(3), y: try number(4)),
        helmertInverse: LonLat(longitude: try number(6), latitude: try number(5)),
        ostn15: fields[9].isEmpty ? nil : Point(x: try number(9), y: try number(10)))
    }
  }
}
