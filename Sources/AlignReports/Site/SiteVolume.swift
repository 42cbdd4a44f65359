import AlignModel
import AlignWords
import AlignmentEngine

/// A site in one of its languages.
struct SiteVolume: Sendable {
  let language: Language
  let twin: Language
  let name: String
  let map: SiteMap
  let contents: ReportContents
  /// Amounts of a table line up.
  let format: NumberFormat
  /// Amounts of steps add up before the reader's eyes.
  let fine: NumberFormat
  nonisolated(unsafe) let explanations: Explanations?
  let flow: MoneyFlow?
  /// The further pages that a server has.
  let desks: [SiteDesk]
  var review: Review { contents.review }
  var workspace: Workspace { contents.review.workspace }
  var plan: Plan { contents.review.workspace.plan }

  init(
    _ contents: ReportContents, language: Language, twin: Language, name: String, map: SiteMap,
    explanations: Explanations?, flow: MoneyFlow?, desks: [SiteDesk] = []
  ) {
    (self.contents, self.language, self.twin, self.name, self.map) = (contents, language, twin, name, map)
    (self.explanations, self.flow, self.desks) = (explanations, flow, desks)
    let settings = contents.review.workspace.settings
    format = NumberFormat(language: language, settings: settings, largest: contents.largestAmount)
    fine = NumberFormat(language: language, settings: settings, largest: 0)
  }

  /// A page as a document.
  func html(of page: SitePage, _ explanation: Explanation?) -> String {
    switch page.kind {
    case .part(let part): SitePartPage(part, in: self).page(at: page.address).html()
    case .subject(let subject): SiteSubjectPage(subject, explanation, in: self).page(at: page.address).html()
    case .code(let code): SiteFlagPage(code, in: self).page(at: page.address).html()
    }
  }

  /// The one-file report with the links of a page at some depth, of which the site's pages are made.
  func report(_ links: PageLinks) -> HTMLReport {
    var report = HTMLReport(contents, name: name, format: format)
    report.links = links
    return report
  }

  /// What the search knows: names, what they are of with their codes, and addresses.
  var searchIndex: String {
    func entry(_ subject: Explanation.Subject, _ name: String, _ id: String, _ kind: Phrase) -> String {
      let about = "\(kind.text(in: language)) \(id)"
      return [name, about, map.page(of: subject) ?? ""].map(Self.quoted).joined(separator: ",")
    }
    let axes = plan.axes.ids.indices.map {
      entry(.axis(AxisID($0)), plan.name(of: AxisID($0), in: language), plan.axes.ids[$0], .factAxis)
    }
    let goals = plan.goals.ids.indices.map {
      entry(.goal(GoalID($0)), plan.name(of: GoalID($0), in: language), plan.goals.ids[$0], .factGoal)
    }
    let indicators = plan.indicators.handles.map {
      entry(.indicator($0), plan.name(of: $0, in: language), plan.indicators.ids[$0.index], .factIndicator)
    }
    let departments = map.departments.map {
      entry(.department($0), workspace.department($0, in: language), "", .factDepartment)
    }
    let codes = Set(contents.totals.counts.map(\.code)).sorted().map { code in
      [
        FlagWords.meaning(of: code, in: language), "\(Phrase.factFlag.text(in: language)) \(code)",
        map.page(ofCode: code) ?? "",
      ].map(Self.quoted).joined(separator: ",")
    }
    let entries = (axes + goals + departments + indicators + codes).map { "[\($0)]" }
    return "window.alignPages=[\n\(entries.joined(separator: ",\n"))\n];\n"
  }

  /// A text as a literal of a script.
  private static func quoted(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      // No end of a script and no end of a line may stand in one.
      case "<": literal += "\\u003C"
      case "\u{2028}": literal += "\\u2028"
      case "\u{2029}": literal += "\\u2029"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: literal += " "
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

/// A table of the site as a file.
struct SiteDownload {
  var name: String
  var table: ReportTable
  var address: String { "tables/\(name).csv" }
}

extension SiteVolume {
  /// Every table as CSV. For the public no single lines and no single flags, as in a workbook for the public.
  var downloads: [SiteDownload] {
    var tables: [SiteDownload] = []
    if let analysis = contents.analysis {
      tables = [
        SiteDownload(name: "summary", table: SummaryTable.of(analysis, totals: contents.totals, in: language)),
        SiteDownload(name: "axes", table: Ranking.axes(of: analysis, in: language)),
      ]
      for ranking in Ranking.allCases where ranking != .lines || !contents.isPublic {
        tables.append(SiteDownload(name: ranking.rawValue, table: ranking.table(of: analysis, in: language)))
      }
      if let robustness = contents.robustness {
        let report = RobustReport(robustness, of: analysis, order: nil, in: language)
        tables.append(SiteDownload(name: "robust", table: report.table))
      }
    }
    for table in ReviewTable.allCases {
      let made = table.table(of: review, in: language)
      if made.count > 0 { tables.append(SiteDownload(name: "review-\(table.rawValue)", table: made)) }
    }
    tables.append(
      SiteDownload(name: "inventory-axes", table: InventoryTable.axes(review.inventory, plan: plan, in: language)))
    tables.append(
      SiteDownload(name: "inventory-owners", table: InventoryTable.owners(review.inventory, in: language)))
    if !contents.scenarios.isEmpty {
      tables.append(
        SiteDownload(name: "scenarios", table: ScenarioTables(contents.scenarios, in: language).summary))
    }
    tables.append(SiteDownload(name: "flag-codes", table: FlagTables.totals(contents.totals, in: language)))
    if !contents.isPublic {
      tables.append(
        SiteDownload(name: "flags", table: FlagTables.list(contents.flags, of: workspace, in: language)))
    }
    return tables
  }
}
