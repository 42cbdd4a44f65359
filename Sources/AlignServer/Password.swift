import CLibcrypto
import Foundation

/// A password as it is kept: by scrypt (RFC 7914), of OpenSSL, with a salt of its own.
struct Password: Codable, Sendable {
  private var salt: String
  private var hash: String
  /// log₂ of the cost, so that it can rise later without making old passwords useless.
  private var cost: Int

  static let fewest = 10
  /// Longer ones would only make the server work.
  static let most = 1000

  /// 32 MB and a tenth of a second for each attempt.
  private static let usualCost = 15
  private static let (blockSize, parallelism) = (UInt64(8), UInt64(1))

  /// Nil where scrypt cannot answer.
  init?(_ password: String) {
    let salt = Secret.bytes(16)
    guard let hash = Self.hash(password, salt, cost: Self.usualCost) else { return nil }
    self.salt = Secret.hexadecimal(salt)
    self.hash = Secret.hexadecimal(hash)
    cost = Self.usualCost
  }

  /// Whether it is this one. It takes as long for a wrong one as for the right one.
  func matches(_ password: String) -> Bool {
    guard let salt = Secret.bytes(hexadecimal: salt), let hash = Self.hash(password, salt, cost: cost) else {
      return false
    }
    return Secret.isEqual(Secret.hexadecimal(hash), self.hash)
  }

  private static func hash(_ password: String, _ salt: [UInt8], cost: Int) -> [UInt8]? {
    guard (10...20).contains(cost), password.utf8.count <= most else { return nil }
    // Letters that look the same are the same password, whatever the keyboard.
    let letters = Array(password.precomposedStringWithCompatibilityMapping.utf8)
    var hash = [UInt8](repeating: 0, count: 32)
    let isMade = letters.withUnsafeBufferPointer { letters in
      letters.withMemoryRebound(to: CChar.self) {
        EVP_PBE_scrypt(
          $0.baseAddress, $0.count, salt, salt.count, UInt64(1) << UInt64(cost), blockSize, parallelism, 1 << 30, &hash,
          hash.count)
      }
    }
    return isMade == 1 ? hash : nil
  }
}
