import ArgumentParser
import Glibc

/// How much this machine can do at once.
enum Parallelism {
  /// The processors that are at work; fewer where memory is limited, of which each thread takes a part.
  static var processors: Int {
    let online = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < 1 << 62 else {
      return online
    }
    let megabytes = Int(limit.rlim_cur >> 20)
    return max(1, min(online, (megabytes - 256) / 256))
  }

  /// More threads than this no machine has use for, and each takes memory of its own.
  static let mostJobs = 1024

  /// Refuses a number of threads that cannot be meant.
  static func check(_ jobs: Int?) throws {
    guard let jobs else { return }
    if jobs < 1 { throw ValidationError(.usageAtLeast, "--jobs", "\(jobs)", "1") }
    if jobs > mostJobs { throw ValidationError(.usageAtMost, "--jobs", "\(jobs)", "\(mostJobs)") }
  }
}
