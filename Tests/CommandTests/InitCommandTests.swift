import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
  @Test("a new workspace can be checked and analysed as it is, and is never written over", arguments: ["fa", "en"])
  func roundTrip(language: String) throws {
    let folder = NSTemporaryDirectory() + "align-init-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try Program.align("init", folder, "--lang", language).status == 0)
    let check = try Program.align("check", folder)
    #expect(check.status == 0, "\(check.errors)")
    let analysis = try Program.align("analyze", folder)
    #expect(analysis.status == 0, "\(analysis.errors)")
    #expect(try Program.align("init", folder).status == 73)
  }
}
