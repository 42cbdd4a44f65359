import EngineFixtures
import TestSupport
import Testing

@testable import AlignBasics
@testable import AlignModel
@testable import AlignReading
@testable import AlignReports
@testable import AlignWords
@testable import AlignmentEngine

@Suite("Report page") struct HTMLReportTests {
  private func page(
    _ workspace: Workspace, _ language: Language = .en, isPublic: Bool = false,
    adding: (inout ReportContents) -> Void = { _ in }
  ) throws -> String {
    var contents = try ReportContents(of: workspace, isPublic: isPublic)
    adding(&contents)
    let format = NumberFormat(language: language, settings: workspace.settings, largest: contents.largestAmount)
    let sink = MemorySink()
    try HTMLReport(contents, name: workspace.settings.name ?? "-", format: format).write(to: sink)
    return sink.text
  }

  /// Every name that a table can give, hostile.
  private static let hostile: [String: String] = {
    let bad = "<script>alert(1)</script>"
    let mark = "x'\u{301} onmouseover=alert(2) <\u{301}img src=x>"
    return TemporaryWorkspace.whole.merging([
      "align.yaml":
        "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\nname: \"\(bad)\"\ndisplay_unit: 1000\ndisplay_unit_name: {en: \"\(bad)\", fa: \"\(bad)\"}\n",
      "axes.csv": "id,name\nA1,\(bad)\nA2,\(mark)\n",
      "goals.csv": "id,axis,name\nG1,A1,\(bad)\nG2,A2,\(mark)\n",
      "indicators.csv": """
      id,goal,name,unit,kind,direction,baseline,baseline_year,owner
      I1,G1,\(bad),\(bad),level,down,10,1397,\(bad)
      I2,G2,\(mark),km,level,up,5,1397,\(mark)
      I3,G2,s,,level,up,2,1397,\(bad)

      """,
      "budget.csv": """
      line,year,title,approved,department
      L1,1402,\(bad),1000,\(bad)
      L2,1402,\(mark),3000,\(mark)
      \(bad),1402,t,500,\(bad)

      """,
      "accepted.csv": "code,subject,reason,by\nAL101,\(bad),\(bad),\(bad)\n",
    ]) { $1 }
  }()

  @Test("a term that an officer need not know is explained once, where it first stands", arguments: Language.allCases)
  func terms(language: Language) throws {
    let html = try page(WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read(), language)
    for name in ["need_share", "quartile", "alignment_index", "planning_gap"] {
      let term = try #require(Term.all.first { $0.name == name && $0.isExpert })
      let definition = SVG.escaped(term.definition(in: language))
      let parts = html.components(separatedBy: definition)
      #expect(parts.count == 2, "\(name) is explained \(parts.count - 1) times")
      #expect(parts[0].lowercased().contains(term.word(in: language).lowercased()))
    }
  }

  @Test("of a term within a longer one only the longer is meant, and every expert term has its words")
  func termsWithinTerms() {
    let found = Term.expertTerms(in: "Need share over need-share; share of weightings", language: .en)
    #expect(Set(found.map(\.name)) == ["need_share", "share_of_weightings"])
    #expect(Term.expertTerms(in: "the quartiles and shared needs", language: .en).isEmpty)
    #expect(Term.expertTerms(in: "سهم نیاز (درصد)", language: .fa).map(\.name) == ["need_share"])
  }

