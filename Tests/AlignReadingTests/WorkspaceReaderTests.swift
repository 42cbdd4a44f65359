import EngineFixtures
import Foundation
import TestSupport
import Testing

@testable import AlignModel

@Suite struct WorkspaceReaderTests {
  @Test("a whole workspace is read into the model")
  func whole() throws {
    let workspace = try TemporaryWorkspace().read()
    #expect(workspace.plan.axes.ids == ["A1", "A2"])
    #expect(workspace.plan.indicators.names.values == ["زمان رسیدن", "خط مترو", "ایستگاه"])
    #expect(workspace.budget.approved.values == [1000, 3000, 500])
    #expect(workspace.links.share == [1, 0.5])
    #expect(workspace.plan.measurements[IndicatorID(0)].map(\.value) == [8])
    #expect(workspace.warnings.isEmpty)
    #expect(workspace.inputs.map(\.file) == workspace.inputs.map(\.file).sorted())
    #expect(workspace.inputs.allSatisfy { $0.sha256.count == 64 })
  }

  @Test(
    "the same table in every encoding and with every separator gives the same workspace",
    arguments: [
      ("utf8-bom", "\t"), ("utf16le", ","), ("utf16be", ";"), ("windows1256", ";"), ("utf8", "\t"), ("utf8", "|"),
    ])
  func encodings(encoding: String, separator: String) throws {
    let files = try TemporaryWorkspace()
    let text = TemporaryWorkspace.whole["budget.csv", default: ""]
      .replacingOccurrences(of: ",", with: separator).replacingOccurrences(of: "\u{200C}", with: " ")
    let bytes: [UInt8] =
      switch encoding {
      case "utf8-bom": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case "utf16le": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case "utf16be": [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case "windows1256": try #require(Self.windows1256(text))
      default: Array(text.utf8)
      }
    try files.write(bytes, to: "budget.csv")
    let workspace = try files.read()
    #expect(workspace.budget.title[0].map(TextNormaliser.key) == "خرید خودرو")
    #expect(workspace.budget.approved.values == [1000, 3000, 500])
    #expect(workspace.warnings.contains { $0.kind == .encoding } == (encoding == "windows1256"))
  }

  /// The letters of the test in Windows-1256, where ی is typed as ي as old keyboards did.
  private static func windows1256(_ text: String) -> [UInt8]? {
    let table: [Character: UInt8] = [
      "خ": 0xCE, "ر": 0xD1, "ي": 0xED, "د": 0xCF, "و": 0xE6, "ح": 0xCD, "ف": 0xDD, "ت": 0xCA, "ن": 0xE4, "ل": 0xE1,
      "ش": 0xD4, "ا": 0xC7, "آ": 0xC2, "ق": 0xDE, "ط": 0xD8, "ه": 0xE5, "ز": 0xD2,
    ]
    var bytes: [UInt8] = []
    for character in text.replacingOccurrences(of: "ی", with: "ي") {
      if let ascii = character.asciiValue {
        bytes.append(ascii)
      } else if let byte = table[character] {
        bytes.append(byte)
      } else {
        return nil
      }
    }
    return bytes
  }

  @Test("quotes, doubled quotes and line ends inside quotes are read after RFC 4180")
  func quoting() throws {
    let files = try TemporaryWorkspace(changing: [
      "budget.csv":
        "line,year,title,approved,note\r\n\"L1\",1402,\"خرید \"\"ویژه\"\", دو\nسطر\",\"1,000\",a\r\nL2,1402,b,2,\r\n"
    ])
    let workspace = try files.read()
    #expect(workspace.budget.title[0] == "خرید \"ویژه\", دو\nسطر")
    #expect(workspace.budget.approved.values == [1000, 2])
    #expect(workspace.budget.attributes.map(\.name) == ["note"])
  }

  @Test("a title above the heading, blank rows and total rows are passed over and said")
  func titleAndTotals() throws {
    let files = try TemporaryWorkspace(changing: [
      "budget.csv":
        "بودجه شهرداری,,,\n,,,\nردیف,سال,عنوان,مصوب\nL1,1402,الف,10\n,,,\n,,جمع کل,30\nL2,۱۴۰۲,ب,۲۰\nجمع کل,1402,,30\n",
      "links.csv": "line,indicator,share\nL1,I1,1\n",
    ])
    let workspace = try files.read()
    #expect(workspace.budget.approved.values == [10, 20])
    #expect(workspace.warnings.filter { $0.kind == .totalRow }.map(\.row) == [6, 8])
    #expect(workspace.budget.rowNumbers[0] == 4)
    #expect(workspace.budget.rowNumbers[1] == 7)
  }

  @Test("a large file in two parts is the same as in one, quotes and newlines and all")
  func parts() throws {
    var text = "line,year,title,approved,department\n"
    for index in 0..<120_000 {
      text += "L\(index),1402,\"عنوان، \"\"\(index)\"\"\n سطر دوم\",\(index),واحد \(index % 7)\n"
    }
    let files = try TemporaryWorkspace(changing: ["budget.csv": text])
    let one = try files.read(jobs: 1).budget
    let two = try files.read(jobs: 2).budget
    #expect(one.approved.values == two.approved.values)
    #expect(one.line.values == two.line.values)
    #expect(one.categories[.department]?.codes == two.categories[.department]?.codes)
    #expect(one.title[119_999] == two.title[119_999])
    #expect(two.id(of: BudgetRow(119_999)) == "L119999")
  }

  @Test("a lone quote inside a cell does not spoil reading in parts")
  func loneQuote() throws {
    var text = "line,year,title,approved\nL0,1402,لوله 5\" فولادی,1\n"
    for index in 1..<200_000 { text += "L\(index),1402,\"a, b\",\(index)\n" }
    let files = try TemporaryWorkspace(changing: ["budget.csv": text])
    #expect(try files.read(jobs: 2).budget.count == 200_000)
  }

  @Test("columns under other names, joined, numbered or constant")
  func mapping() throws {
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": """
      calendar: gregorian
      currency: EUR
      columns:
        budget:
          line: [CENTRO, PROGRAMA]
          year: AÑO
          title: DESCRIPCION
          approved: IMPORTE
          department: {constant: Madrid}
      """,
      "budget.csv": "AÑO,CENTRO,PROGRAMA,DESCRIPCION,IMPORTE\n2012,001,91100,SUELDOS,102739.5\n",
      "links.csv": "line,indicator,share\n001.91100,I1,1\n",
    ])
    for name in ["targets.csv", "measurements.csv"] {
      try files.write(Array("indicator,year,target,period,value\n".utf8), to: name)
    }
    try files.write(
      Array("id,goal,name,unit,kind,direction,baseline\nI1,G1,a,b,level,up,1\n".utf8), to: "indicators.csv")
    let workspace = try files.read()
    #expect(workspace.budget.id(of: BudgetRow(0)) == "001.91100")
    #expect(workspace.budget.approved.values == [10_273_950])
    #expect(workspace.budget.department(of: BudgetRow(0)) == "Madrid")
    #expect(workspace.links.unresolved.isEmpty)
  }

  @Test("texts put together from several columns, or the same in every row, read as they were meant")
  func composedTexts() throws {
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": TemporaryWorkspace.whole["align.yaml", default: ""]
        + "columns:\n  budget:\n    title: [what, where]\n    description: {constant: fixed}\n",
      "budget.csv":
        "line,year,what,where,approved\nL1,1402,خرید,منطقه ۱,5\nL2,1402,\"a \"\"b\"\"\",c,6\nL3,1402,x,y,7\n",
    ])
    let budget = try files.read().budget
    #expect(budget.title[0] == "خرید.منطقه ۱")
    #expect(budget.title[1] == "a \"b\".c")
    #expect(budget.title[2] == "x.y")
  }

  @Test("links in any order find their lines")
  func linksInAnyOrder() throws {
    var drawn = DrawnNumbers(seed: 500)
    let lines = (0..<500).map { "L\($0 + 100)" }
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": "line,year,title,approved\n" + lines.map { "\($0),1402,t,1\n" }.joined(),
      "links.csv": "line,indicator\n" + lines.shuffled(using: &drawn).map { "\($0),I1\n" }.joined()
        + "l100,I2\n L101 ,I2\nL1x,I2\n",
    ])
    let links = try files.read().links
    #expect(links.line.prefix(500).sorted() == (0..<500).map(Int32.init))
    #expect(links.line.suffix(3) == [0, 1, -1])
    #expect(links.unresolved[502] == "L1x")
  }

  @Test("rows that are numbered have one number each, however large the file and however many threads")
  func numberedRows() throws {
    let rows = (0..<180_000).map { "\($0) عنوان یک ردیف,1402,\($0)\n" }
    let files = try TemporaryWorkspace(changing: [
      "align.yaml": TemporaryWorkspace.whole["align.yaml", default: ""] + "columns:\n  budget:\n    line: \"#\"\n",
      "budget.csv": "title,year,approved\n" + rows.joined(), "links.csv": "line,indicator\n180000,I1\n",
    ])
    let workspace = try files.read(jobs: 2)
    #expect(workspace.budget.lineIDs.count == rows.count && workspace.links.line == [179_999])
  }
}
