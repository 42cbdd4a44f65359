import TestSupport
import Testing

@Suite struct VersionTests {
  @Test("--version names the engine and the BLAS in use")
  func version() throws {
    let result = try Program.align("--version")
    #expect(result.status == 0)
    #expect(result.text.contains("align 0.") && result.text.contains("BLAS: "))
  }
}
