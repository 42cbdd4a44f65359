import Foundation
import TestSupport
import Testing

@Suite struct VersionTests {
  @Test("--version names the engine and the BLAS in use")
  func version() throws {
    let result = try Program.align("--version")
    #expect(result.status == 0)
    #expect(result.text.contains("align 0.") && result.text.contains("BLAS: "))
  }

  @Test("version says the same as --version, and --licenses lists the libraries in every language")
  func licenses() throws {
    #expect(try Program.align("version").text == Program.align("--version").text)
    for (language, heading) in [("en", "licence"), ("fa", "پروانه"), ("es", "licencia")] {
      let text = try Program.align("version", "--licenses", "--lang", language).text
      #expect(text.contains(heading) && text.contains("GRDB") && text.contains("MIT"), "\(language)")
    }
  }

  @Test("every package that Package.swift names is listed with a licence")
  func packages() throws {
    let manifest = try String(contentsOfFile: repository + "/Package.swift", encoding: .utf8)
    let named = manifest.matches(of: /\.package\(\s*url: "https:\/\/[^"]*\/([^"\/]+)"/).map { $0.output.1.lowercased() }
    let result = try Program.align("version", "--licenses", "--format", "json")
    let document = try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let components = try #require(document["components"] as? [[String: Any]])
    let listed = Set(components.compactMap { $0["package"] as? String })
    #expect(named.count >= 4)
    #expect(Set(named).subtracting(listed).isEmpty)
    #expect(components.allSatisfy { ($0["license"] as? String)?.isEmpty == false })
  }
}
