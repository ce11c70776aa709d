import ArgumentParser
import CrimeMapping
import Geodesy
import Geometry
import RecordStores

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks that the store is sound and how exactly places are projected.",
    discussion: """
      Ends with exit code 65 when something is wrong with the store.

      Example: hotbeat check --store cheshire.gpkg
      """)

  @OptionGroup var store: StoreOptions

  func run() async throws {
    let (faults, epsg, repeated) = try await store.withStore(for: .reading) { store in
      (try store.faults(), try store.epsg(), try store.repeatedIdentifiers())
    }
    var text = faults.isEmpty ? "The store \(store.path) is sound.\n" : ""
    for fault in faults { text += "Fault: \(fault).\n" }
    if repeated.identifiers > 0 {
      text +=
        "\(grouped(repeated.identifiers)) source identifiers occur more than once "
        + "(\(grouped(repeated.extraRows)) extra rows); all rows are kept.\n"
    }
    text += try projectionText(.init("EPSG:\(epsg ?? 27_700)"))
    try Terminal.print(text)
    if !faults.isEmpty { throw ExitCode(CommandFailure.badData) }
  }

  private func projectionText(_ crs: CoordinateReferenceSystem) throws -> String {
    let projection = try Projection(to: crs)
    // Any place in the area of use will do; for the British National Grid one in the middle.
    let place = projection.positions(of: [Point(x: 400_000, y: 400_000)])[0]
    let operation = projection.operation(
      at: Coordinate(x: place?.longitude ?? 0, y: place?.latitude ?? 0))
    let accuracy = operation.accuracy.map { "\($0) m" } ?? "unknown"
    var text = "Places are kept in \(crs.code), by '\(operation.name)' (accuracy \(accuracy)).\n"
    if crs == .britishNationalGrid && operation.isApproximate {
      text += """
        PROJ does not find the Ordnance Survey's OSTN15 grid, so places converted from degrees are \
        1 to 5 m off, all alike. To get the grid, run `projsync --file uk_os_OSTN15` (package \
        proj-bin) or put uk_os_OSTN15_NTv2_OSGBtoETRS.tif from https://cdn.proj.org into a folder \
        named by PROJ_DATA; then import again into a new store.

        """
    }
    return text
  }
}
