import CZip
import FoundationEssentials

/// A zip archive on disk, through libzip.
struct ZipArchive: ~Copyable {
  private let handle: OpaquePointer
  private let path: String
  /// The most that a member may unpack to, so that a forged size cannot exhaust the memory.
  private static let mostBytes: zip_uint64_t = 4 << 30

  init(path: String) throws(RecordFileError) {
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw .brokenArchive(file: path, reason: String(cString: zip_error_strerror(&error)))
    }
    self.handle = handle
    self.path = path
  }

  deinit { zip_discard(handle) }

  /// The names of the files inside, in the archive's order.
  var members: [String] {
    (0..<max(0, zip_get_num_entries(handle, 0))).compactMap { index in
      zip_get_name(handle, zip_uint64_t(index), 0).map { String(cString: $0) }
    }
  }

  /// The bytes of a member, checked against the archive's checksum.
  func contents(of member: String) throws(RecordFileError) -> Data {
    var stat = zip_stat_t()
    guard zip_stat(handle, member, 0, &stat) == 0, let file = zip_fopen(handle, member, 0) else {
      throw fault(member)
    }
    defer { zip_fclose(file) }
    guard stat.size <= Self.mostBytes else {
      throw .brokenArchive(
        file: path, reason: "\(member) says it has \(stat.size) bytes, more than a file may")
    }
    var data = Data(count: Int(stat.size))
    var filled = 0
    while filled < data.count {
      let read = data.withUnsafeMutableBytes { buffer in
        zip_fread(
          file, buffer.baseAddress?.advanced(by: filled), zip_uint64_t(buffer.count - filled))
      }
      guard read > 0 else { throw fault(member, zip_file_get_error(file)) }
      filled += Int(read)
    }
    // One read past the end makes libzip compare the checksum.
    var last: UInt8 = 0
    guard zip_fread(file, &last, 1) == 0 else { throw fault(member, zip_file_get_error(file)) }
    return data
  }

  private func fault(
    _ member: String, _ error: UnsafeMutablePointer<zip_error_t>? = nil
  ) -> RecordFileError {
    let reason = String(cString: zip_error_strerror(error ?? zip_get_error(handle)))
    return .brokenArchive(file: path, reason: "\(member): \(reason)")
  }
}
