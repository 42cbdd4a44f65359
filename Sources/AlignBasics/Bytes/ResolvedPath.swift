import Foundation

/// A path without links, `.` and `..`, from the root; nil where nothing stands there.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
