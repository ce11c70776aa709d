import Areas
import Evidence
import Geometry
import Records

/// A place with its incidents, and how far around it nothing may stand for comparison.
struct MultiPolygonPlace: Sendable {
  let shape: MultiPolygon<Point>
  let tallies: PlaceTallies
  let reach: Double
}

/// Target, control and rings of an evaluation, with the incidents of each.
struct InterventionPlaces: Sendable {
  let ground: InterventionGround
  let target: PlaceTallies
  let control: PlaceTallies
  let ring: PlaceTallies?
  let ringControl: PlaceTallies?
  /// The rest of the study area, which shows what changed everywhere.
  let rest: PlaceTallies
  /// By what the control's counts are divided: the number of areas whose mean it is.
  let controlWeight: Double
  /// The names of the matched areas; empty where the user chose the control.
  let matched: [String]
  /// The areas out of the target's reach, the most alike before first.
  let donors: MatchedControls

  /// - Parameters:
  ///   - control: as the user gave it; matched to the target when `nil`.
  ///   - matches: how many areas make a matched control.
  init(
    target: [MultiPolygon<Point>], control: [MultiPolygon<Point>]?,
    others: [MultiPolygon<Point>], ring distance: Double?, matches: Int, layer: AreaLayer,
    incidents: Tally, periods: InterventionPeriods, scope: StudyScope, data: StudyData
  ) throws(StudyError) {
    let months = scope.months
    let aim = try Self.joinedShape(target)
    donors = try MatchedControls(
      layer: layer,
      target: MultiPolygonPlace(
        shape: aim, tallies: PlaceTallies(of: incidents, inside: aim, months: months, in: data),
        reach: distance ?? 0), incidents: incidents, before: periods.history, months: months,
      of: data)
    let chosen = control == nil ? Array(donors.ranked.prefix(matches)) : []
    let shapes = control ?? chosen.map { layer.areas[$0].shape }
    guard !shapes.isEmpty else {
      throw .refused(
        parameter: "control-layer",
        reason: """
          No area of the layer \(layer.name) out of the target's reach counts anything before; name a control \
          with --control or --control-area.
          """)
    }
    do throws(OverlayError) {
      ground = try InterventionGround(
        targets: target, controls: shapes, others: others, distance: distance,
        window: scope.shapes)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
    controlWeight = Double(max(1, chosen.count))
    matched = chosen.map { layer.areas[$0].name }
    func place(_ shape: MultiPolygon<Point>) -> PlaceTallies {
      PlaceTallies(of: incidents, inside: shape, months: months, in: data)
    }
    self.target = place(ground.target)
    self.control = place(ground.control)
    ring = ground.ring.map(place)
    ringControl = ground.ringControl.map(place)
    let used = Set(
      [self.target, self.control, ring, ringControl].compactMap { $0 }.flatMap(\.all.incidents))
    rest = PlaceTallies(incidents.filter { !used.contains($0) }, months: months, in: data)
  }

  static func joinedShape(
    _ shapes: [MultiPolygon<Point>]
  ) throws(StudyError) -> MultiPolygon<Point> {
    do throws(OverlayError) {
      return try joined(shapes)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }
}
