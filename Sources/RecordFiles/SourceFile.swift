package import FoundationEssentials
import Glibc

/// A file of records: on disk, or inside a zip archive.
package struct SourceFile: Hashable, Sendable {
  package let path: String
  /// The member of the archive at `path`; `nil` when the file is not in one.
  package let member: String?

  package init(path: String, member: String? = nil) {
    self.path = path
    self.member = member
  }

  /// The name by which messages and batches know it: without its folder, so that a store says nothing
  /// about the machine that filled it.
  package var name: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return member.map { file + "/" + $0 } ?? file
  }

  /// The bytes: mapped from disk, or unpacked. A mapped file must not be cut short while it is read.
  package func contents() throws(RecordFileError) -> Data {
    if let member { return try ZipArchive(path: path).contents(of: member) }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw .unreadable(path: path, reason: (error as? CocoaError)?.plainReason ?? "\(error)")
    }
  }
}

extension CocoaError {
  /// The reason in a few words, without the advice and the path that Foundation adds.
  package var plainReason: String {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
    case .fileWriteVolumeReadOnly: "the disk is read-only"
    case .fileWriteOutOfSpace: "the disk is full"
    default: posixReason ?? "error \(code.rawValue)"
    }
  }

  /// What the operating system said, in its own few words.
  private var posixReason: String? {
    switch (underlying as? POSIXError)?.code {
    case .EISDIR: "it is a folder"
    case .EEXIST: "it exists already"
    case .ENOTDIR: "a part of the path is no folder"
    case .ENAMETOOLONG: "the name is too long"
    case .some(let code): String(cString: strerror(code.rawValue))
    case nil: nil
    }
  }
}
