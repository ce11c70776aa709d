import Areas
import CrimeMapping
import FoundationEssentials
import GeoJSON
import Geodesy
import Geometry
import RecordStores
import Records

/// What a store held when it was loaded, ready to be answered from.
struct LoadedStore: Sendable {
  let study: StudyData
  /// The areas of each layer in degrees, with their properties, numbered from 1 by code.
  let features: [String: [Feature]]
  /// The box around each layer, in degrees.
  let extents: [String: Box<LonLat>]

  init(path: String) throws {
    let store = try RecordStore(at: path, for: .reading)
    defer { try? store.close() }  // nothing was written that could be lost
    let study = try StudyData(from: store)
    self.study = study
    let features = study.layers.mapValues { layer in
      layer.areas.enumerated().map { index, area in
        Feature(area: area, id: index + 1, projection: study.projection)
      }
    }
    self.features = features
    extents = features.compactMapValues { Box(union: $0.compactMap(\.box)) }
  }
}

/// The loaded store that all requests share; it is replaced whole when the file changes.
actor SharedData {
  private let path: String
  private var loaded: LoadedStore
  private var stamp: Stamp
  private var nextLook: ContinuousClock.Instant

  /// What changes when a store is written.
  private struct Stamp: Equatable {
    let modified: Date?
    let size: UInt64?

    init(of path: String) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // absent: no stamp
      modified = attributes?[.modificationDate] as? Date
      size = attributes?[.size] as? UInt64
    }
  }

  init(path: String) throws {
    self.path = path
    stamp = Stamp(of: path)
    loaded = try LoadedStore(path: path)
    nextLook = .now + .seconds(1)
  }

  /// The store as it is now; it is looked at once a second at most.
  ///
  /// While it cannot be read, because an import is replacing it, the last good state answers.
  var current: LoadedStore {
    guard ContinuousClock.now > nextLook else { return loaded }
    let now = Stamp(of: path)
    if now != stamp, let fresh = try? LoadedStore(path: path) {  // see above
      loaded = fresh
      stamp = now
    }
    nextLook = .now + .seconds(1)
    return loaded
  }
}

extension Feature {
  /// An area as a feature of its layer's collection.
  init(area: Area, id: Int, projection: Projection) {
    var properties: [JSONValue.Member] = [
      .init("layer", .string(area.layer)), .init("code", .string(area.code)),
      .init("name", .string(area.name)),
    ]
    properties += [
      .init("parent_layer", JSONValue(area.parent?.layer)),
      .init("parent_code", JSONValue(area.parent?.code)),
      .init("area_km2", .rounded(area.shape.area / 1e6, decimals: 4)),
      .init("valid_from", JSONValue(area.validFrom?.description)),
      .init("valid_to", JSONValue(area.validTo?.description)),
    ]
    let shape: MultiPolygon<LonLat>? = projection.shape(of: area.shape)
    self.init(
      id: .integer(id), geometry: shape.map { .polygons($0) } ?? .none, properties: properties)
  }

  /// Whether the feature shares a position with a box; one without geometry always does.
  func meets(_ box: Box<LonLat>) -> Bool {
    switch geometry {
    case .none: true
    case .point(let position): box.contains(position)
    case .line(let positions): Box(enclosing: positions).map(box.intersects) ?? false
    case .polygons(let shape): shape.meets(box)
    }
  }

  /// The box around the feature, in degrees.
  var box: Box<LonLat>? {
    switch geometry {
    case .none: nil
    case .point(let position): Box(enclosing: [position])
    case .line(let positions): Box(enclosing: positions)
    case .polygons(let shape): shape.box
    }
  }
}
