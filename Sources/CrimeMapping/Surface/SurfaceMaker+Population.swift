import Areas
import Geometry
import Hotspots
import Records

/// What a ratio compares with: a measure of areas in one year, spread over the ground.
struct Population: Sendable {
  let points: WeightedPoints
  let year: Int
  /// The files that brought it into the store.
  let sources: [ImportBatch]
}

extension SurfaceMaker {
  /// A denominator of a layer's areas, such as residents, spread evenly over the cells of each area.
  ///
  /// The latest year is taken. An area with no cell's centre in it counts at the middle of its box.
  /// - Throws: when the store has no such layer or denominator.
  func population(layer name: String, measure: String) throws(StudyError) -> Population {
    guard let layer = data.layer(name, on: nil) else {
      throw .unknownLayer(
        parameter: "compare-layer", name: name, present: data.layers.keys.sorted())
    }
    let values = data.denominators.filter { $0.layer == name && $0.measure == measure }
    guard let year = values.map(\.year).max() else {
      throw .noDenominator(
        layer: name, measure: measure,
        present: Set(data.denominators.map { "\($0.measure) of \($0.layer)" }).sorted())
    }
    let byCode = Dictionary(
      values.filter { $0.year == year }.map { ($0.code, $0.value) }, uniquingKeysWith: { a, _ in a }
    )
    let edition = "denominators \(name) \(measure) \(year) "
    return Population(
      points: spread(layer.areas.map { byCode[$0.code] ?? 0 }, over: layer), year: year,
      sources: data.batches.filter { $0.edition?.hasPrefix(edition) ?? false })
  }

  private func spread(_ values: [Double], over layer: AreaLayer) -> WeightedPoints {
    let owners = CellAreas(of: layer.areas.map(\.shape), on: grid)
    var cells = [Int](repeating: 0, count: layer.areas.count)
    for owner in owners.areas where owner >= 0 { cells[Int(owner)] += 1 }
    // What the grid cuts off an area keeps its share: a cell gets no more than its part of the whole.
    let whole = layer.areas.indices.map {
      max(Double(cells[$0]), layer.areas[$0].shape.area / grid.cellArea)
    }
    var points: [Point] = []
    var weights: [Double] = []
    // As of incidents, only what lies in the study area counts.
    for (cell, owner) in owners.areas.enumerated()
    where owner >= 0 && values[Int(owner)] > 0 && ground.study.areas[cell] >= 0 {
      points.append(grid.centre(of: cell))
      weights.append(values[Int(owner)] / whole[Int(owner)])
    }
    for (area, count) in cells.enumerated() where count == 0 && values[area] > 0 {
      guard let box = layer.areas[area].shape.box else { continue }
      let middle = Point(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
      guard let cell = grid.index(at: middle), ground.study.areas[cell] >= 0 else { continue }
      points.append(middle)
      weights.append(values[area])
    }
    return WeightedPoints(points, weights: weights)
  }
}
