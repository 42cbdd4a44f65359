import CLapack
import Foundation

/// The set of kernels that OpenBLAS works with.
///
/// An OpenBLAS that is older than the processor may not know it and then falls back to kernels for SSE3: Debian 12's 0.3.21
/// multiplies matrices at a third of the speed of its own AVX-512 kernels there. The processor says by itself what it can do,
/// so such a fallback is noticed, and a wider set takes its place for this process if it passes ``KernelTest``.
package struct BLASKernels: Sendable, Hashable {
  /// The kernels in use, as OpenBLAS names them; nil where another BLAS is loaded.
  package var inUse: String?
  /// The kernels that OpenBLAS chose, where others took their place.
  package var replaced: String?
  /// Kernels that gave wrong results and were not taken.
  package var failed: [String] = []
  /// What the processor can do.
  package var processor: Vectors?

  /// The widest vectors of a processor, or those that a set of kernels is written for.
  package enum Vectors: Int32, Sendable, Comparable {
    case sse, avx, avx2, avx512

    package static func < (left: Vectors, right: Vectors) -> Bool { left.rawValue < right.rawValue }

    /// What programs call it.
    package var name: String {
      switch self {
      case .sse: "SSE"
      case .avx: "AVX"
      case .avx2: "AVX2"
      case .avx512: "AVX-512"
      }
    }

    /// Those of the processor that runs this; nil on one that is no x86.
    package static var ofProcessor: Vectors? { Vectors(rawValue: align_processor_vectors()) }

    /// Those that a set of kernels is written for.
    package init(ofKernels name: String) {
      self =
        switch name.lowercased() {
        case "skylakex", "cooperlake", "sapphirerapids": .avx512
        case "haswell", "zen", "excavator": .avx2
        case "sandybridge", "bulldozer", "piledriver", "steamroller": .avx
        default: .sse
        }
    }
  }

  /// The sets to try in place of the one that OpenBLAS chose, the widest first; none where its choice uses AVX2 at least,
  /// because then it knows the processor, and its choice is the one that was tried by those who made it.
  static func candidates(besides chosen: String, on processor: Vectors) -> [String] {
    guard processor >= .avx2, Vectors(ofKernels: chosen) < .avx2 else { return [] }
    return processor >= .avx512 ? ["SkylakeX", "Haswell"] : ["Haswell"]
  }

  /// Chooses the kernels of this process, once, before any routine runs.
  ///
  /// The variable `ALIGN_BLAS_KERNELS` settles it otherwise: `keep` leaves OpenBLAS's choice (so does OpenBLAS's own variable
  /// `OPENBLAS_CORETYPE`), `auto` looks for better ones in any case, and a name is tried first.
  package static func choose(environment: [String: String]) -> BLASKernels {
    let asked = environment["ALIGN_BLAS_KERNELS"] ?? (environment["OPENBLAS_CORETYPE"] == nil ? "auto" : "keep")
    var kernels = BLASKernels(inUse: named(align_blas_core()), processor: .ofProcessor)
    guard asked != "keep", let chosen = kernels.inUse, let processor = kernels.processor else { return kernels }
    let names =
      asked == "auto"
      ? candidates(besides: chosen, on: processor) : [asked].filter { Vectors(ofKernels: $0) <= processor }
    for name in names where name.lowercased() != chosen.lowercased() {
      guard align_blas_use_core(name) == 1 else { continue }
      if KernelTest().passes {
        (kernels.inUse, kernels.replaced) = (named(align_blas_core()), chosen)
        return kernels
      }
      kernels.failed.append(name)
    }
    if named(align_blas_core()) != chosen { _ = align_blas_use_core(chosen) }
    return kernels
  }

  private static func named(_ text: UnsafePointer<CChar>?) -> String? { text.map { String(cString: $0) } }
}

extension BLAS {
  /// The kernels of this process. The first use chooses them, so it stands before any routine runs.
  package static let kernels = BLASKernels.choose(environment: ProcessInfo.processInfo.environment)
}
