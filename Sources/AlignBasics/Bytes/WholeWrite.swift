import Foundation

/// Writes all of some bytes to an open file, however many calls of the system that takes.
///
/// - Returns: false where it could not, with the reason in `errno`.
package func writeWhole(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = bytes
  while let start = rest.baseAddress, !rest.isEmpty {
    let written = write(descriptor, start, rest.count)
    if written < 0 {
      if errno == EINTR { continue }
      return false
    }
    rest = UnsafeRawBufferPointer(rebasing: rest[written...])
  }
  return true
}
