import CLibcrypto
import Foundation

/// The fingerprint of a file. A large file is hashed on a thread of its own, while it is being read.
package final class Fingerprint: @unchecked Sendable {
  private let group = DispatchGroup()
  private var digest = ""

  /// Starts to compute the SHA-256 of some bytes.
  package static func start(of bytes: FileBytes, jobs: Int) -> Fingerprint {
    let fingerprint = Fingerprint()
    if jobs > 1, bytes.buffer.count > 1 << 20 {
      fingerprint.group.enter()
      Thread.detachNewThread {
        // The digest is needed last, so this thread gets a lower priority than the reading. On Linux, each thread has its own.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        fingerprint.digest = hash(bytes)
        fingerprint.group.leave()
      }
    } else {
      fingerprint.digest = hash(bytes)
    }
    return fingerprint
  }

  /// SHA-256 in lower-case hexadecimal.
  package static func hash(_ bytes: FileBytes) -> String {
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    for start in stride(from: 0, to: bytes.buffer.count, by: FileBytes.stride) {
      let range = start..<min(start + FileBytes.stride, bytes.buffer.count)
      EVP_DigestUpdate(context, bytes.buffer.baseAddress.map { $0 + start }, range.count)
      bytes.release(range)
    }
    EVP_DigestFinal_ex(context, &digest, &length)
    let digits = Array("0123456789abcdef")
    return digest.prefix(Int(length)).reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// The digest in hexadecimal; waits until it is computed.
  package var value: String {
    group.wait()
    return digest
  }
}
