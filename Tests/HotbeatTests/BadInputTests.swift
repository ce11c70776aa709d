import Foundation
import TestSupport
import Testing

/// Each kind of bad input gets one sentence, the right exit code, and leaves nothing half-written.
@Suite struct BadInputTests {
  private let folder: TemporaryFolder
  private static let header =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    + "Crime type,Last outcome category,Context\n"
  private static let row =
    ",2018-10,X,X,-2.44,53.1,On or near High Street,,,Anti-social behaviour,,\n"

  init() throws {
    folder = try TemporaryFolder()
    #expect(try Program.hotbeat("init", "--quiet", in: folder.url).code == 0)
    try folder.write(Self.header + Self.row, to: "good-street.csv")
    let good = try Program.hotbeat("import", "incidents", "good-street.csv", in: folder.url)
    #expect(good.code == 0)
  }

  /// Runs the command and checks that it fails with one sentence and changes nothing.
  private func expectFailure(
    _ code: Int32, saying words: String, _ arguments: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try contents()
    let run = try Program.run(Program.hotbeat, arguments, in: folder.url)
    #expect(run.code == code, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: sourceLocation)
    let sentences = run.errors.split(separator: "\n").filter { $0.hasPrefix("hotbeat: ") }
    #expect(sentences.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(!run.errors.contains("Fatal error"), sourceLocation: sourceLocation)
    #expect(try contents() == before, sourceLocation: sourceLocation)
  }

  /// What the store holds, and which files there are.
  private func contents() throws -> [String] {
    let info = try Program.hotbeat("info", "--format", "json", in: folder.url)
    return folder.names + [info.output]
  }

  @Test func emptyFile() throws {
    try folder.write("", to: "a-street.csv")
    try expectFailure(65, saying: "a-street.csv is empty", "import", "incidents", "a-street.csv")
  }

  @Test func truncatedArchive() throws {
    try folder.write(Self.header + Self.row + Self.row, to: "b-street.csv")
    let zip = try Program.run(
      "python3", ["-m", "zipfile", "-c", "b.zip", "b-street.csv"], in: folder.url)
    #expect(zip.code == 0)
    let bytes = try Data(contentsOf: folder.url.appending(path: "b.zip"))
    try bytes.prefix(bytes.count / 2).write(to: folder.url.appending(path: "b.zip"))
    try expectFailure(65, saying: "The archive b.zip is broken", "import", "incidents", "b.zip")
  }

  @Test func brokenQuote() throws {
    try folder.write(Self.header + Self.row + ",2018-10,\"X\n" + Self.row, to: "c-street.csv")
    try expectFailure(
      65, saying: "quote in row 3 that is never closed", "import", "incidents", "c-street.csv")
  }

  @Test func twoStrayQuotesDoNotSwallowTheRowsBetween() throws {
    let stray = Self.row.replacing("On or near High", with: "\"On or near High")
    try folder.write(
      Self.header + Self.row + stray + Self.row + Self.row + stray + Self.row,
      to: "c-street.csv")
    try expectFailure(
      65, saying: "quote in row 3 that is never closed", "import", "incidents", "c-street.csv")
  }

  @Test func wrongColumns() throws {
    try folder.write("Crime ID,Month,Location\n,2018-10,x\n", to: "d-street.csv")
    try expectFailure(
      65, saying: "lacks the columns Falls within, Longitude, Latitude", "import", "incidents",
      "d-street.csv")
  }

