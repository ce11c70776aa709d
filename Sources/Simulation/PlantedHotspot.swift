package import Geometry

/// A disc in which the risk of an offence is a known multiple of that around it: the truth that an
/// analysis of the fictional force should find.
package struct PlantedHotspot: Hashable, Sendable {
  /// 1 … *n*, in the order of `lpuCode`.
  package let id: Int
  package let centre: Point
  /// In metres.
  package let radius: Double
  /// How many times the background's risk applies inside the disc.
  package let relativeRisk: Double
  package let offence: String
  /// How many incidents of the offence fell in the disc before any anonymisation, those of the
  /// background included.
  package let incidents: Int
  /// The beat and the local policing unit that hold the centre.
  package let beatCode: String
  package let lpuCode: String

  /// The same hotspot with its incidents counted.
  func counted(_ incidents: Int) -> PlantedHotspot {
    PlantedHotspot(
      id: id, centre: centre, radius: radius, relativeRisk: relativeRisk, offence: offence,
      incidents: incidents, beatCode: beatCode, lpuCode: lpuCode)
  }
}
