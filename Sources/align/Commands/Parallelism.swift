import ArgumentParser
import Glibc

/// How much this machine can do at once.
enum Parallelism {
  /// The processors that are at work.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// More threads than this no machine has use for, and each takes memory of its own.
  static let mostJobs = 1024

  /// Refuses a number of threads that cannot be meant.
  static func check(_ jobs: Int?) throws {
    guard let jobs else { return }
    if jobs < 1 { throw ValidationError(.usageAtLeast, "--jobs", "\(jobs)", "1") }
    if jobs > mostJobs { throw ValidationError(.usageAtMost, "--jobs", "\(jobs)", "\(mostJobs)") }
  }
}
