import CLapack

/// The BLAS that serves this process; it is found at run time, so that Debian's alternatives can swap it.
public enum BLAS {
  /// Its own description with its version, or the file that it was loaded from.
  public static var description: String {
    var text = [CChar](repeating: 0, count: 512)
    align_blas_description(&text, text.count)
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).trimmingTrailingSpaces()
  }

  /// Sends the BLAS's own idle threads away, which take a core from ours for a tenth of a second after they start; they come
  /// again when a routine asks for them.
  public static func rest() { align_blas_rest() }

  /// Keeps the BLAS to one thread while several of ours are at work: two of each run slower than one of each.
  public static func useOneThread() { align_blas_set_threads(1) }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
