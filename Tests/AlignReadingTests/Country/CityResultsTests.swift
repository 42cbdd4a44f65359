import AlignBasics
import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading

@Suite("Results of cities") struct CityResultsTests {
  private final class Folder {
    let path = NSTemporaryDirectory() + "align-results-" + UUID().uuidString

    init(_ files: [String: String]) throws {
      for (file, text) in files {
        let full = URL(fileURLWithPath: path + "/" + file)
        try FileManager.default.createDirectory(
          at: full.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: full)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// The document of an analysis, as far as a roll-up reads it.
  private func document(_ changes: [String: String] = [:], currency: String = "IRR") -> String {
    var members = [
      "year": "1402", "period": "\"1402Q2\"", "currency": "\"\(currency)\"", "synthetic": "false", "name": "\"Town\"",
      "total_approved": "4000", "total_linked": "2590.5", "amount_at_stake": "30", "coverage": "0.65",
      "live_coverage": "null", "alignment_index": "0.25", "plan_attainment": "0.5",
      "inputs": "[{\"file\":\"budget.csv\",\"sha256\":\"aa\"}]",
      "goals": "[{\"id\":\"G1\",\"attainment\":null,\"funding\":10.25,\"under_funding_amount\":-3}]",
      "flags_summary":
        "[{\"code\":\"AL101\",\"severity\":\"warning\",\"count\":2,\"accepted\":1,\"amount\":30}]",
    ]
    members.merge(changes) { $1 }
    return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}\n"
  }

  private func problems(_ files: [String: String]) throws -> [Problem] {
    let folder = try Folder(files)
    do {
      _ = try CityResults.read([folder.path], jobs: 2)
      return []
    } catch let failure as ReadFailure {
      return failure.problems
    }
  }

  @Test("amounts are read digit by digit, beyond what binary numbers hold, and rounded once to the smallest unit")
  func exact() throws {
    let folder = try Folder([
      "large.json": document(["total_approved": "9007199254740993"]),
      "cents.json": document(
        ["total_approved": "90071992547409.93", "total_linked": "0.125", "amount_at_stake": "0.135"],
        currency: "USD"),
    ])
    let cities = try CityResults.read([folder.path], jobs: 1).sorted { $0.city < $1.city }
    #expect(cities.map(\.city) == ["cents", "large"])
    #expect(cities.map { $0.amounts[.approved] } == [9_007_199_254_740_993, 9_007_199_254_740_993])
    #expect(cities[0].amounts[.linked] == 12 && cities[0].amounts[.atStake] == 14)
    #expect(cities[1].amounts[.linked] == 2590 && cities[1].amounts[.keeping] == nil)
    #expect(cities[1].figures == [.coverage: 0.65, .alignmentIndex: 0.25, .planAttainment: 0.5])
    #expect(cities[1].goals.map(\.funding) == [10] && cities[1].goals.map(\.underFunding) == [-3])
    #expect(cities[1].flags.map(\.amount) == [30] && cities[1].name == "Town")
    #expect(cities[0].fingerprint == cities[1].fingerprint && cities[0].fingerprint?.count == 64)
  }

  @Test("cities are called by their files, or by the folder of their result below the one given")
  func names() throws {
    let records = document().replacing("{\"alignment", with: "{\"record\":\"summary\",\"alignment")
    let folder = try Folder([
      "fars/shiraz/result.ndjson": records, "fars/jahrom.json": document(), "fars/.partial/x.json": "",
      "fars/shiraz/scenarios/draft.csv": "", "lines.ndjson": document() + document(["name": "null"]),
    ])
    #expect(
      try CityResults.read([folder.path], jobs: 2).map(\.city).sorted() == [
        "Town", "fars/jahrom", "fars/shiraz", "lines:2",
      ])
    #expect(try CityResults.read([folder.path + "/fars/shiraz/result.ndjson"], jobs: 1).map(\.city) == ["shiraz"])
    #expect(try CityResults.read([folder.path + "/fars/shiraz"], jobs: 1).map(\.city) == ["shiraz"])
  }

