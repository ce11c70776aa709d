package import FoundationEssentials
import GeoJSON
package import Geometry

/// Which properties of a file of areas hold what.
package struct AreaFields: Hashable, Sendable {
  package let code: String
  package let name: String?
  package let parent: String?

  package init(code: String, name: String? = nil, parent: String? = nil) {
    self.code = code
    self.name = name
    self.parent = parent
  }
}

/// An area as a file gives it, in the file's coordinate reference system.
package struct GivenArea: Sendable {
  package let code: String
  package let name: String
  package let parent: String?
  package let shape: MultiPolygon<Coordinate>

  package init(code: String, name: String, parent: String?, shape: MultiPolygon<Coordinate>) {
    self.code = code
    self.name = name
    self.parent = parent
    self.shape = shape
  }
}

/// A file of areas, read whole.
package struct AreaFile: Sendable {
  package let areas: [GivenArea]
  /// The reference system the file names; `nil` when it names none and so is in WGS 84 degrees.
  package let crs: String?

  /// Areas that were read elsewhere.
  package init(areas: [GivenArea], crs: String?) {
    self.areas = areas
    self.crs = crs
  }

  /// Reads areas from GeoJSON.
  ///
  /// - Parameter crs: the reference system, when the caller knows better than the file.
  /// - Throws: when the text is no GeoJSON of polygons, a property is missing, a code repeats, or
  ///   coordinates cannot be degrees though nothing says that they are anything else.
  package init(
    geoJSON data: Data, file: String, fields: AreaFields, crs: String?
  ) throws(RecordFileError) {
    let text: GeoJSONText
    do { text = try GeoJSONText(data) } catch { throw .badGeoJSON(file: file, error) }
    self.crs = crs ?? text.crs
    var areas: [GivenArea] = []
    for (index, item) in text.items.enumerated() {
      let feature = index + 1
      guard let shape = item.shape else { throw .noGeometry(file: file, feature: feature) }
      if self.crs == nil { try Self.checkDegrees(shape, file: file, feature: feature) }
      areas.append(try Self.area(item, shape, fields, file: file, feature: feature))
    }
    try Self.checkCodes(areas, file: file)
    guard !areas.isEmpty else { throw .nothingToRead(path: file) }
    self.areas = areas
  }

  /// Reads the polygons of a GeoJSON file that need no names; they are numbered from 1.
  package init(studyArea file: SourceFile) throws(RecordFileError) {
    let text: GeoJSONText
    do { text = try GeoJSONText(try file.contents()) } catch let error as GeoJSONError {
      throw .badGeoJSON(file: file.name, error)
    } catch let error as RecordFileError {
      throw error
    } catch {
      throw .unreadable(path: file.path, reason: "\(error)")
    }
    crs = text.crs
    var areas: [GivenArea] = []
    for (index, item) in text.items.enumerated() {
      guard let shape = item.shape else {
        throw .noGeometry(file: file.name, feature: index + 1)
      }
      if crs == nil { try Self.checkDegrees(shape, file: file.name, feature: index + 1) }
      areas.append(
        GivenArea(code: "\(index + 1)", name: "\(index + 1)", parent: nil, shape: shape))
    }
    guard !areas.isEmpty else { throw .nothingToRead(path: file.path) }
    self.areas = areas
  }

  /// - Throws: when a code stands for two of the areas.
  package static func checkCodes(
    _ areas: [GivenArea], file: String
  ) throws(RecordFileError) {
    let places = Dictionary(grouping: areas.indices, by: { areas[$0].code })
    if let (code, repeated) = places.filter({ $1.count > 1 }).min(by: { $0.key < $1.key }) {
      throw .repeatedCode(file: file, code: code, features: repeated.map { $0 + 1 })
    }
  }

  private static func area(
    _ item: GeoJSONText.Item, _ shape: MultiPolygon<Coordinate>, _ fields: AreaFields,
    file: String, feature: Int
  ) throws(RecordFileError) -> GivenArea {
    func text(_ property: String) throws(RecordFileError) -> String {
      guard let text = item.properties[property]?.text?.trimmed, !text.isEmpty else {
        throw .missingProperty(
          file: file, feature: feature, property: property, present: item.properties.keys.sorted())
      }
      return text
    }
    let code = try text(fields.code)
    var name = code
    if let field = fields.name { name = try text(field) }
    var parent: String?
    if let field = fields.parent { parent = try text(field) }
    return GivenArea(code: code, name: name, parent: parent, shape: shape)
  }

  private static func checkDegrees(
    _ shape: MultiPolygon<Coordinate>, file: String, feature: Int
  ) throws(RecordFileError) {
    let corners = shape.polygons.lazy.flatMap(\.rings).flatMap(\.corners)
    if let bad = corners.first(where: { !LonLat(x: $0.x, y: $0.y).isOnEarth }) {
      throw .notDegrees(file: file, feature: feature, x: bad.x, y: bad.y)
    }
  }
}
