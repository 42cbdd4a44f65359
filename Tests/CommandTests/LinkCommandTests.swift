import Foundation
import TestSupport
import Testing

/// `align link` as people run it.
@Suite("align link") struct LinkCommandTests {
  private func json(_ result: ProgramResult) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test("decisions come back into links.csv; what stood there stays byte for byte; conflicts are refused")
  func decide() throws {
    let workspace = try TemporaryWorkspace(changing: [
      "links.csv": "line,indicator,share,evidence,by,date,status\nL2,I2,0.5,x,,,\n"
    ])
    let links = workspace.folder + "/links.csv"
    let before = try String(contentsOfFile: links, encoding: .utf8)
    let table = workspace.folder + "/d.csv"
    let suggested = try Program.align("link", "suggest", workspace.folder, "--all", "--out", table, "--quiet")
    #expect(suggested.status == 0)
    #expect(try String(contentsOfFile: table, encoding: .utf8).contains("similarity"))
    try workspace.write(Array("line,indicator,decision\nL1,I1,accept\nL3,,none\n".utf8), to: "d.csv")
    let accepted = try Program.align(
      "link", "accept", workspace.folder, table, "--by", "مریم", "--date", "1404-09-04", "--lang", "fa")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let after = try String(contentsOfFile: links, encoding: .utf8)
    #expect(
      after == before + "L1,I1,,align link,مریم,1404-09-04,confirmed\nL3,none,,align link,مریم,1404-09-04,confirmed\n")
    try workspace.write(Array("line,indicator,decision\nL2,I2,reject\nL1,I1,accept\n".utf8), to: "d.csv")
    let refused = try Program.align("link", "accept", workspace.folder, table, "--by", "رضا")
    #expect(refused.status == 65 && refused.errors.contains("L2"))
    #expect(try String(contentsOfFile: links, encoding: .utf8) == after)
    #expect(try Program.align("link", "accept", workspace.folder, table, "--agreed", "--by", "رضا").status == 0)
    #expect(try String(contentsOfFile: links, encoding: .utf8) == after)
  }

  @Test("a goal is refused where the table of links has no column for it, and not written as serving no target")
  func goalWithoutColumn() throws {
    let workspace = try TemporaryWorkspace(changing: ["links.csv": "line,indicator,share,by,date,status\n"])
    let links = workspace.folder + "/links.csv"
    let before = try String(contentsOfFile: links, encoding: .utf8)
    try workspace.write(Array("line,goal,decision\nL1,G1,accept\n".utf8), to: "d.csv")
    let refused = try Program.align(
      "link", "accept", workspace.folder, workspace.folder + "/d.csv", "--by", "x", "--lang", "en")
    #expect(refused.status == 64 && refused.errors.contains("goal"), "\(refused.errors)")
    #expect(try String(contentsOfFile: links, encoding: .utf8) == before)
    try workspace.write(Array("line,goal,share,by,date,status,evidence\n".utf8), to: "links.csv")
    try workspace.write(Array("line,goal,decision\nL1,G1,accept\nL3,,none\n".utf8), to: "d.csv")
    let accepted = try Program.align(
      "link", "accept", workspace.folder, workspace.folder + "/d.csv", "--by", "x", "--date", "1404-09-04")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let after = try String(contentsOfFile: links, encoding: .utf8)
    #expect(after.contains("\nL1,G1,") && after.contains("\nL3,none,"), "\(after)")
  }

  @Test("every format and language, and what is asked wrongly")
  func formats() throws {
    let minimal = "datasets/minimal"
    for language in ["fa", "en"] {
      for format in ["text", "json", "csv", "ndjson"] {
        for command in ["suggest", "rules", "evaluate"] {
          let result = try Program.align("link", command, minimal, "--format", format, "--lang", language, "--quiet")
          #expect(result.status == 0, "\(command) \(format): \(result.errors)")
        }
      }
    }
    let suggested = try json(Program.align("link", "suggest", minimal, "--all", "--format", "json", "--quiet"))
    #expect(suggested["score"] as? String == "similarity")
    #expect((suggested["suggestions"] as? [Any])?.isEmpty == false)
    #expect(try Program.align("link", "suggest", minimal, "--min", "2").status == 64)
    #expect(try Program.align("link", "accept", minimal, "/nowhere.csv").status == 66)
    #expect(try Program.align("link", "rules", minimal, "--take", "99", "--quiet").status == 64)
  }

  private let twoYears = [
    "align.yaml": "calendar: solar-hijri\ncurrency: IRR\nyear: 1403\nperiod: 1401\n",
    "budget.csv": """
    line,year,title,approved,department
    L1,1402,خرید خودرو نجات,1000,آتش‌نشانی
    L2,1402,حفر تونل خط دو,3000,قطار شهری
    M1,1403,خرید خودرو نجات (ادامه),1200,آتش‌نشانی
    M2,1403,حفر تونل خط دو,3100,قطار شهری

    """, "links.csv": "line,indicator,share,evidence,by,date,status\nL1,I1,0.8,x,,,\nL2,I2,,x,,,\n",
  ]

  @Test("links carried over come back from a CSV and from a workbook, with their shares and where they are from")
  func carry() throws {
    for name in ["d.csv", "d.xlsx"] {
      let workspace = try TemporaryWorkspace(changing: twoYears)
      let table = workspace.folder + "/" + name
      let carried = try Program.align("link", "carry", workspace.folder, "--out", table, "--quiet")
      #expect(carried.status == 0, "\(carried.errors)")
      if name == "d.csv" {
        let text = try String(contentsOfFile: table, encoding: .utf8)
        let filled = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
          index, row in
          // The last cells are decision, share and by.
          index == 0 || row.isEmpty ? String(row) : String(row).replacing(/,,([^,]*),$/) { ",accept,\($0.1)," }
        }
        try workspace.write(Array(filled.joined(separator: "\n").utf8), to: name)
        let accepted = try Program.align(
          "link", "accept", workspace.folder, table, "--by", "مریم", "--date", "1403-01-20")
        #expect(accepted.status == 0, "\(accepted.errors)")
        let links = try String(contentsOfFile: workspace.folder + "/links.csv", encoding: .utf8)
        #expect(links.contains("M1,I1,0.8,") && links.contains("M2,I2,,"))
        #expect(links.contains("carried_from L1") && links.contains("confidence 0."))
      } else {
        let read = try Program.align("link", "accept", workspace.folder, table, "--by", "مریم")
        #expect(read.status == 0 && read.text.contains("0"), "\(read.errors)")
      }
    }
  }

  @Test("carrying links from no year, to no year, or within one is refused, in the years that were meant")
  func carryYears() throws {
    let folder = try TemporaryWorkspace(changing: twoYears)
    let asked: [([String], String)] = [
      (["--from", "1403", "--to", "1403"], "1403"), (["--from", "1403", "--to", "1402"], "1402"),
      (["--from", "1399"], "1399"), (["--to", "1409"], "1409"), (["--from", "nonsense"], "nonsense"),
      (["--to", "1402"], "1402"), (["--min", "2"], "2"), (["--top", "0"], "0"),
    ]
    for (options, named) in asked {
      let result = try Program.run(Program.align, ["link", "carry", folder.folder, "--lang", "en"] + options)
      #expect(result.status == 64 && result.errors.contains(named), "\(options): \(result.status) \(result.errors)")
    }
    let one = try Program.align("link", "carry", "datasets/minimal", "--lang", "en")
    #expect([0, 64].contains(one.status), "\(one.errors)")
  }

  @Test("vectors named in align.yaml are no table that nothing claims")
  func vectorsFile() throws {
    var settings = twoYears
    settings["align.yaml"]? += "vectors: vectors.csv\n"
    settings["vectors.csv"] =
      "# model: m\n# sha256: 00\n# licence: MIT\ntext,v1,v2\nحفر تونل خط دو,0.1,0.2\nخط مترو,0.1,0.3\n"
    let folder = try TemporaryWorkspace(changing: settings)
    let checked = try Program.align("check", folder.folder, "--lang", "en")
    #expect(
      !checked.errors.contains("vectors.csv") && !checked.text.contains("vectors.csv"),
      "\(checked.text)\(checked.errors)")
  }

  @Test("a proposal named twice is taken once, and is not proposed again")
  func takenOnce() throws {
    let indicators = "id,goal,name,unit,kind,direction,baseline\nI1,G1,قطار,متر,level,up,1\nI2,G2,پارک,عدد,level,up,1\n"
    let lines = (1...8).map { "L\($0),1402,تونل \($0),100,قطار شهری\nP\($0),1402,چمن \($0),100,فضای سبز\n" }
    let links = (1...4).map { "L\($0),I1,1\nP\($0),I2,1\n" }
    let files = try TemporaryWorkspace(changing: [
      "indicators.csv": indicators, "targets.csv": "indicator,year,target\nI1,1402,5\n",
      "measurements.csv": "indicator,period,value\nI1,1401,2\n",
      "budget.csv": "line,year,title,approved,department\n" + lines.joined(),
      "links.csv": "line,indicator,share\n" + links.joined(),
    ])
    let folder = files.folder
    let first = try json(Program.align("link", "rules", folder, "--take", "1,1", "--format", "json", "--quiet"))
    #expect(first["taken"] as? Int == 1 && (first["rules"] as? [Any])?.count ?? 0 >= 2)
    let rules = try String(contentsOfFile: folder + "/rules.csv", encoding: .utf8)
    #expect(rules.split(separator: "\n").count == 2)
    // What is left is proposed, and once that is taken nothing is: a second rule over the same lines would tie them twice.
    for taken in [1, 0] {
      let rest = try json(Program.align("link", "rules", folder, "--take", "all", "--format", "json", "--quiet"))
      #expect(rest["taken"] as? Int == taken && rest["judged_lines"] as? Int == 4 * taken)
    }
  }

  @Test("tabriz-1402 is linked from nothing to 90 % of its linkable money by the commands of the README")
  func workedExample() throws {
    guard
      let python = peerPython ?? ["/usr/bin/python3"].first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else {
      return print("Skipped: no python3 to play the officer.")
    }
    let city = NSTemporaryDirectory() + "align-city-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: repository + "/datasets/tabriz-1402", toPath: city)
    defer { try? FileManager.default.removeItem(atPath: city) }
    for name in ["links.csv", "rules.csv"] { try FileManager.default.removeItem(atPath: city + "/" + name) }
    func run(_ arguments: String...) throws {
      let result = try Program.run(Program.align, ["link"] + arguments + ["--quiet"])
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    func decide(_ table: String) throws {
      let result = try Program.run(python, [repository + "/datasets/tabriz-1402/decide.py", table])
      #expect(result.status == 0, "\(result.errors)")
    }
    let table = city + "/decisions.csv"
    var decisions = 0
    for further in [[], ["--groups", "projects"], ["--groups", "none", "--limit", "150"]] {
      let result = try Program.run(Program.align, ["link", "queue", city, "--out", table, "--quiet"] + further)
      #expect(result.status == 0, "\(result.errors)")
      decisions +=
        Set(
          try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.prefix { $0 != "," }
          }
        ).count
      try decide(table)
      try run("accept", city, table, "--by", "officer")
    }
    // Line by line and with the rules that followed from that it took 744 decisions.
    #expect(decisions <= 744 / 2, "\(decisions) decisions")
    // Of the money that the shipped links tie, how much is on lines that are tied now.
    let (ours, whole) = (try tied(city), try tied("datasets/tabriz-1402"))
    let found = whole.filter { ours[$0.key] != nil }.values.reduce(0, +)
    let all = whole.values.reduce(0, +)
    #expect(all > 0 && found >= 0.9 * all, "\(found / max(all, 1)) of the linkable money is linked")
  }

  @Test("a rule that cannot be read, or takes too many steps, is a problem that names its row, and no hang")
  func expressions() throws {
    let title = String(repeating: "a", count: 60)
    let files = try TemporaryWorkspace(changing: [
      "budget.csv": "line,year,title,approved\nL1,1402,\(title)!,5\n",
      "rules.csv": "indicator,share,title\nI1,1,asphalt\nI1,1,/(a+)+$/\nI1,1,/a(b/\n",
    ])
    let began = Date()
    let result = try Program.align("analyze", files.folder, "--lang", "en")
    #expect(result.status == 65 && Date().timeIntervalSince(began) < 20)
    #expect(
      result.errors.contains("rules.csv:3:title") && result.errors.contains("rules.csv:4:title"), "\(result.errors)")
    let tried = try Program.align("link", "rules", "datasets/minimal", "--try", "title: /(/", "--lang", "en")
    #expect(tried.status == 64 && tried.errors.contains("regular expression"), "\(tried.errors)")
  }

  /// The lines that are tied to the plan, with their money.
  private func tied(_ folder: String) throws -> [String: Double] {
    let lines = try Program.align("analyze", folder, "--format", "ndjson", "--quiet").text.split(separator: "\n")
    var tied: [String: Double] = [:]
    for line in lines where line.hasPrefix("{\"record\":\"line\"") {
      let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      if fields["class"] as? String == "tied", let id = fields["id"] as? String {
        tied[id] = max(0, fields["approved"] as? Double ?? 0)
      }
    }
    return tied
  }
}
