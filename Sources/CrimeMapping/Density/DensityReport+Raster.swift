import Geometry
package import Maps

extension DensityReport {
  /// The surface as an ESRI ASCII grid in the metres of the study's reference system.
  package var asciiGrid: [UInt8] { ASCIIGrid(of: surface).encoded() }

  /// The reference system of the surface, such as "EPSG:27700".
  package var crs: String { record.terms.crs }

  /// The surface as a picture, with a page around it or alone.
  package var image: DensityImage {
    DensityImage(
      surface: surface, breaks: breaks.map { ($0.level, $0.meaning) }, title: title,
      subtitle: subtitle, unit: unit.prefix(1).uppercased() + unit.dropFirst(),
      caption: record.caveats.map(\.sentence).joined(separator: "\n") + "\n"
        + record.provenance.attribution)
  }

  /// What was mapped and when.
  package var title: String { "\(record.terms.subject): \(subject), \(record.terms.span)" }

  /// How it was mapped.
  package var subtitle: String {
    let counted = grouped(record.summary.incidents)
    let area = grouped(Int(record.terms.areaKm2.rounded()))
    return "\(counted) incidents on \(area) km²; \(record.words)"
  }
}
