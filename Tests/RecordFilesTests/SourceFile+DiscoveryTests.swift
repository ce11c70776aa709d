import Foundation
import RecordFiles
import Testing

@Suite struct SourceFileDiscoveryTests {
  private let folder: SourceFolder
  private let street = "-street.csv"

  init() throws { folder = try SourceFolder() }

  private func find(_ paths: String...) throws -> [String] {
    try SourceFile.find(paths.map { folder.path + "/" + $0 }, suffixes: [street]).map(\.name)
  }

  /// Makes an archive of members and their texts.
  private func archive(_ name: String, _ members: [String: String], stored: Bool = false) throws {
    let script = """
      import json, sys, zipfile
      kind = zipfile.ZIP_STORED if sys.argv[2] == "stored" else zipfile.ZIP_DEFLATED
      with zipfile.ZipFile(sys.argv[1], "w", kind) as archive:
          for name, text in sorted(json.loads(sys.argv[3]).items()): archive.writestr(name, text)
      """
    try folder.write("", to: name)
    let json = String(decoding: try JSONEncoder().encode(members), as: UTF8.self)
    try folder.run("python3", "-c", script, name, stored ? "stored" : "deflated", json)
  }

  private func contents(of member: String, in archive: String) throws -> String {
    let file = SourceFile(path: folder.path + "/" + archive, member: member)
    return String(decoding: try file.contents(), as: UTF8.self)
  }

  @Test func searchesFoldersToTheBottom() throws {
    for name in [
      "b-street.csv", "x/y/a-street.csv", "x/a-outcomes.csv", ".hid/c-street.csv", "n.txt",
    ] {
      try folder.write("1", to: "data/" + name)
    }
    #expect(try find("data") == ["a-street.csv", "b-street.csv"])
    #expect(try find("data/") == ["a-street.csv", "b-street.csv"])
    #expect(try find("data", "data/x", "data/b-street.csv") == ["a-street.csv", "b-street.csv"])
  }

  @Test func aFileNamedByItselfAlwaysCounts() throws {
    try folder.write("1", to: "list.txt")
    #expect(try find("list.txt") == ["list.txt"])
    #expect(SourceFile(path: folder.path + "/list.txt").name == "list.txt")
  }

  @Test func expandsPatterns() throws {
    for name in ["2018-10-street.csv", "2018-11-street.csv", "2019-01-street.csv"] {
      try folder.write("1", to: name)
    }
    #expect(try find("2018-*.csv") == ["2018-10-street.csv", "2018-11-street.csv"])
    #expect(try find("201[89]-?1-street.csv") == ["2018-11-street.csv", "2019-01-street.csv"])
    #expect(throws: RecordFileError.missing(path: folder.path + "/2020-*")) { try find("2020-*") }
  }

  @Test func whatIsNotThereOrEmptyIsRefused() throws {
    #expect(throws: RecordFileError.missing(path: folder.path + "/nowhere")) { try find("nowhere") }
    try folder.write("1", to: "data/a-outcomes.csv")
    #expect(throws: RecordFileError.nothingToRead(path: folder.path + "/data")) { try find("data") }
    try archive("none.zip", ["a-outcomes.csv": "1"])
    #expect(throws: RecordFileError.nothingToRead(path: folder.path + "/none.zip")) {
      try find("none.zip")
    }
    #expect(
      throws: RecordFileError.unreadable(path: folder.path + "/gone.csv", reason: "no such file")
    ) { try SourceFile(path: folder.path + "/gone.csv").contents() }
  }

  @Test(arguments: [true, false])
  func readsMembersOfArchives(stored: Bool) throws {
    let long = String(repeating: "Zürich,1\n", count: 9_000)
    try archive(
      "in/all.zip",
      [
        "2018-10/2018-10-cheshire-street.csv": long, "2018-10/2018-10-cheshire-outcomes.csv": "no",
        "2018-11/deep/é-street.csv": "", "-street.csv": "short",
      ], stored: stored)
    let names = [
      "all.zip/-street.csv", "all.zip/2018-10/2018-10-cheshire-street.csv",
      "all.zip/2018-11/deep/é-street.csv",
    ]
    #expect(try find("in/all.zip") == names)
    #expect(try find("in") == names)
    #expect(try contents(of: "2018-10/2018-10-cheshire-street.csv", in: "in/all.zip") == long)
    #expect(try contents(of: "2018-11/deep/é-street.csv", in: "in/all.zip") == "")
    #expect(try contents(of: "-street.csv", in: "in/all.zip") == "short")
    #expect { try contents(of: "z-street.csv", in: "in/all.zip") } throws: { isBroken($0) }
  }

  /// A Mac adds a file of its own beside each, under the same name but for two characters.
  @Test func hiddenMembersAreLeftAlone() throws {
    try archive(
      "mac.zip",
      [
        "m/a-street.csv": "1", "__MACOSX/m/._a-street.csv": "2", "m/.b-street.csv": "3",
        "./c-street.csv": "4",
      ])
    #expect(try find("mac.zip") == ["mac.zip/./c-street.csv", "mac.zip/m/a-street.csv"])
  }

  /// More members than the old format can number (65,535).
  @Test func readsArchivesOfManyMembers() throws {
    let script = """
      import zipfile
      with zipfile.ZipFile("many.zip", "w") as archive:
          for n in range(65600): archive.writestr(zipfile.ZipInfo(f"{n:06}" + (".txt" if n % 8200 else "-street.csv")), str(n))
      """
    try folder.run("python3", "-c", script)
    #expect(
      try find("many.zip")
        == (0..<8).map { "many.zip/\(String(format: "%06d", $0 * 8_200))-street.csv" })
    #expect(try contents(of: "057400-street.csv", in: "many.zip") == "57400")
  }

  @Test func aTruncatedArchiveIsBroken() throws {
    try archive(
      "whole.zip", ["a-street.csv": String(repeating: "abcdefg", count: 99)], stored: true)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/whole.zip"))
    for length in stride(from: 1, to: whole.count, by: 23) {
      try folder.write(whole.prefix(length), to: "cut.zip")
      #expect { try find("cut.zip") } throws: { isBroken($0) }
    }
    try folder.write("no archive at all", to: "text.zip")
    #expect { try find("text.zip") } throws: { isBroken($0) }
  }

  @Test(arguments: [true, false])
  func aCorruptedMemberIsBroken(stored: Bool) throws {
    let text = (0..<500).map { "\($0 * 7_919 % 1_000)" }.joined(separator: ",")
    try archive("bad.zip", ["a-street.csv": text, "b-street.csv": "good"], stored: stored)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/bad.zip"))
    bytes[300] ^= 0x10
    try folder.write(bytes, to: "bad.zip")
    #expect(try find("bad.zip") == ["bad.zip/a-street.csv", "bad.zip/b-street.csv"])
    #expect { try contents(of: "a-street.csv", in: "bad.zip") } throws: { isBroken($0) }
    #expect(try contents(of: "b-street.csv", in: "bad.zip") == "good")
  }

  private func isBroken(_ error: any Error) -> Bool {
    guard case RecordFileError.brokenArchive(let file, let reason) = error else { return false }
    return file.hasPrefix(folder.path) && file.hasSuffix(".zip") && !reason.isEmpty
  }
}