  @Test func unclosedRing() throws {
    let feature =
      #"{"type":"Feature","properties":{"id":"A"},"geometry":{"type":"Polygon","#
      + #""coordinates":[[[0,50],[1,50],[1,51],[0,51]]]}}"#
    try folder.write(
      #"{"type":"FeatureCollection","features":[\#(feature)]}"#, to: "e.geojson")
    try expectFailure(
      65, saying: "ring 1 of feature 1 is not closed", "import", "areas", "e.geojson", "--layer",
      "beat", "--id", "id")
  }

  @Test func projectedCoordinatesWithoutASystem() throws {
    let feature =
      #"{"type":"Feature","properties":{"id":"A"},"geometry":{"type":"Polygon","#
      + #""coordinates":[[[370000,355000],[371000,355000],[371000,356000],[370000,355000]]]}}"#
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":[\#(feature)]}"#, to: "f.geojson")
    try expectFailure(
      65, saying: "cannot be degrees; say its reference system with --crs", "import", "areas",
      path, "--layer", "beat", "--id", "id")
    let told = try Program.hotbeat(
      "import", "areas", path, "--layer", "beat", "--id", "id", "--crs", "EPSG:27700",
      in: folder.url)
    #expect(told.code == 0)
    #expect(told.output.contains("0 of 1 located incidents lie in no beat") == false)
  }

  @Test func notAStore() throws {
    let path = try folder.write("a text", to: "g.gpkg")
    try expectFailure(65, saying: "is not a store", "hotspots", "--store", path)
    try expectFailure(66, saying: "There is no store at", "info", "--store", "absent.gpkg")
  }

  @Test func folderThatCannotBeWritten() throws {
    // Root may write anywhere but into the kernel's own file system.
    try expectFailure(73, saying: "cannot be written", "init", "--store", "/proc/hotbeat.gpkg")
    try expectFailure(
      73, saying: "cannot be written", "hotspots", "--study-area", try square(), "--output",
      "/proc/hotspots.geojson")
    try expectFailure(73, saying: "already; nothing was changed", "init")
  }

  @Test func subdivisionThatTheDataDoesNotRecord() throws {
    let study = try square()
    try expectFailure(
      64, saying: "'Personal anti-social behaviour' alone cannot be told", "hotspots",
      "--study-area", study, "--offence", "asb-personal")
  }

  @Test func systemInWhichMetresAreNoMetres() throws {
    try expectFailure(
      64, saying: "not metres on the ground", "init", "--store", "w.gpkg", "--crs", "EPSG:3857")
    try expectFailure(
      65, saying: "not projected in metres", "init", "--store", "w.gpkg", "--crs", "EPSG:2274")
  }

  @Test func diskThatIsFull() throws {
    let run = try Program.run(
      "sh", ["-c", "\(Program.hotbeat) offences > /dev/full"], in: folder.url)
    #expect(run.code == 73)
    #expect(run.errors.contains("No space left on device"))
  }

  @Test func unknownWordsAndReversedDates() throws {
    try expectFailure(
      64, saying: "did you mean burglary", "hotspots", "--offence", "burglery")
    try expectFailure(
      64, saying: "ends before it starts", "hotspots", "--from", "2018-12", "--to", "2018-10")
    try expectFailure(64, saying: "is no month", "hotspots", "--from", "Oktober")
    try expectFailure(64, saying: "no layer 'ward'", "hotspots", "--layer", "ward")
    try expectFailure(66, saying: "No layer of areas covers", "hotspots")
    try expectFailure(66, saying: "There is no file or folder", "import", "incidents", "absent")
    try expectFailure(64, saying: "is no whole number", "hotspots", "--min-count", "x")
  }

  @Test func areaThatDoesNotExist() throws {
    let study = try square()
    #expect(
      try Program.hotbeat(
        "import", "areas", study, "--layer", "beat", "--id", "id", in: folder.url
      ).code == 0)
    try expectFailure(
      64, saying: "has no area 'Z99'", "hotspots", "--layer", "beat", "--area", "Z99")
  }

  @Test func rejectsAreExplainedRowByRow() throws {
    let bad =
      ",2018-13,X,X,-2.4,53.1,P,,,Anti-social behaviour,,\n"
      + ",2018-10,X,X,-2.4,far,P,,,Anti-social behaviour,,\n"
      + ",2018-10,X,X,,,P,,,Witchcraft,,\n" + ",2018-10,X,X,,,No Location,,,Robbery,,\n"
    try folder.write(Self.header + Self.row + bad, to: "h-street.csv")
    let run = try Program.hotbeat(
      "import", "incidents", "h-street.csv", "--rejects", "rejects.csv", in: folder.url)
    #expect(run.code == 0)
    #expect(run.output.contains("5 rows read, 2 kept (1 anti-social behaviour), 3 rejected"))
    #expect(run.output.contains("1 have no location"))
    let rejects = try String(contentsOf: folder.url.appending(path: "rejects.csv"), encoding: .utf8)
    #expect(
      rejects == """
        file,row,column,value,reason
        h-street.csv,3,Month,2018-13,is no month such as 2018-10
        h-street.csv,4,Latitude,far,is no latitude in degrees
        h-street.csv,5,Crime type,Witchcraft,is no crime type of police.uk

        """)
  }

  @Test func usageErrorsEndWith64() throws {
    #expect(try Program.hotbeat("hotspots", "--nonsense", in: folder.url).code == 64)
    #expect(try Program.hotbeat("hotspots", "--format", "gif", in: folder.url).code == 64)
    #expect(
      try Program.hotbeat("import", "areas", "x", "--layer", "a b", "--id", "i", in: folder.url)
        .code == 64)
  }

  @Test func serviceWantsAnAudienceAndLoopback() throws {
    try expectFailure(77, saying: "say --audience analyst", "serve", "--port", "0")
    try expectFailure(
      77, saying: "on this machine only", "serve", "--audience", "analyst", "--host", "0.0.0.0")
  }

  /// A study area of a few square kilometres around the good row.
  private func square() throws -> String {
    let ring = "[[-2.5,53.05],[-2.4,53.05],[-2.4,53.15],[-2.5,53.15],[-2.5,53.05]]"
    return try folder.write(
      #"{"type":"Feature","properties":{"id":"A"},"geometry":{"type":"Polygon","#
        + #""coordinates":[\#(ring)]}}"#, to: "square.geojson")
  }
}
