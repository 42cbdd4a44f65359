import Glibc

/// What is unfinished, files before the folders that hold them, where the handler of a signal can reach it; nil at its end. It
/// is set before the handlers are, and a program writes one output at a time.
nonisolated(unsafe) private var unfinished: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

/// Ctrl-C and its kin leave no half-written file.
enum Interruption {
  /// Removes a file if the program is interrupted, hung up on or told to end, and then lets the signal do its work.
  static func removeOnInterruption(_ path: String) { removeOnInterruption([path]) }

  /// The same for files, and for folders that stand after what they hold.
  static func removeOnInterruption(_ paths: [String]) {
    let names = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: paths.count + 1)
    for (index, path) in paths.enumerated() { names[index] = strdup(path) }
    names[paths.count] = nil
    unfinished = names
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { received in
        // Only calls that a handler may make: unlink, rmdir, signal and raise.
        if var name = unfinished {
          while let path = name.pointee {
            if unlink(path) != 0 { rmdir(path) }
            name += 1
          }
        }
        signal(received, SIG_DFL)
        raise(received)
      }
    }
  }

  /// The files are in their place, or gone. The few bytes of their names are kept: a handler may be reading them.
  static func forget() { unfinished = nil }
}
