import Areas
import Geometry
import Records

/// How many of a measure, such as residents, each area of a layer has.
struct AreaDenominators: Sendable {
  /// For each area of the layer; `nil` where it is not known.
  let values: [Double?]
  let measure: String
  let year: Int
  /// The layer for which the numbers are published.
  let source: String
  let way: Way
  let batches: [ImportBatch]

  /// How the numbers came to the areas.
  enum Way: String, Sendable {
    /// They are the areas' own.
    case own
    /// Each area is the parent of others, and has the sum of theirs.
    case children = "sum-of-children"
    /// Each number was spread evenly over the ground of its own area.
    case spread = "evenly-spread"
  }

  /// - Parameters:
  ///   - named: the layer whose numbers to use; found by rule when `nil`.
  ///   - middle: the year in which the middle of the period lies.
  /// - Throws: when the store has no such measure.
  /// - Complexity: O(areas), and an overlay of the areas where numbers are spread.
  init(
    _ measure: String, for layer: AreaLayer, from named: String?, middle: Int, of data: StudyData
  ) throws(StudyError) {
    let known = data.denominators.filter { $0.measure == measure }
    let source = try Self.source(measure, known, layer, named, data)
    let years = Set(known.lazy.filter { $0.layer == source }.map(\.year))
    guard let year = years.min(by: { (abs($0 - middle), -$0) < (abs($1 - middle), -$1) }) else {
      throw Self.missing(measure, source, data)
    }
    let values = known.filter { $0.layer == source && $0.year == year }
    let byCode = Dictionary(values.map { ($0.code, $0.value) }, uniquingKeysWith: { a, _ in a })
    (self.values, way) = try Self.values(byCode, source, layer, data)
    self.measure = measure
    self.year = year
    self.source = source
    let edition = "denominators \(source) \(measure) \(year) "
    batches = data.batches.filter { $0.edition?.hasPrefix(edition) ?? false }
  }

  /// The layer itself, else one whose areas are parts of its, else the finest.
  private static func source(
    _ measure: String, _ known: [Denominator], _ layer: AreaLayer, _ named: String?,
    _ data: StudyData
  ) throws(StudyError) -> String {
    let present = Set(known.map(\.layer)).filter { data.layers[$0] != nil }
    if let named {
      guard present.contains(named) else {
        if data.layers[named] == nil {
          throw .unknownLayer(
            parameter: "denominator-layer", name: named, present: data.layers.keys.sorted())
        }
        throw missing(measure, named, data)
      }
      return named
    }
    if present.contains(layer.name) { return layer.name }
    func size(_ name: String) -> Int { data.layers[name]?.areas.count ?? 0 }
    let sorted = present.sorted { (-size($0), $0) < (-size($1), $1) }
    let parts = sorted.last { name in
      data.layers[name]?.areas.contains { $0.parent?.layer == layer.name } ?? false
    }
    guard let found = parts ?? sorted.first else {
      throw missing(measure, layer.name, data)
    }
    return found
  }

  private static func missing(
    _ measure: String, _ layer: String, _ data: StudyData
  ) -> StudyError {
    let error = StudyError.noDenominator(
      layer: layer, measure: measure,
      present: Set(data.denominators.map { "\($0.measure) of \($0.layer)" }).sorted())
    return .refused(parameter: "measure", reason: error.sentence())
  }

  private static func values(
    _ byCode: [String: Double], _ source: String, _ layer: AreaLayer, _ data: StudyData
  ) throws(StudyError) -> ([Double?], Way) {
    if source == layer.name { return (layer.areas.map { byCode[$0.code] }, .own) }
    let parts = data.layers[source]?.areas ?? []
    guard parts.contains(where: { $0.parent?.layer == layer.name }) else {
      return (try spread(byCode, parts, over: layer), .spread)
    }
    let children = Dictionary(
      grouping: parts.filter { $0.parent?.layer == layer.name }, by: { $0.parent?.code ?? "" })
    return (
      layer.areas.map { area in
        let values = children[area.code, default: []].map { byCode[$0.code] }
        let all = values.compactMap { $0 }
        // Where one part is not known, the sum is not either.
        return all.isEmpty || all.count < values.count ? nil : all.reduce(0, +)
      }, .children
    )
  }

  /// Each part gives an area the share of its number that its share of ground is.
  ///
  /// An area less than 95 % of which is covered by parts with a number has none.
  private static func spread(
    _ byCode: [String: Double], _ parts: [Area], over layer: AreaLayer
  ) throws(StudyError) -> [Double?] {
    let boxes = parts.map(\.shape.box)
    var values: [Double?] = []
    do {
      for area in layer.areas {
        let window = StudyWindow([area.shape], boundary: WindowBoundary([area.shape]))
        var (sum, covered) = (0.0, 0.0)
        for (place, part) in parts.enumerated() where part.shape.area > 0 {
          guard let value = byCode[part.code], let box = area.shape.box,
            boxes[place]?.intersects(box) == true
          else { continue }
          let shared = try window.clip(part.shape)?.shape.area ?? 0
          covered += shared
          sum += value * min(1, shared / part.shape.area)
        }
        values.append(covered >= 0.95 * area.shape.area ? sum : nil)
      }
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    return values
  }
}
