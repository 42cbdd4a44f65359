import CLapack

/// The BLAS library of this process. It is found at run time, because Debian's alternatives can exchange it.
public enum BLAS {
  /// The library's own description with its version, or the file that it was loaded from.
  ///
  /// It is asked once: OpenBLAS puts it together in one buffer, which threads that ask at the same time find half written.
  public static let description: String = {
    var text = [CChar](repeating: 0, count: 512)
    align_blas_description(&text, text.count)
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self).trimmingTrailingSpaces()
  }()

  /// Stops the idle threads of the library, which keep a core busy for a tenth of a second after they start. They start again
  /// when a routine needs them.
  public static func stopIdleThreads() { align_blas_rest() }

  /// Limits the library to one thread. Two threads of ours with two of the library each run at 0.27 times the speed of one
  /// with one, and two of ours with one each at 1.84 times.
  public static func useOneThread() { align_blas_set_threads(1) }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