  @Test("every file that is no whole result is named, with what is wrong with it")
  func refused() throws {
    let found = try problems([
      "a.json": String(document().dropLast(40)), "b.json": "[]", "c.json": document(["coverage": "\"much\""]),
      "d.json": document(["total_approved": "1e30"]), "e.json": "{\"year\":1402}\n", "f.json": "\n",
      "g.json": document(["goals": "[{\"id\":\"G\",\"funding\":\"x\"}]"]), "good.json": document(),
      "h.json": document(["flags_summary": "[{\"code\":\"AL101\",\"severity\":\"bad\",\"count\":1}]"]),
      "i.json": document(["population": "9223372036854775807"]),
    ])
    let told = found.map { "\($0.file?.split(separator: "/").last ?? "") \($0.code) \($0.values)" }
    #expect(
      told.map { $0.prefix { $0 != "[" } } == [
        "a.json rollup-no-json ", "b.json rollup-no-json ", "c.json rollup-key ", "d.json rollup-key ",
        "e.json rollup-key ", "f.json empty-file ", "g.json rollup-key ", "h.json rollup-key ", "i.json rollup-key ",
      ], "\(told)")
    #expect(found.allSatisfy { $0.exitStatus == .badData })
  }

  @Test("a result of a batch that was changed since is refused, and so is a folder without results")
  func changed() throws {
    let rest = document().replacing("{\"alignment", with: "{\"record\":\"summary\",\"alignment")
    let stamp = { (rest: String) in
      "{\"record\":\"batch\",\"stamp\":\"x\",\"files\":[],\"rest_sha256\":\""
        + InputFile.fingerprint(of: Array(rest.utf8)) + "\"}\n"
    }
    #expect(try problems(["town/result.ndjson": stamp(rest) + rest]).isEmpty)
    let edited = stamp(rest) + rest.replacing("4000", with: "4001")
    #expect(try problems(["town/result.ndjson": edited]).map(\.kind) == [.rollupChanged])
    #expect(try problems(["readme.txt": "nothing"]).map(\.kind) == [.rollupNoResults])
    #expect(try problems(["empty.json": "{\"groups\":[]}\n"]).map(\.kind) == [.rollupNoResults])
    #expect(try problems(["readme.txt": "nothing"]).map(\.exitStatus) == [.inputMissing])
    let missing = #expect(throws: ReadFailure.self) { try CityResults.read(["no-such-file.json"], jobs: 1) }
    #expect(missing?.problems.map(\.kind) == [.fileMissing])
  }

  @Test("populations are found under the city's id, the last part of it, or its name, in any digits")
  func populations() throws {
    let folder = try Folder([
      "people.csv": "شهر,جمعیت\nفارس/شيراز,۱٬۵۶۵٬۵۷۲\njahrom,\"141,634\"\nTown,7\n",
      "bad.csv": "city,population\na,many\nb,0\nc,1\nC,2\n", "none.csv": "city,people\na,1\n",
    ])
    let table = try Populations(reading: folder.path + "/people.csv")
    func people(_ city: String, _ name: String? = nil) -> Int? {
      var result = CityResult(city: city, file: "", year: 1, period: "1", currency: Currency(code: "IRR"))
      result.name = name
      return table.population(of: result)
    }
    #expect(people("فارس/شیراز") == 1_565_572 && people("fars/Jahrom") == 141_634)
    #expect(people("x", "town") == 7 && people("x") == nil)
    let bad = #expect(throws: ReadFailure.self) { try Populations(reading: folder.path + "/bad.csv") }
    #expect(bad?.problems.map(\.kind) == [.populationNumber, .populationNumber, .cityTwice])
    #expect(bad?.problems.map(\.row) == [2, 3, 5])
    let none = #expect(throws: ReadFailure.self) { try Populations(reading: folder.path + "/none.csv") }
    #expect(none?.problems.map(\.kind) == [.rollupTableColumn])
  }

  @Test("a table of goals says what they are in common, for one city or for all")
  func goals() throws {
    let folder = try Folder([
      "goals.csv": "city,goal,common\n,G1,air\nshiraz,G1,water\n", "bad.csv": "goal,common\nG1,\nG2,x\nG2,y\n",
    ])
    let table = try CommonGoals(reading: folder.path + "/goals.csv")
    let city = { CityResult(city: $0, file: "", year: 1, period: "1", currency: Currency(code: "IRR")) }
    #expect(table.common("G1", of: city("fars/shiraz")) == "water" && table.common("G1", of: city("yazd")) == "air")
    #expect(table.common("G9", of: city("yazd")) == nil && CommonGoals().common("G9", of: city("yazd")) == "G9")
    let bad = #expect(throws: ReadFailure.self) { try CommonGoals(reading: folder.path + "/bad.csv") }
    #expect(bad?.problems.map(\.kind) == [.commonGoalBlank, .commonGoalTwice])
  }
}
