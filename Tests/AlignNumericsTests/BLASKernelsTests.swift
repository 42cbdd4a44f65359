import Testing

@testable import AlignNumerics

/// Which kernels take the place of OpenBLAS's choice, and whether wrong ones are noticed.
@Suite struct BLASKernelsTests {
  @Test(
    "only a fallback below AVX2 is replaced, by the widest kernels that the processor has",
    arguments: [
      ("Prescott", BLASKernels.Vectors.avx512, ["SkylakeX", "Haswell"]), ("Prescott", .avx2, ["Haswell"]),
      ("Nehalem", .avx2, ["Haswell"]), ("Sandybridge", .avx512, ["SkylakeX", "Haswell"]), ("Prescott", .avx, []),
      ("Prescott", .sse, []), ("Haswell", .avx512, []), ("Zen", .avx2, []), ("SkylakeX", .avx512, []),
      ("Cooperlake", .avx512, []),
    ])
  func candidates(chosen: String, processor: BLASKernels.Vectors, expected: [String]) {
    #expect(BLASKernels.candidates(besides: chosen, on: processor) == expected)
  }

  @Test("the kernels in use pass the self-test")
  func passes() { #expect(KernelTest().passes) }

  @Test(
    "a product with one wrong entry, a stray rounding error of 1e-9, or its last row left out fails it",
    arguments: [0, 1, 2])
  func fails(fault: Int) {
    var test = KernelTest()
    test.product = { a, b, isTransposed, isOtherTransposed in
      var product = try a.times(b, transposed: isTransposed, otherTransposed: isOtherTransposed)
      // Only at the size that is cut into blocks, as a fault of a kernel would be.
      guard product.rows == 150 else { return product }
      switch fault {
      case 0: product[77, 5] = 0
      case 1: product[77, 5] += 1e-9 * 131
      default: for column in 0..<product.columns { product[149, column] = 0 }
      }
      return product
    }
    #expect(!test.passes)
  }
}
