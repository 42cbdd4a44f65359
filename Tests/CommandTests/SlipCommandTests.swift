import Foundation
import TestSupport
import Testing

/// Results never take the place of what was read, and no write changes more than it must.
@Suite struct SlipCommandTests {
  private func bytes(_ files: TemporaryWorkspace, _ name: String) -> Data? {
    FileManager.default.contents(atPath: files.folder + "/" + name)
  }

  @Test(
    "no command writes over a table, a scenario or the settings that it read, by whatever name",
    arguments: [
      ["analyze", "--out", "budget.csv"], ["analyze", "--out", "align.yaml"], ["analyze", "--out", "./links.csv"],
      ["analyze", "--format", "json", "--out", "other.csv"], ["check", "--format", "csv", "--out", "axes.csv"],
      ["scenario", "s.yaml", "--out", "s.yaml"], ["scenario", "s.yaml", "--out", "budget.csv"],
      ["draft", "s.yaml", "--out", "targets.csv"],
      ["check", "--problems", "hard.xlsx"],
    ])
  func inputs(words: [String]) throws {
    let files = try TemporaryWorkspace(changing: ["s.yaml": "envelope: 100%\n"])
    try FileManager.default.createSymbolicLink(
      atPath: files.folder + "/other.csv", withDestinationPath: "indicators.csv")
    try FileManager.default.linkItem(
      atPath: files.folder + "/measurements.csv", toPath: files.folder + "/hard.xlsx")
    let before = try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted().map { bytes(files, $0) }
    let arguments =
      [words[0], files.folder]
      + words.dropFirst().map { word in
        word.hasSuffix(".csv") || word.hasSuffix(".yaml") || word.hasSuffix(".xlsx")
          ? files.folder + "/" + word : word
      }
    let result = try Program.run(Program.align, arguments)
    #expect(result.status == 73, "\(words): \(result.status) \(result.errors)")
    let after = try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted().map { bytes(files, $0) }
    #expect(after == before)
  }

  @Test("accepted decisions keep the mode and the other names of the table")
  func attributes() throws {
    let files = try TemporaryWorkspace(changing: [
      "d.csv": "line,indicator,decision\nL3,I1,accept\n",
      "budget.csv": TemporaryWorkspace.whole["budget.csv", default: ""] + "L4,1402,جشن,20,قطار شهری\n",
    ])
    let path = files.folder + "/links.csv"
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try Program.align("link", "accept", files.folder, files.folder + "/d.csv", "--by", "x").status == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    try FileManager.default.linkItem(atPath: path, toPath: files.folder + "/second.name")
    try files.write(Array("line,indicator,decision\nL4,I2,accept\n".utf8), to: "d.csv")
    #expect(try Program.align("link", "accept", files.folder, files.folder + "/d.csv", "--by", "x").status == 0)
    #expect(bytes(files, "links.csv") == bytes(files, "second.name"))
    let text = String(decoding: bytes(files, "links.csv") ?? Data(), as: UTF8.self)
    #expect(text.split(separator: "\n").count == 5)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.referenceCount] as? Int == 2)
    let left = try FileManager.default.contentsOfDirectory(atPath: files.folder)
    #expect(!left.contains { $0.hasSuffix(".partial") })
  }

  @Test("a file that its owner protects is not replaced")
  func protected() throws {
    let files = try TemporaryWorkspace(changing: ["old.json": "{}"])
    let path = files.folder + "/old.json"
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let result = try Program.align("analyze", files.folder, "--format", "json", "--out", path)
    #expect(result.status == 73 && bytes(files, "old.json") == Data("{}".utf8))
  }

  @Test("amounts of more than 15 digits leave as text, are said, and come back exactly")
  func longAmounts() throws {
    let budget =
      "line,year,title,approved\nL1,1402,a,9007199254740993\nL2,1402,b,20000000000000000\nL3,1402,c,-123456789012345678\n"
    let files = try TemporaryWorkspace(changing: ["budget.csv": budget])
    let out = files.folder + "/out.xlsx"
    let result = try Program.align("export", files.folder, "--out", out, "--lang", "en")
    #expect(result.status == 0 && result.errors.contains("2 amounts have more digits"), "\(result.errors)")
    let back = files.folder + "/back"
    #expect(try Program.align("export", out, "--out", back, "--quiet").status == 0)
    let text = try String(contentsOfFile: back + "/budget.csv", encoding: .utf8)
    for amount in ["9007199254740993", "20000000000000000", "-123456789012345678"] { #expect(text.contains(amount)) }
  }

  @Test("a table with more columns than a sheet holds is refused with its name")
  func wide() throws {
    let names = (0..<17_000).map { "c\($0)" }.joined(separator: ",")
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": "line,year,title,approved,\(names)\nL1,1402,a,5\nL2,1402,b,6\nL3,1402,c,7\n"
    ])
    let out = files.folder + "/out.xlsx"
    let result = try Program.align("export", files.folder, "--out", out, "--lang", "en")
    #expect(
      result.status == 73 && result.errors.contains("17,004 columns"), "\(result.status) \(result.errors.suffix(300))")
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test("English reports show the English names of departments, programs the names as written")
  func departments() throws {
    let files = try TemporaryWorkspace(changing: [
      "departments.csv": "id,name,name_en\nD1,آتش‌نشانی,Fire service\nD2,قطار شهری,Metro\n"
    ])
    let text = try Program.align("review", files.folder, "--lang", "en").text
    #expect(text.contains("Fire service") || text.contains("Metro"), "\(text)")
    let csv = try Program.align(
      "rank", files.folder, "--by", "departments", "--format", "csv", "--quiet", "--lang", "en"
    ).text
    #expect(csv.contains("آتش‌نشانی") && !csv.contains("Fire service"), "\(csv)")
    let shown = try Program.align("rank", files.folder, "--by", "departments", "--quiet", "--lang", "en").text
    #expect(shown.contains("Fire service"), "\(shown)")
  }
}
