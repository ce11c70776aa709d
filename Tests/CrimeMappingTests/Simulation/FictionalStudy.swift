import CrimeMapping
import Foundation
import GeoJSON
import Geodesy
import Geometry
import RecordFiles
import Records
import Simulation
import TestSupport

/// A fictional force that went all the way: written to files, read, projected, made into columns.
struct FictionalStudy {
  let data: StudyData
  let planted: [DetectionScore.Planted]

  init(seed: UInt64, months: Int = 12) throws {
    let folder = try TemporaryFolder()
    let force = FictionalForce(
      ForceParameters(seed: seed, months: months, times: .monthOnly))
    for file in try SimulatedFiles(of: force).files {
      let url = folder.url.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let projection = try Projection(to: .britishNationalGrid)
    data = StudyData(
      incidents: try Self.incidents(in: folder), areas: try Self.areas(in: folder, projection),
      batches: [], projection: projection)
    planted = force.hotspots.filter { $0.relativeRisk >= 3 && $0.incidents >= 30 }
      .map { DetectionScore.Planted(centre: $0.centre, radius: $0.radius) }
  }

  private static func incidents(in folder: TemporaryFolder) throws -> StoredIncidents {
    let preparation = IncidentPreparation(target: .britishNationalGrid)
    var stored = StoredIncidents()
    for file in try SourceFile.find([folder.url.path], suffixes: ["-street.csv"]) {
      let prepared = try preparation.prepare(
        try PoliceUKReader().read(file), file: file.name, digest: "", importedAt: "")
      stored.points += prepared.points
      stored.occurrences += prepared.sheet.occurrences
      stored.months += prepared.months
      stored.offences += prepared.sheet.offences
      for row in 0..<prepared.sheet.count { stored.places.append(prepared.sheet.places[row]) }
    }
    stored.isAnonymised = stored.points.map { _ in true }
    return stored
  }

  private static func areas(
    in folder: TemporaryFolder, _ projection: Projection
  ) throws -> [Area] {
    let parents = ["beat": "lpu", "lpu": "local-authority"]
    return try ["beat", "lpu", "local-authority"].flatMap { layer in
      let file = SourceFile(path: folder.file("\(layer).geojson"))
      let given = try AreaFile(
        geoJSON: try file.contents(), file: file.name,
        fields: AreaFields(code: "code", name: "name", parent: parents[layer]), crs: nil)
      let label = AreaLabel(layer: layer, parentLayer: parents[layer])
      return try prepare(given.areas, labelled: label, through: projection).areas
    }
  }
}
