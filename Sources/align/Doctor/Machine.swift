import Foundation
import Glibc

/// The machine as this process sees it.
struct Machine {
  /// The name of the processor.
  static var processor: String {
    let lines = text(of: "/proc/cpuinfo")?.split(separator: "\n") ?? []
    let line = lines.first { $0.hasPrefix("model name") } ?? lines.first { $0.hasPrefix("CPU part") }
    return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "?"
  }

  /// Megabytes of memory, and those that are free or can be freed.
  static var memory: (total: Int, free: Int)? {
    let lines = text(of: "/proc/meminfo")?.split(separator: "\n") ?? []
    func megabytes(_ key: String) -> Int? {
      let words = lines.first { $0.hasPrefix(key + ":") }?.split(separator: " ")
      return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 / 1024 }
    }
    guard let total = megabytes("MemTotal"), let free = megabytes("MemAvailable") else { return nil }
    return (total, free)
  }

  /// A limit on the memory of this process.
  struct Limit {
    var megabytes: Int
    /// What sets it: `ulimit -v` or the control group (a service, a container).
    var source: String
  }

  /// The tightest limit on memory; nil where there is none.
  static var memoryLimit: Limit? {
    var limits: [Limit] = []
    var own = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &own) == 0, own.rlim_cur < 1 << 62 {
      limits.append(Limit(megabytes: Int(own.rlim_cur >> 20), source: "ulimit -v"))
    }
    // The group of the process and every group above it, in version 2 of control groups.
    if let line = text(of: "/proc/self/cgroup")?.split(separator: "\n").first(where: { $0.hasPrefix("0::") }) {
      var path = String(line.dropFirst("0::".count))
      while true {
        if let bytes = text(of: "/sys/fs/cgroup\(path)/memory.max").flatMap({
          Int($0.trimmingCharacters(in: .newlines))
        }) {
          limits.append(Limit(megabytes: bytes >> 20, source: "cgroup"))
        }
        guard let slash = path.lastIndex(of: "/"), path.count > 1 else { break }
        path = String(path[..<slash])
      }
    }
    return limits.min { $0.megabytes < $1.megabytes }
  }

  /// Megabytes that may still be written in a folder; nil where it cannot be asked.
  static func freeSpace(in folder: String) -> Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue >> 20)
  }

  /// Whether a file can be made in a folder.
  static func canWrite(in folder: String) -> Bool {
    // Whoever is root may write where nobody else may, but not on a file system that is read-only; so it is tried.
    var template = Array((folder + "/.align-doctor-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    unlink(template)
    return true
  }

  /// A whole file; files under /proc tell no size, which cuts other ways of reading short.
  static func text(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.readToEnd() else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
