import Geometry
package import Maps
import Records

extension HotspotReport {
  /// The report as a map for a briefing. Hotspots are numbered as they are listed.
  package func map() -> HotspotMap {
    HotspotMap(
      title: title, subtitle: subtitle,
      outlines: outlines.map { .init(name: $0.name, code: $0.code, shape: $0.shape) },
      hotspots: hotspots.enumerated().map { index, hotspot in
        let words = [hotspot.place, "\(grouped(hotspot.count)) incidents", hotspot.area?.name]
        return .init(
          number: index + 1, shape: hotspot.shape, density: hotspot.meanPerKm2,
          caption: words.compactMap { $0 }.joined(separator: ", "))
      },
      caveats: caveats.map(\.sentence),
      attribution: "hotbeat \(provenance.version); offence tree \(provenance.offenceTree); "
        + provenance.incidents.map(\.file).joinedShortly)
  }
}

extension [String] {
  /// The first and the last of a long list.
  fileprivate var joinedShortly: String {
    count <= 3 ? joined(separator: ", ") : "\(self[0]) … \(self[count - 1]) (\(count) files)"
  }
}
