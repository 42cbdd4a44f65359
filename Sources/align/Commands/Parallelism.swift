import Glibc

/// How much this machine can do at once.
enum Parallelism {
  /// The processors that are at work.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
