import Foundation
import TestSupport
import Testing

/// `schema/link.schema.json` against what `align link` prints.
@Suite("schema of align link") struct LinkSchemaTests {
  private let minimal = "datasets/minimal"
  /// Twenty-four judged lines, enough to teach, and eight open ones; no two of one text.
  private let taught: TemporaryWorkspace
  /// Decisions of two people on its open lines: ties, a rejection, a line that serves nothing, and a dispute.
  private let decisions: String

  init() throws {
    let kinds: [(title: String, department: String, tie: String)] = [
      ("خرید خودرو نجات", "آتش‌نشانی", "I1,"), ("حفر تونل", "قطار شهری", "I2,"),
      ("ساخت ایستگاه", "قطار شهری", ",G2"), ("تشریفات", "حوزه شهردار", "none,"),
    ]
    let positions = ["باغمیشه", "امیرکبیر", "طالقانی", "قوشخانه", "مارالان", "لاله", "ولیعصر", "منظریه"]
    var budget = "line,year,title,approved,department\n"
    var links = "line,indicator,goal,share,evidence,by,date,status\n"
    for (kind, line) in kinds.enumerated() {
      for (number, index) in positions.enumerated() {
        budget += "L\(kind)\(number),1402,\(line.title) \(index),\(100 * (number + 1)),\(line.department)\n"
        if number < 6 { links += "L\(kind)\(number),\(line.tie),,x,,,confirmed\n" }
      }
    }
    taught = try TemporaryWorkspace(changing: ["budget.csv": budget, "links.csv": links])
    let table = """
      line,indicator,goal,decision:مریم,decision:رضا
      L06,I1,,accept,accept
      L07,I1,,accept,reject
      L16,I3,,reject,reject
      L26,,G2,accept,
      L36,none,,accept,

      """
    try taught.write(Array(table.utf8), to: "decisions.csv")
    decisions = taught.folder + "/decisions.csv"
  }

  private func link(_ arguments: [String]) throws -> ProgramResult {
    try Program.run(Program.align, ["link"] + arguments + ["--format", "json", "--quiet"])
  }

  private func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Lines of a second year: one with another code, and one whose code was given to another work.
  private func renumbered() throws -> TemporaryWorkspace {
    try TemporaryWorkspace(changing: [
      "align.yaml": "calendar: solar-hijri\ncurrency: IRR\nyear: 1403\nperiod: 1401\n",
      "budget.csv": """
      line,year,title,approved,department
      L1,1402,خرید خودرو نجات,1000,آتش‌نشانی
      L2,1402,حفر تونل خط دو,3000,قطار شهری
      M1,1403,خرید خودرو نجات,1200,آتش‌نشانی
      L2,1403,پذیرایی جلسات شورا,50,حوزه شهردار

      """, "links.csv": "line,indicator,share\nL1,I1,0.8\nL2,I2,0.5\n",
    ])
  }

  @Test("every document is of the shape that its schema describes, and has rows to show it")
  func valid() throws {
    guard let peerPython else {
      print("skipped: no Python with jsonschema (make peers)")
      return
    }
    let folder = taught.folder
    let second = try renumbered()
    let asked: [(arguments: [String], rows: [String], status: Int32)] = [
      (["suggest", folder, "--lines", "3"], ["suggestions"], 0),
      (["queue", folder], ["decisions"], 0), (["queue", minimal], ["decisions"], 0),
      (["rules", folder, "--try", "title: خودرو"], ["trial"], 0),
      (["suggest", folder, "--to", "goals", "--lines", "3"], ["suggestions"], 0),
      (["suggest", folder, "--untaught", "--lines", "3"], ["suggestions"], 0),
      (["suggest", minimal], ["suggestions"], 0),
      (["suggest", folder, "--summary"], [], 0),
      (["carry", second.folder], ["carried", "stale"], 0),
      (["evaluate", folder], ["measures", "reliability"], 0),
      (["evaluate", folder, "--answers"], ["measures", "reliability", "answers"], 0),
      (["evaluate", minimal], [], 0),
      (["rules", folder], ["rules"], 0),
      (["rules", minimal, "--support", "1"], ["rules"], 0),
      (["accept", folder, decisions], ["conflicts", "agreement"], 65),
      (["accept", folder, decisions, "--agreed"], ["links", "conflicts", "agreement"], 0),
    ]
    for (arguments, rows, status) in asked {
      let printed = try link(arguments)
      #expect(printed.status == status, "\(arguments): \(printed.errors)")
      let document = try object(printed.output)
      for key in rows { #expect((document[key] as? [Any])?.isEmpty == false, "\(arguments): no \(key)") }
      let result = try Program.validate(printed.output, against: "link", by: peerPython)
      #expect(result.status == 0, "\(arguments): \(result.text.prefix(600))\(result.errors.suffix(600))")
    }
  }

  @Test("a document without one of its keys, or with a value of another type, is not of that shape")
  func broken() throws {
    guard let peerPython else {
      print("skipped: no Python with jsonschema (make peers)")
      return
    }
    let folder = taught.folder
    let asked: [(arguments: [String], key: String, rows: String, field: String)] = [
      (["suggest", folder, "--lines", "1"], "taught_by", "suggestions", "probability"),
      (["suggest", folder, "--untaught"], "score", "suggestions", "similarity"),
      (["rules", folder], "covered_lines", "rules", "newly_covers"),
      (["evaluate", folder, "--answers"], "calibration_error", "answers", "truth"),
      (["accept", folder, decisions, "--agreed", "--dry-run"], "already", "agreement", "kappa"),
    ]
    for (arguments, key, rows, field) in asked {
      let document = try object(try link(arguments).output)
      let row = try #require((document[rows] as? [[String: Any]])?.first)
      func whole(with row: [String: Any]) -> [String: Any] { document.merging([rows: [row]]) { $1 } }
      var (lessKey, lessField, otherType) = (document, row, row)
      lessKey.removeValue(forKey: key)
      lessField.removeValue(forKey: field)
      otherType[field] = ["a list"]
      let changed: [(what: String, document: [String: Any], status: Int32)] = [
        ("as it is", document, 0), ("without \(key)", lessKey, 1), ("without \(field)", whole(with: lessField), 1),
        ("\(field) as a list", whole(with: otherType), 1),
      ]
      for (what, changed, status) in changed {
        let result = try Program.validate(
          try JSONSerialization.data(withJSONObject: changed), against: "link", by: peerPython)
        #expect(result.status == status && result.errors.isEmpty, "\(arguments), \(what): \(result.errors.suffix(600))")
      }
    }
  }
}
