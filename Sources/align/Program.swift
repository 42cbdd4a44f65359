import AlignNumerics
import CMalloc

/// Where the process begins.
@main
enum Program {
  static func main() {
    // Large arrays come and go as a budget passes through the stages. Left to itself, glibc soon keeps what is freed, and a
    // budget of a million lines would take a quarter more memory at its peak.
    mallopt(M_MMAP_THRESHOLD, 1 << 17)
    BLAS.stopIdleThreads()
    Align.main()
  }
}
