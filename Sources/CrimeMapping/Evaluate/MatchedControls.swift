import Areas
import Evidence
import Geometry
import RealModule
import Records

/// The areas of a layer that were most like the target before anything was done.
///
/// Only months before count: the distance is |ln(level / target's)| + |12 × difference of trends| (0 where it
/// cannot be told from chance) + ¼ |ln(size / target's)|, a choice of this project's. Areas that the target or
/// its ring reaches do not stand for choice.
struct MatchedControls: Sendable {
  let layer: AreaLayer
  /// The places in the layer of the areas out of reach that count anything before, the closest first.
  let ranked: [Int]
  /// For each area of the layer its incidents.
  let tallies: [PlaceTallies]

  init(
    layer: AreaLayer, target: MultiPolygonPlace, incidents: Tally, before: [Month],
    months: ClosedRange<Month>, of data: StudyData
  ) throws(StudyError) {
    self.layer = layer
    tallies = Self.tallies(layer, incidents, months, data)
    let clear: [Bool]
    do throws(OverlayError) {
      clear = try areClear(layer.areas.map(\.shape), of: target.shape, by: target.reach)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    let own = target.tallies.counts(of: before)
    let distances = layer.areas.indices.map { [tallies] area in
      clear[area]
        ? Self.distance(
          tallies[area].counts(of: before), layer.areas[area].shape.area, own,
          target.shape.area, before) : nil
    }
    ranked = distances.indices.filter { distances[$0] != nil }
      .sorted { (distances[$0] ?? 0, $0) < (distances[$1] ?? 0, $1) }
  }

  private static func tallies(
    _ layer: AreaLayer, _ incidents: Tally, _ months: ClosedRange<Month>, _ data: StudyData
  ) -> [PlaceTallies] {
    let places = data.areas(of: layer)
    var lists = [[Int32]](repeating: [], count: layer.areas.count)
    for incident in incidents.incidents where places[Int(incident)] >= 0 {
      lists[Int(places[Int(incident)])].append(incident)
    }
    return lists.map { PlaceTallies(Tally($0), months: months, in: data) }
  }

  /// `nil` for an area or a target that counts nothing.
  private static func distance(
    _ counts: [Int], _ area: Double, _ own: [Int], _ ownArea: Double, _ before: [Month]
  ) -> Double? {
    let (level, ownLevel) = (counts.reduce(0, +), own.reduce(0, +))
    guard level > 0, ownLevel > 0, area > 0, ownArea > 0 else { return nil }
    let trends = try? ParallelTrends(
      target: own, control: counts, months: before.map { Int($0.ordinal) })
    let slope = trends.map { $0.interval().contains(0) ? 0 : abs(12 * $0.slope) } ?? 0
    return abs(Double.log(Double(level) / Double(ownLevel))) + slope
      + abs(Double.log(area / ownArea)) / 4
  }
}
