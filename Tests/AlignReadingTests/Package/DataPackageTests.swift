import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel

/// What a description of a package may say of its files.
@Suite struct DataPackageTests {
  /// The whole workspace with its budget in another file, which the description describes.
  private func files(_ text: [UInt8], _ resource: String, settings: String? = nil) throws -> TemporaryWorkspace {
    let model = """
      {"measures": {"amount": {"source": "betrag", "currency": "EUR"}},
       "dimensions": {"date": {"attributes": {"year": {"source": "jahr"}}, "primaryKey": "year"},
        "economic": {"classificationType": "economic", "dimensionType": "classification", "primaryKey": "nr",
         "attributes": {"nr": {"source": "nr"}, "text": {"source": "text", "labelfor": "nr"}}}}}
      """
    let package = "{\"name\": \"a\", \"resources\": [\(resource)], \"model\": \(model)}"
    let folder = try TemporaryWorkspace(changing: [
      "datapackage.json": package, "align.yaml": settings ?? "calendar: gregorian\ncurrency: EUR\n",
      "targets.csv": "indicator,year,target\nI1,2024,5\n",
      "measurements.csv": "indicator,period,value\nI1,2023,8\n",
      "indicators.csv":
        "id,goal,name,unit,kind,direction,baseline\nI1,G1,a,b,level,up,1\n", "links.csv": "line,indicator\nx,none\n",
    ])
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    try folder.write(text, to: "geld.csv")
    return folder
  }

  private let fields = """
    "schema": {"fields": [{"name": "nr", "type": "string"}, {"name": "jahr", "type": "year"},
     {"name": "text", "type": "string"},
     {"name": "betrag", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false}]}
    """

  @Test("decimalChar, groupChar, signs around numbers, dialect with quotes and comments of its own, and Windows-1252")
  func dialect() throws {
    let text =
      "# aus dem Amt\nnr;jahr;text;betrag\n001;2024;'Stra\u{DF}e; gro\u{DF}';1.234.567,89 \u{80}\n'002';2024;'o''k';-5\n"
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let workspace = try files(
      bytes,
      """
      {"name": "geld", "path": "geld.csv", "encoding": "windows-1252",
       "dialect": {"delimiter": ";", "quoteChar": "'", "commentChar": "#"}, \(fields)}
      """
    ).read()
    #expect(workspace.budget.approved.values == [123_456_789, -500])
    #expect(workspace.budget.title[0] == "Straße; groß" && workspace.budget.title[1] == "o'k")
    #expect(workspace.budget.id(of: BudgetRow(0)) == "001")
  }

  @Test("a file without a header takes its names from the schema; escapes; lines alike get ids of their own")
  func noHeader() throws {
    let workspace = try files(
      Array("1,2024,\"a \\\" b\",\"1,5\"\n1,2024,c,2\n1,2023,d,3\n".utf8),
      """
      {"name": "geld", "path": "geld.csv", "dialect": {"header": false, "escapeChar": "\\\\"}, \(fields)}
      """
    ).read()
    #expect(workspace.budget.title[0] == "a \" b")
    #expect(workspace.budget.approved.values == [150, 200, 300])
    #expect((0..<3).map { workspace.budget.id(of: BudgetRow($0)) } == ["1", "1:2", "1"])
  }

  @Test("types that the cells contradict, and numbers that cannot be read, name field and row")
  func types() throws {
    let problems = try files(
      Array("nr,jahr,text,betrag\n1,2024,a,\"12,5\"\n2,24.,b,x\n".utf8),
      "{\"name\": \"geld\", \"path\": \"geld.csv\", \(fields)}"
    ).problems()
    #expect(problems.contains { $0.kind == .packageType && $0.column == "jahr" && $0.row == 3 }, "\(problems)")
    #expect(problems.contains { $0.kind == .unreadableAmount && $0.place.heading == "betrag" && $0.row == 3 })
  }

  @Test(
    "descriptions that are none, paths that lead out, and other currencies",
    arguments: [
      ("{", "no JSON"), ("[]", "no resources"), ("{\"resources\": []}", "no resources"),
      ("{\"resources\": [{\"name\": \"budget\", \"path\": \"../../etc/passwd\"}]}", "leads out"),
      ("{\"resources\": [{\"name\": \"budget\", \"path\": \"/etc/passwd\"}]}", "leads out"),
      ("{\"resources\": [{\"name\": \"budget\", \"path\": \"http://x.org/a.csv\"}]}", "leads out"),
      ("{\"resources\": [{\"name\": \"budget\"}]}", "no path"),
      ("{\"resources\": [{\"name\": \"budget\", \"path\": \"nowhere.csv\"}]}", "not there"),
      ("{\"resources\": [{\"name\": 7, \"path\": [3], \"schema\": \"x\", \"dialect\": []}], \"model\": 5}", ""),
      (
        "{\"resources\": [{\"name\": \"budget\", \"path\": \"axes.csv\", \"schema\": {\"fields\": [1, {}]}}]}",
        "no column of amounts"
      ),
    ])
  func malformed(package: String, words: String) throws {
    let problems = try TemporaryWorkspace(changing: ["datapackage.json": package]).problems()
    #expect(words.isEmpty || problems.contains { $0.found(in: .en).contains(words) }, "\(problems)")
  }

  @Test("a package in another currency than the settings' is a contradiction")
  func currency() throws {
    let workspace = try files(
      Array("nr,jahr,text,betrag\n1,2024,a,12\n".utf8), "{\"name\": \"geld\", \"path\": \"geld.csv\", \(fields)}",
      settings: "calendar: gregorian\ncurrency: USD\n"
    ).read()
    #expect(workspace.warnings.contains { $0.kind == .packageCurrency })
  }

  @Test("columns told apart by their types, as the newer specification has it")
  func columnTypes() throws {
    let folder = try TemporaryWorkspace(changing: [
      "datapackage.json": """
      {"name": "a", "resources": [{"name": "geld", "path": "geld.csv", "schema": {"fields": [
        {"name": "c", "type": "string", "columnType": "administrative:generic:level1:code"},
        {"name": "l", "type": "string", "columnType": "administrative:generic:level1:label"},
        {"name": "y", "type": "integer", "columnType": "date:fiscal-year"},
        {"name": "v", "type": "number", "columnType": "value"}]}}]}
      """, "geld.csv": "c,l,y,v\n07,قطار,1402,900\n",
    ])
    try FileManager.default.removeItem(atPath: folder.folder + "/budget.csv")
    let budget = try folder.read().budget
    #expect(budget.id(of: BudgetRow(0)) == "07" && budget.department(of: BudgetRow(0)) == "قطار")
    #expect(budget.approved.values == [900])
  }
}
