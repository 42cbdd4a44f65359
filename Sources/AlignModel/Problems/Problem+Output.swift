import Foundation

extension Problem {
  /// A file that could not be written, by the number of the system's error (`errno`).
  package static func notWritten(_ path: String, errno code: Int32) -> Problem {
    let place = Place(file: path)
    return switch code {
    case EACCES, EPERM, EROFS: Problem(.outputNotPermitted, at: place)
    case ENOENT, ENOTDIR: Problem(.outputNoFolder, at: place)
    case ENAMETOOLONG: Problem(.outputNameTooLong, at: place)
    case EISDIR: Problem(.outputIsFolder, at: place)
    case ENOSPC, EDQUOT: Problem(.outputNoRoom, at: place)
    case EEXIST, ENOTEMPTY: Problem(.outputExists, at: place)
    default: Problem(.outputFailed, at: place, .ordinal(Int(code)))
    }
  }
}
