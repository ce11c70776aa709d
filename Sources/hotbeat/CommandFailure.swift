import Areas
import ArgumentParser
import CrimeMapping
import Geodesy
import RecordFiles
import RecordStores

/// What went wrong, in one sentence, and the exit code of sysexits that says so to programs.
struct CommandFailure: Error {
  let sentence: String
  let code: Int32

  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let missingInput: Int32 = 66
  static let unavailable: Int32 = 69
  static let ourFault: Int32 = 70
  static let cannotWrite: Int32 = 73
  static let notPermitted: Int32 = 77

  init(_ sentence: String, code: Int32) {
    self.sentence = sentence
    self.code = code
  }

  /// `nil` for what the argument parser reports itself, help and wrong options among it.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as StudyError: self.init(error)
    case let error as StoreError: self.init(error)
    case let error as RecordFileError: self.init(error)
    case let error as GeodesyError: self.init(error)
    case let error as AreaPreparationError: self.init(error)
    case let error as DetectionScore.NotATruth:
      self.init("The file \(error.file) holds no planted hotspots.", code: Self.badData)
    case let error as OverlayError:
      self.init("\(error.operation) failed: \(error.message).", code: Self.ourFault)
    default: return nil
    }
  }

  private init(_ error: StudyError) {
    let code =
      switch error {
      case .noStudyArea: Self.missingInput
      case .cannotProject, .overlayFailed: Self.ourFault
      default: Self.usage
      }
    self.init(error.sentence(naming: { "--" + $0 }), code: code)
  }

  private init(_ error: StoreError) {
    switch error {
    case .missing(let path):
      self.init(
        "There is no store at \(path); make one with `hotbeat init`.", code: Self.missingInput)
    case .exists(let path):
      self.init("There is a file at \(path) already; nothing was changed.", code: Self.cannotWrite)
    case .notAStore(let path, let reason):
      self.init("The file \(path) is not a store: \(reason).", code: Self.badData)
    case .newerSchema(let path, let version):
      self.init(
        "The store \(path) was made by a newer hotbeat (tables \(version)).", code: Self.badData)
    case .cannotWrite(let path, let reason):
      self.init("The store \(path) cannot be written: \(reason).", code: Self.cannotWrite)
    case .unknownOffence(let code):
      self.init(
        "The store holds the offence '\(code)', which this hotbeat does not know.",
        code: Self.badData)
    case .damaged(let path, let reason):
      self.init("The store \(path) cannot be read: \(reason).", code: Self.badData)
    case .noSuchTable(let path, let table, let present):
      let wanted = table.map { "has no table '\($0)'" } ?? "has not exactly one table of areas"
      self.init(
        "The file \(path) \(wanted); there are: \(present.joined(separator: ", ")).",
        code: Self.badData)
    case .missingColumn(let path, let column, let present):
      self.init(
        "The file \(path) has no column '\(column)'; it has \(present.joined(separator: ", ")).",
        code: Self.badData)
    }
  }

  private init(_ error: GeodesyError) {
    switch error {
    case .unknown(let crs, let reason):
      self.init("The reference system '\(crs)' cannot be used: \(reason).", code: Self.badData)
    case .notProjected(let crs):
      self.init("The reference system \(crs) is not projected in metres.", code: Self.badData)
    case .noOperation(let from, let to):
      self.init("PROJ knows no way from \(from) to \(to).", code: Self.badData)
    }
  }

  private init(_ error: AreaPreparationError) {
    switch error {
    case .cannotProject(let code):
      self.init(
        "The boundary of area \(code) has corners that cannot be projected.", code: Self.badData)
    case .cannotRepair(let code, let reason):
      self.init("The boundary of area \(code) cannot be repaired: \(reason).", code: Self.badData)
    }
  }
}
