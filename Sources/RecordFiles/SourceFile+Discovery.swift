import Glibc
import FoundationEssentials

extension SourceFile {
  /// The files that some paths mean, sorted by name, each once.
  ///
  /// A path may be a file, a zip archive, a folder (searched to the bottom) or a pattern with `*`. In
  /// folders and archives only members that end with one of the suffixes (in lower case) count, so that the outcomes
  /// and stop-and-search files beside the street files of police.uk are left alone; a file named by
  /// itself always counts.
  /// - Throws: when a path does not exist, holds nothing that counts, or is a broken archive.
  package static func find(
    _ paths: [String], suffixes: [String]
  ) throws(RecordFileError) -> [SourceFile] {
    var found: Set<SourceFile> = []
    for path in paths {
      let here = try files(at: path, suffixes: suffixes)
      guard !here.isEmpty else { throw .nothingToRead(path: path) }
      found.formUnion(here)
    }
    return found.sorted { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  private static func files(
    at path: String, suffixes: [String]
  ) throws(RecordFileError) -> [SourceFile] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      let matches = expand(pattern: path)
      guard !matches.isEmpty else { throw .missing(path: path) }
      var all: [SourceFile] = []
      for match in matches { all += try files(at: match, suffixes: suffixes) }
      return all
    }
    if isFolder { return try members(ofFolder: path, suffixes: suffixes) }
    return path.lowercased().hasSuffix(".zip")
      ? try members(ofArchive: path, suffixes: suffixes) : [SourceFile(path: path)]
  }

  private static func members(
    ofFolder folder: String, suffixes: [String]
  ) throws(RecordFileError) -> [SourceFile] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw .unreadable(path: folder, reason: "the folder cannot be listed")
    }
    var all: [SourceFile] = []
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder {
        all += try members(ofFolder: path, suffixes: suffixes)
      } else if name.lowercased().hasSuffix(".zip") {
        all += try members(ofArchive: path, suffixes: suffixes)
      } else if suffixes.contains(where: name.lowercased().hasSuffix) {
        all.append(SourceFile(path: path))
      }
    }
    return all
  }

  private static func members(
    ofArchive path: String, suffixes: [String]
  ) throws(RecordFileError) -> [SourceFile] {
    try ZipArchive(path: path).members
      .filter { member in
        suffixes.contains(where: member.lowercased().hasSuffix) && !isHidden(member)
      }
      .map { SourceFile(path: path, member: $0) }
  }

  /// Whether a name or a folder above it starts with a point: a Mac puts `__MACOSX/._name` beside each
  /// file that it packs.
  private static func isHidden(_ member: String) -> Bool {
    member.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
  }

  /// The paths that match a pattern of the shell.
  private static func expand(pattern: String) -> [String] {
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(pattern, 0, nil, &matches) == 0 else { return [] }
    return (0..<Int(matches.gl_pathc)).compactMap { index in
      matches.gl_pathv[index].map { String(cString: $0) }
    }
  }
}
