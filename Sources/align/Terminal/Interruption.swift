import Glibc

/// The name of the unfinished file, where the handler of a signal can reach it. It is set before the handlers are, and a
/// program writes one output at a time.
nonisolated(unsafe) private var unfinishedFile: UnsafeMutablePointer<CChar>?

/// Ctrl-C and its kin leave no half-written file.
enum Interruption {
  /// Removes a file if the program is interrupted, hung up on or told to end, and then lets the signal do its work.
  static func removeOnInterruption(_ path: String) {
    unfinishedFile = strdup(path)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { received in
        // Only calls that a handler may make: unlink, signal and raise.
        if let file = unfinishedFile { unlink(file) }
        signal(received, SIG_DFL)
        raise(received)
      }
    }
  }

  /// The file is in its place, or gone. The few bytes of its name are kept: a handler may be reading them.
  static func forget() { unfinishedFile = nil }
}