  @Test("no name of the tables becomes markup", arguments: Language.allCases)
  func escaped(language: Language) throws {
    let html = try page(TemporaryWorkspace(Self.hostile).read(), language)
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("<\u{301}img"))
    #expect(html.contains("&lt;script&gt;"))
    // A quote that a combining mark follows would end an attribute.
    #expect(!html.unicodeScalars.elementsEqual("".unicodeScalars) && !html.contains("x'\u{301}"))
  }

  @Test("what an office would not publish is left out", arguments: Language.allCases)
  func published(language: Language) throws {
    let workspace = try TemporaryWorkspace(
      changing: ["accepted.csv": "code,subject,reason,by\nAL101,L3,SECRETREASON,SECRETNAME\n"]
    ).read()
    let whole = try page(workspace, language)
    #expect(whole.contains("SECRETREASON") && whole.contains("SECRETNAME"))
    let open = try page(workspace, language, isPublic: true)
    #expect(!open.contains("SECRETREASON") && !open.contains("SECRETNAME"))
  }

  @Test("the answer stands first, in Persian digits and the Solar Hijri calendar")
  func persian() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402", jobs: 2).read()
    let html = try page(workspace, .fa)
    #expect(html.contains("<html lang=\"fa\" dir=\"rtl\">") && html.contains("۳۱ شهریور ۱۴۰۲"))
    let headings = html.components(separatedBy: "<h2 ").dropFirst().map { $0.prefix { $0 != ">" } }
    #expect(headings.first?.contains("answer") == true)
    #expect(html.contains("۴۵٫۷٪") && html.contains("ساختگی"))
    // The same tables give the same page.
    #expect(try page(workspace, .fa) == html)
  }

  @Test("sections come with what they tell of")
  func sections() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/minimal").read()
    let plain = try page(workspace)
    #expect(!plain.contains("id=\"scenarios\"") && !plain.contains("id=\"changes\""))
    #expect(plain.contains("weightings drawn"))
    let solved = try ScenarioModel(ScenarioReader.standard(for: workspace), in: workspace).solved()
    let rich = try page(workspace) { contents in
      contents.scenarios = [solved]
      contents.robustness = nil
    }
    #expect(rich.contains("id=\"scenarios\"") && rich.contains("Only one set of weights was used"))
  }

  @Test("the brief is the answer, at most three decisions and one picture", arguments: Language.allCases)
  func brief(language: Language) throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/minimal").read()
    let contents = try ReportContents(of: workspace)
    let format = NumberFormat(language: language, settings: workspace.settings, largest: contents.largestAmount)
    let sink = MemorySink()
    try HTMLReport(contents, name: "-", format: format).writeBrief(to: sink)
    #expect(sink.text.components(separatedBy: "<section").count == 4)
    let decisions = sink.text.components(separatedBy: "<ol class=\"first\">").last?.components(separatedBy: "</ol>")
      .first
    #expect((1...3).contains((decisions?.components(separatedBy: "<li>").count ?? 0) - 1))
    #expect(sink.text.components(separatedBy: "<figure").count == 2)
  }

  @Test("what most weightings do not support is not named as short")
  func unsupported() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/minimal").read()
    var contents = try ReportContents(of: workspace)
    let supported = try #require(contents.supportedShortGoals)
    let robustness = try #require(contents.robustness)
    #expect(supported == Set(robustness.goals.filter { $0.underFunded >= 0.5 }.map(\.index)))
    contents.robustness = nil
    #expect(contents.supportedShortGoals == nil)
  }

  @Test("one scenario is a sentence and bars; λ stands under the method only")
  func oneScenario() throws {
    let workspace = try WorkspaceReader(folder: repository + "/datasets/minimal").read()
    let solved = try ScenarioModel(ScenarioReader.standard(for: workspace), in: workspace).solved()
    let html = try page(workspace) { $0.scenarios = [solved] }
    let parts = html.components(separatedBy: "<section id=\"")
    let scenarios = try #require(parts.first { $0.hasPrefix("scenarios") })
    let method = try #require(parts.first { $0.hasPrefix("method") })
    #expect(scenarios.contains("The alignment index goes from") && !scenarios.contains("λ") && method.contains("λ"))
  }

  @Test("without a budget the page reviews the plan and says what it cannot say")
  func noBudget() throws {
    let files = TemporaryWorkspace.whole.filter { $0.key != "budget.csv" && $0.key != "links.csv" }
    let html = try page(TemporaryWorkspace(files).read())
    #expect(
      html.contains("This workspace has no budget")
        && !html.contains("id=\"money\"") && html.contains("id=\"attainment\""))
  }
}
