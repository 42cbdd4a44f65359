import AlignBasics
import Testing

@testable import AlignNumerics

@Suite("Description of the BLAS") struct BLASDescriptionTests {
  @Test("threads that ask at the same time hear the same: a batch stamps each result with it")
  func together() {
    let heard = Parallel.map(count: 20_000, jobs: 8) { _ in BLAS.description }
    #expect(Set(heard).count == 1 && heard.first?.isEmpty == false)
  }
}
