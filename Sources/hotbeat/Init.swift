import ArgumentParser
import Geodesy
import RecordStores

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes an empty store.",
    discussion: """
      The store is one GeoPackage file, which QGIS opens as it is. Its reference system is decided by \
      the first import (the British National Grid in Great Britain, elsewhere the UTM zone), or here.

      Example: hotbeat init --store cheshire.gpkg
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "The projected reference system to keep places in, such as EPSG:27700.")
  var crs: String?

  func run() async throws {
    let reference = try crs.map { try SpatialReferences.reference(of: .init($0)) }
    try RecordStore.create(at: store.path)
    if let reference {
      try await store.withStore(for: .writing) { try $0.adopt(reference) }
    }
    store.say("Made the store \(store.path).")
  }
}

/// What a store keeps of a reference system.
enum SpatialReferences {
  /// Mercator projections of the whole world, whose metres shrink with the latitude.
  private static let unfit: Set = [3_395, 3_785, 3_857, 3_832, 3_994]

  /// - Throws: when PROJ does not know the system, or it is not one of EPSG's projected ones.
  static func reference(
    of crs: CoordinateReferenceSystem
  ) throws -> RecordStore.SpatialReference {
    _ = try Projection(to: crs)
    guard let epsg = crs.epsg else {
      throw CommandFailure(
        "The reference system \(crs.code) has no EPSG number, so a store cannot be kept in it.",
        code: CommandFailure.usage)
    }
    guard !unfit.contains(epsg) else {
      throw CommandFailure(
        "In the reference system \(crs.code) metres are not metres on the ground, so distances and "
          + "areas would be wrong.", code: CommandFailure.usage)
    }
    let definition = try crs.definition()
    return .init(
      epsg: epsg, name: definition.name, wellKnownText: definition.wellKnownText)
  }
}
