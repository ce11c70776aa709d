import Areas
import ArgumentParser
import CrimeMapping
import FoundationEssentials
import Geodesy
import Geometry
import HotbeatService
import RecordFiles
import RecordStores
import Records

struct ImportAreas: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "areas",
    abstract: "Imports a layer of areas: beats, local policing units, wards, order areas.",
    discussion: """
      Reads GeoJSON and GeoPackage itself, and .kml, .shp, .tab and .zip through ogr2ogr when that is \
      installed. Boundaries that are not valid are mended and overlaps reported. A layer imported \
      again takes the place of the earlier one; with --valid-from the earlier one is kept and ends on \
      that day.

      Example: hotbeat import areas beats.geojson --layer beat --id id --name name \
      --parent lpu_code --parent-layer lpu
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: "The file of areas.")
  var file: String

  @Option(help: "The layer's name: beat, lpu, ward, local-authority or any other word.")
  var layer: String

  @Option(help: "The property that holds the areas' codes.")
  var id: String

  @Option(help: "The property that holds their names. Default: the code.")
  var name: String?

  @Option(help: "The property that holds the code of the area each is part of.")
  var parent: String?

  @Option(help: "The layer of the areas they are part of.")
  var parentLayer: String?

  @Option(help: "The first day on which the boundaries are in force, such as 2021-04-01.")
  var validFrom: String?

  @Option(help: "The file's reference system. Default: what the file says, else WGS 84 degrees.")
  var crs: String?

  @Option(help: "The table to read from a GeoPackage. Default: its only one.")
  var table: String?

  func validate() throws {
    guard !layer.isEmpty, !layer.contains(where: { !($0.isLetter || $0.isNumber || $0 == "-") })
    else { throw ValidationError("--layer takes a word of letters, digits and hyphens.") }
    guard !["incidents", "hotspots"].contains(layer) else {
      throw ValidationError("--layer cannot be '\(layer)', which names something else.")
    }
    guard (parent == nil) == (parentLayer == nil) else {
      throw ValidationError("--parent and --parent-layer go together.")
    }
    guard validFrom.map({ CalendarDay($0) != nil }) ?? true else {
      throw ValidationError("--valid-from takes a day such as 2021-04-01.")
    }
  }

  func run() async throws {
    let source = SourceFile(path: file)
    let (given, bytes) = try await read(source)
    let lines = try await store.withStore(for: .writing) { store in
      try keep(given, from: bytes, of: source, in: store)
    }
    try Terminal.print(lines)
  }

  /// The areas of a file, and the bytes they came from: what ogr2ogr made of it, where it did, as such
  /// formats keep their parts in several files.
  private func read(_ source: SourceFile) async throws -> (AreaFile, Data) {
    guard FileManager.default.fileExists(atPath: file) else {
      throw RecordFileError.missing(path: file)
    }
    let fields = AreaFields(code: id, name: name, parent: parent)
    switch file.split(separator: ".").last?.lowercased() {
    case "geojson", "json":
      let data = try source.contents()
      return (try AreaFile(geoJSON: data, file: source.name, fields: fields, crs: crs), data)
    case "gpkg":
      let columns = [id, name, parent].compactMap { $0 }
      let foreign = try ForeignGeoPackage(at: file, table: table, columns: columns)
      let areas = try AreaFile(foreign, file: source.name, fields: fields, crs: crs)
      return (areas, try source.contents())
    default:
      let data = try await OgrConversion.geoJSON(of: file, crs: crs)
      return (try AreaFile(geoJSON: data, file: source.name, fields: fields, crs: nil), data)
    }
  }

  private func keep(
    _ given: AreaFile, from bytes: Data, of source: SourceFile, in store: RecordStore
  ) throws -> String {
    let target = try target(for: given, in: store)
    let projection = try Projection(from: .init(given.crs ?? "EPSG:4326"), to: target)
    let label = AreaLabel(
      layer: layer, parentLayer: parentLayer, validFrom: validFrom.flatMap(CalendarDay.init))
    let prepared = try prepare(given.areas, labelled: label, through: projection)
    let batch = ImportBatch(
      kind: .areas, file: source.name, edition: label.edition,
      digest: sha256(of: bytes + Data(reading.utf8)),
      rowsRead: given.areas.count, rowsKept: prepared.areas.count, rowsRejected: 0,
      crs: projection.source.code, operation: prepared.operation.name,
      accuracy: prepared.operation.accuracy, importedAt: Date.now.ISO8601Format(.storeTime),
      version: hotbeatVersion)
    let outcome = try store.add(prepared.areas, of: batch)
    return try report(outcome, prepared, store)
  }

  /// How the file was read, which is part of what makes an import the same as an earlier one.
  private var reading: String {
    [layer, id, name, parent, parentLayer, validFrom, crs, table].map { $0 ?? "" }
      .joined(separator: "\u{1F}")
  }

  private func target(
    for given: AreaFile, in store: RecordStore
  ) throws -> CoordinateReferenceSystem {
    if let epsg = try store.epsg() { return .init("EPSG:\(epsg)") }
    let corners = given.areas.flatMap { $0.shape.polygons.flatMap(\.exterior.corners) }
    let target = try IncidentPreparation.target(
      for: corners, in: .init(given.crs ?? "EPSG:4326"))
    try store.adopt(try SpatialReferences.reference(of: target))
    return target
  }

  private func report(
    _ outcome: ImportOutcome, _ prepared: PreparedAreas, _ store: RecordStore
  ) throws -> String {
    var text =
      switch outcome {
      case .unchanged: "The layer \(layer) holds this file already; nothing changed\n"
      case .added(let rows): "\(grouped(rows)) areas imported as layer \(layer)\n"
      case .replaced(let added, let removed, _):
        "\(grouped(added)) areas imported as layer \(layer) in the place of \(grouped(removed))\n"
      }
    for repair in prepared.repairs {
      text +=
        "  \(repair.code): the boundary was not valid (\(repair.fault)) and was mended; "
        + "its area changed by \(fixed(repair.areaChange, 1)) m²\n"
    }
    for overlap in prepared.overlaps.prefix(10) {
      text += "  \(overlap.first) and \(overlap.second) overlap on \(fixed(overlap.area, 0)) m²\n"
    }
    if prepared.overlaps.count > 10 {
      text += "  and \(prepared.overlaps.count - 10) overlaps more\n"
    }
    return text
      + (outcome == .unchanged ? "" : try AreaCoverage.lines(of: store, layer: layer).joined())
  }
}

extension AreaFile {
  /// Areas of somebody's GeoPackage.
  fileprivate init(
    _ foreign: ForeignGeoPackage, file: String, fields: AreaFields, crs: String?
  ) throws(RecordFileError) {
    var areas: [GivenArea] = []
    for (index, feature) in foreign.features.enumerated() {
      guard let shape = feature.shape else {
        throw .noGeometry(file: file, feature: index + 1)
      }
      func text(_ property: String) throws(RecordFileError) -> String {
        guard let text = feature.texts[property], !text.isEmpty else {
          throw .missingProperty(
            file: file, feature: index + 1, property: property,
            present: feature.texts.keys.sorted())
        }
        return text
      }
      let code = try text(fields.code)
      var (name, parent): (String, String?) = (code, nil)
      if let field = fields.name { name = try text(field) }
      if let field = fields.parent { parent = try text(field) }
      areas.append(GivenArea(code: code, name: name, parent: parent, shape: shape))
    }
    guard !areas.isEmpty else { throw .nothingToRead(path: file) }
    try Self.checkCodes(areas, file: file)
    self.init(areas: areas, crs: crs ?? foreign.crs)
  }
}
