import GeoJSON
import Geometry
import RecordFiles
import Records

extension CommandFailure {
  init(_ error: RecordFileError) {
    switch error {
    case .missing(let path):
      self.init("There is no file or folder at \(path).", code: Self.missingInput)
    case .unreadable(let path, let reason):
      self.init("The file \(path) cannot be read: \(reason).", code: Self.missingInput)
    case .nothingToRead(let path):
      self.init("There is nothing to import in \(path).", code: Self.missingInput)
    case .empty(let file): self.init("The file \(file) is empty.", code: Self.badData)
    case .brokenArchive(let file, let reason):
      self.init("The archive \(file) is broken: \(reason).", code: Self.badData)
    case .missingColumns(let file, let lacking):
      self.init(
        "The file \(file) lacks the column\(lacking.count == 1 ? "" : "s") "
          + lacking.joined(separator: ", ") + "; nothing of it was imported.",
        code: Self.badData)
    case .badRows(let rows): self.init(Self.words(rows), code: Self.badData)
    case .brokenQuote(let file, let row):
      self.init(
        "The file \(file) has a quote in row \(row) that is never closed; nothing of it was imported.",
        code: Self.badData)
    case .badYAML(let file, let reason):
      self.init("The file \(file) cannot be used: \(reason).", code: Self.badData)
    case .badGeoJSON(let file, let error):
      self.init("The file \(file) \(Self.words(error)).", code: Self.badData)
    case .missingProperty(let file, let feature, let property, let present):
      self.init(
        "Feature \(feature) of \(file) has no property '\(property)'; it has "
          + (present.isEmpty ? "none" : present.joined(separator: ", ")) + ".", code: Self.badData)
    case .noGeometry(let file, let feature):
      self.init("Feature \(feature) of \(file) has no geometry.", code: Self.badData)
    case .repeatedCode(let file, let code, let features):
      let numbers = features.map(String.init).joined(separator: ", ")
      self.init(
        "The code '\(code)' stands for the features \(numbers) of \(file); codes must differ.",
        code: Self.badData)
    case .notDegrees(let file, let feature, let x, let y):
      self.init(
        "Feature \(feature) of \(file) has the position \(x), \(y), which cannot be degrees; "
          + "say its reference system with --crs.", code: Self.badData)
    case .cannotWrite(let path, let reason):
      self.init("The file \(path) cannot be written: \(reason).", code: Self.cannotWrite)
    }
  }

  /// The first few rows at fault, and how many more there are.
  private static func words(_ rows: [Reject]) -> String {
    let shown = rows.prefix(3).map { reject in
      let place = reject.column.isEmpty ? "" : " \(reject.column)"
      return "row \(reject.row):\(place) '\(reject.value)' \(reject.reason)"
    }
    let more = rows.count > shown.count ? "; and \(rows.count - shown.count) rows more" : ""
    return "Nothing of the file \(rows.first?.file ?? "") is used, because of "
      + shown.joined(separator: "; ") + more + "."
  }

  private static func words(_ error: GeoJSONError) -> String {
    switch error {
    case .notJSON(let reason): "is no GeoJSON: \(reason.strippedFullStop)"
    case .notFeatures(let type): "holds a \(type), not a FeatureCollection or Feature"
    case .badGeometry(let feature, let reason): "cannot be used: feature \(feature) \(reason)"
    case .badRing(let feature, let ring, let error):
      switch error {
      case .notClosed: "cannot be used: ring \(ring) of feature \(feature) is not closed"
      case .tooFewPositions(let count):
        "cannot be used: ring \(ring) of feature \(feature) has only \(count) positions"
      case .notFinite(let position):
        "cannot be used: position \(position + 1) of ring \(ring) of feature \(feature) is no number"
      }
    }
  }
}

extension String {
  fileprivate var strippedFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
