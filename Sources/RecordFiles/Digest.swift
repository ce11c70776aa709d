import CDigest
package import FoundationEssentials

/// The SHA-256 of some bytes, in hexadecimal.
package func sha256(of data: Data) -> String {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var length: UInt32 = 0
  let done = data.withUnsafeBytes {
    EVP_Digest($0.baseAddress, $0.count, &digest, &length, EVP_sha256(), nil)
  }
  precondition(done == 1, "the digest library cannot compute SHA-256")
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: digest.prefix(Int(length)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
    as: UTF8.self)
}
