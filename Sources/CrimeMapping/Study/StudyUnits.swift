import Areas
import Geometry
import Hotspots
import RecordFiles
import Records
import SpatialIndex

/// The cells or areas of a study that incidents are counted in.
struct StudyUnits: Sendable {
  let lattice: Lattice
  let terms: LatticeTerms
  /// For areas, which of the layer's each unit is.
  let areas: [Area]?
  /// The layer of the areas.
  let layer: AreaLayer?
  /// For each incident of the study its unit, -1 for none.
  let units: [Int32]

  /// The most cells that the box around a study area may have: each becomes a feature of the answer.
  static let mostCells = 1_000_000

  /// - Parameters:
  ///   - window: the study area, no ground of it twice.
  ///   - points: where the study's incidents are.
  init(
    _ terms: LatticeTerms, in scope: StudyScope, window: MultiPolygon<Point>, of data: StudyData,
    points: [Point]
  ) throws(StudyError) {
    self.terms = terms
    switch terms.shape {
    case .square, .hexagon:
      (areas, layer) = (nil, nil)
      lattice = try Self.cells(terms, window)
    case .area:
      let layer = try Self.layer(terms, scope, data)
      let (areas, ground) = try Self.areas(terms, layer, scope)
      lattice = Lattice(areas: areas.map(\.shape), ground: ground)
      (self.areas, self.layer) = (areas, layer)
    }
    units = lattice.units(of: points)
  }

  /// How many incidents lie in no unit: in cells with too little ground, or outside the units' layer.
  var left: Int { units.count { $0 < 0 } }

  private static func cells(
    _ terms: LatticeTerms, _ window: MultiPolygon<Point>
  ) throws(StudyError) -> Lattice {
    guard let box = window.box else { throw .noStudyArea(layers: []) }
    let count = (box.width / terms.size + 2) * (box.height / terms.size + 2)
    guard count <= Double(mostCells) else {
      throw .refused(
        parameter: "size",
        reason: StudyError.tooManyCells(count: Int(min(count, 1e15)), most: mostCells).sentence())
    }
    return terms.shape == .square
      ? .squares(side: terms.size, over: window, leastShare: terms.leastShare)
      : .hexagons(width: terms.size, over: window, leastShare: terms.leastShare)
  }

  private static func layer(
    _ terms: LatticeTerms, _ scope: StudyScope, _ data: StudyData
  ) throws(StudyError) -> AreaLayer {
    guard let name = terms.units, name != scope.layer.name else { return scope.layer }
    guard let layer = data.layer(name, on: scope.lastDay) else {
      throw .unknownLayer(parameter: "units", name: name, present: data.layers.keys.sorted())
    }
    return layer
  }

  /// The areas with enough of their ground in the study area, and how much each has there.
  private static func areas(
    _ terms: LatticeTerms, _ layer: AreaLayer, _ scope: StudyScope
  ) throws(StudyError) -> ([Area], [Double]) {
    if layer.name == scope.layer.name {
      let areas = scope.areas.map { layer.areas[$0] }
      return (areas, areas.map(\.shape.area))
    }
    let window = StudyWindow(scope.shapes, boundary: WindowBoundary(scope.shapes))
    var kept: [(Area, Double)] = []
    do {
      for area in layer.areas {
        let ground = try window.clip(area.shape)?.shape.area ?? 0
        if ground > 0, ground >= terms.leastShare * area.shape.area { kept.append((area, ground)) }
      }
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    return (kept.map(\.0), kept.map(\.1))
  }
}

extension StudyUnits {
  /// The most neighbours there may be in all.
  private static let mostNeighbours = 100_000_000.0

  /// Who is whose neighbour, every weight 1.
  /// - Throws: when a band reaches too many units.
  func weights(threads: Int) async throws(StudyError) -> SpatialWeights {
    switch terms.neighbours {
    case .queen: return await contiguity(corners: true, threads)
    case .rook: return await contiguity(corners: false, threads)
    case .nearest(let count):
      return await .nearest(count, between: lattice.centres, threads: threads)
    case .distanceBand(let given):
      let band = given ?? lattice.touchingBand ?? 0
      try check(band)
      return .distanceBand(band, between: lattice.centres)
    }
  }

  private func contiguity(corners: Bool, _ threads: Int) async -> SpatialWeights {
    if let weights = lattice.contiguity(corners: corners) { return weights }
    let shapes = (0..<lattice.count).map { lattice.polygon(of: $0) }
    return corners
      ? await .queen(shapes, threads: threads) : await .rook(shapes, threads: threads)
  }

  /// Refuses a band that would make neighbours of nearly all.
  private func check(_ band: Double) throws(StudyError) {
    let (count, ground) = (Double(lattice.count), lattice.ground.reduce(0, +))
    let each = min(count, Double.pi * band * band / max(ground, 1) * count)
    guard count * each <= Self.mostNeighbours else {
      throw .refused(
        parameter: "band",
        reason: """
          A band of \(plain(band)) m makes about \(grouped(Int(each))) neighbours of each of \
          \(grouped(lattice.count)) units, more than can be weighed; choose a smaller one or larger cells.
          """)
    }
  }
}

extension StudyUnits {
  /// What a unit is called: the code of an area, or where a cell's centre is.
  func name(of unit: Int) -> String {
    if let areas { return areas[unit].code }
    let centre = lattice.centres[unit]
    return "\(Int(centre.x.rounded())) \(Int(centre.y.rounded()))"
  }
}
