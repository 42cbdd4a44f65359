import Foundation
import Glibc

/// A library that the program works with: its version as the library tells it, and the file that it was loaded from.
struct LoadedLibrary {
  var name: String
  var version: String?
  var file: String?

  /// The libraries beside BLAS and LAPACK.
  static var all: [LoadedLibrary] {
    [
      LoadedLibrary("OpenSSL", "OpenSSL_version", asking: { called(with: 6, $0) }),
      LoadedLibrary("SQLite", "sqlite3_libversion"),
      LoadedLibrary("libzip", "zip_libzip_version"),
      LoadedLibrary("zlib", "zlibVersion"),
      LoadedLibrary("Expat", "XML_ExpatVersion"),
      LoadedLibrary("libxlsxwriter", "lxw_version"),
      LoadedLibrary("PCRE2", "pcre2_config_8", asking: pcre2Version),
    ]
  }

  /// A library by a function that tells its version.
  private init(_ name: String, _ function: String, asking: (UnsafeMutableRawPointer) -> String? = called) {
    self.name = name
    // The whole process is searched, wherever a library came from.
    guard let symbol = dlsym(nil, function) else { return }
    version = asking(symbol).map { text in
      // Some tell their name as well: "expat_2.5.0", "10.42 2022-12-11".
      let word = text.split(separator: " ").first.map(String.init) ?? text
      return word.split(separator: "_").last.map(String.init) ?? word
    }
    file = Self.file(at: UInt(bitPattern: symbol))
  }

  /// The file that is mapped at an address.
  private static func file(at address: UInt) -> String? {
    for line in Machine.text(of: "/proc/self/maps")?.split(separator: "\n") ?? [] {
      // 7f0e1000-7f0e4000 r-xp 00000000 fe:00 1234  /usr/lib/…
      let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      let ends = words.first?.split(separator: "-").compactMap { UInt($0, radix: 16) } ?? []
      if ends.count == 2, words.count == 6, ends[0] <= address, address < ends[1] {
        return words[5].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }

  private static func called(_ symbol: UnsafeMutableRawPointer) -> String? {
    typealias Function = @convention(c) () -> UnsafePointer<CChar>?
    return unsafeBitCast(symbol, to: Function.self)().map { String(cString: $0) }
  }

  private static func called(with number: Int32, _ symbol: UnsafeMutableRawPointer) -> String? {
    typealias Function = @convention(c) (Int32) -> UnsafePointer<CChar>?
    return unsafeBitCast(symbol, to: Function.self)(number).map { String(cString: $0) }
  }

  private static func pcre2Version(_ symbol: UnsafeMutableRawPointer) -> String? {
    typealias Function = @convention(c) (UInt32, UnsafeMutableRawPointer?) -> Int32
    // PCRE2_CONFIG_VERSION of pcre2.h; the text is shorter than 32 bytes.
    var text = [CChar](repeating: 0, count: 64)
    guard unsafeBitCast(symbol, to: Function.self)(11, &text) > 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
