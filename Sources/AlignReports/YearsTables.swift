import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A scenario of several years as tables: one row a year, and one row a project.
package struct YearsTables: Sendable {
  let answer: YearsAnswer
  let language: Language

  /// Tables in a language.
  package init(_ answer: YearsAnswer, in language: Language) { (self.answer, self.language) = (answer, language) }

  private func year(_ index: Int) -> String { String(answer.model.years[index].year) }

  /// Both.
  package var all: [ReportTable] { answer.model.projects.isEmpty ? [years] : [years, projects] }

  /// One row a year: its money, nominal and at the prices of the first year, and what its draft does.
  package var years: ReportTable {
    let answer = answer
    let isPriced = answer.model.isPriced
    return ReportTable(
      title: .yearsTitle,
      columns: [
        .words("year", .year), .number("envelope", .envelope),
        .number("envelope_real", .yearsReal, isShown: isPriced), .number("price_level", .yearsLevel, isShown: isPriced),
        .number("brought", .yearsBrought), .number("spent", .yearsSpent), .number("carried", .yearsCarried),
        .number("left_over", .releaseLeftOver), .number("projects", .yearsRunning),
        .number("projects_cost", .yearsProjectMoney), .number("alignment_before", .indexBefore),
        .number("alignment_after", .indexAfter), .number("objective", .objective, isShown: false),
      ],
      count: answer.years.count
    ) { index in
      let (year, own) = (answer.model.years[index], answer.years[index])
      let running = answer.model.projects.indices.map { answer.amounts(ofProject: $0)[index] }
      return [
        .text(String(year.year)), .amount(year.envelope), .amount(isPriced ? year.realEnvelope : nil),
        .number(isPriced ? year.level : nil), .amount(index > 0 ? answer.carried[index - 1] : 0),
        .amount(own.draft.reduce(0, +)), .amount(answer.carried[index]), .amount(answer.leftOver[index]),
        .integer(running.count { $0 > 0 }), .amount(running.reduce(0, +)), .number(own.before.alignmentIndex),
        .number(own.after.alignment.alignmentIndex), .number(own.solution.certificate.objective),
      ]
    }
  }

  /// One row a project: its cost, when it starts, and what it gets in each year.
  package var projects: ReportTable {
    let (answer, language) = (answer, language)
    let model = answer.model
    let today = model.years[0].model.today
    let budget = today.workspace.budget
    return ReportTable(
      title: .projectsTitle,
      columns: [
        .words("line", .line), .words("title", .title), .number("cost", .projectCost), .words("start", .projectStart),
      ]
        + model.years.map { .number("year_\($0.year)", .verbatim(String($0.year))) } + [
          .number("after", .projectAfter)
        ],
      count: model.projects.count
    ) { index in
      let project = model.projects[index]
      let row = today.funding.rows[project.row]
      let english = !language.isRightToLeft ? budget.titleEn?[row.index] : nil
      let start = answer.starts[index].map { project.starts[$0] }
      return [
        .text(budget.id(of: row)), .text(english ?? budget.title[row.index]), .amount(project.project.cost),
        start.map { .text(String(model.years[$0.year].year)) }
          ?? .word("left_out", shown: Phrase.projectLeftOut.text(in: language)),
      ] + answer.amounts(ofProject: index).map { .amount($0) } + [.amount(start?.after ?? 0)]
    }
  }

  /// What is proved, and of what money the amounts are, as lines for a person.
  package func lines(_ format: NumberFormat) -> [String] {
    let model = answer.model
    let name = model.scenario.name(in: language)
    let first = format.label(year(0))
    var lines = [
      Phrase.yearsLine.text(
        in: language, name, format.count(model.years.count), format.percent(answer.gap, decimals: 2),
        format.count(answer.nodes)),
      (model.isPriced ? Phrase.yearsPriced : Phrase.yearsNominal).text(in: language, first),
    ]
    if !model.projects.isEmpty {
      let isIn = answer.starts.count { $0 != nil }
      lines.insert(
        Phrase.projectsLine.text(
          in: language, format.count(model.projects.count), format.count(isIn),
          format.count(model.projects.count - isIn)), at: 1)
    }
    return lines
  }

  /// Writes what holds for all years as one object.
  func write(to json: inout JSONWriter) throws {
    let model = answer.model
    let currency = model.years[0].model.today.workspace.settings.currency
    json.beginObject()
    json.key("scenario")
    json.string(model.scenario.file)
    json.key("status")
    json.string("solved")
    json.key("prices")
    json.string(model.isPriced ? "prices" : "nominal")
    json.key("price_year")
    json.integer(model.years[0].year)
    json.key("objective")
    json.number(answer.objective)
    json.key("bound")
    json.number(answer.bound)
    json.key("gap")
    json.number(answer.gap)
    json.key("nodes")
    json.integer(answer.nodes)
    json.key("years")
    try TableJSON.rows(of: years, currency: currency, to: &json)
    json.key("projects")
    try TableJSON.rows(of: projects, currency: currency, to: &json)
    json.endObject()
  }

  // MARK: The draft

  /// The drafts of all years one below the other, in the shape of the table `budget`.
  package var draft: ReportTable {
    let tables = answer.years.map { DraftTable.table(of: $0, in: language) }
    let first = tables[0]
    var starts = [0]
    for table in tables { starts.append(starts[starts.count - 1] + table.count) }
    let places = starts
    return ReportTable(title: .draftTitle, columns: first.columns, count: places[tables.count]) { index in
      let year = (places.firstIndex { $0 > index } ?? 1) - 1
      return tables[year].row(index - places[year])
    }
  }

  /// Writes the drafts as one object: what holds for all years, the proof of each, and its rows.
  package func writeDraftJSON(to sink: any ByteSink) throws {
    let model = answer.model
    let first = answer.years[0].model
    let currency = first.today.workspace.settings.currency
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.write(first.today, year: first.targetYear, to: &json)
    json.key("scenario")
    json.string(model.scenario.file)
    json.key("total")
    json.amount(answer.years.reduce(0) { $0 + $1.draft.reduce(0, +) }, in: currency)
    json.key("several_years")
    try write(to: &json)
    json.key("years")
    json.beginArray()
    for own in answer.years {
      json.beginObject()
      json.key("year")
      json.integer(own.model.targetYear)
      json.key("proof")
      ProofJSON.write(own, to: &json)
      json.endObject()
      try json.drain()
    }
    json.endArray()
    json.key("rows")
    try TableJSON.rows(of: draft, currency: currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// A workbook: the years and the projects, and a sheet of lines for each year, named by it.
  package var workbook: ReportWorkbook {
    let settings = answer.years[0].model.today.workspace.settings
    let format = NumberFormat(
      language: language, settings: settings, largest: answer.model.years.map(\.envelope).max() ?? 0)
    let sheets = answer.years.map { own in
      DraftSheet(
        answer: own, language: language, includesOtherYears: false,
        name: Phrase.yearsSheet.text(in: language, format.label(String(own.model.targetYear))))
    }
    var workbook = ReportWorkbook(
      language: language, settings: settings, title: answer.model.scenario.name(in: language))
    let synthetic = settings.isSynthetic ? [Phrase.synthetic.text(in: language)] : []
    workbook.add(years, preface: [answer.model.scenario.name(in: language)] + synthetic + lines(format))
    if !answer.model.projects.isEmpty { workbook.add(projects) }
    workbook.pages = sheets.map { sheet in { try sheet.write(to: $0) } }
    return workbook
  }
}

extension ScenarioJSON {
  /// Writes what holds for all years of the scenarios that have several.
  static func write(_ years: [YearsOutcome], to json: inout JSONWriter, in language: Language) throws {
    json.beginArray()
    for case .answered(let answer) in years { try YearsTables(answer, in: language).write(to: &json) }
    json.endArray()
  }
}
