import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A report as one self-contained page: no script, no font, no picture is fetched.
package struct HTMLReport {
  let contents: ReportContents
  let format: NumberFormat
  let name: String
  /// Where the pages of subjects stand; nil for a page that is a file by itself.
  var links: PageLinks?
  var language: Language { format.language }
  var review: Review { contents.review }
  var workspace: Workspace { contents.review.workspace }
  var plan: Plan { contents.review.workspace.plan }

  /// A page of a report.
  ///
  /// - Parameter name: what the workspace is called.
  package init(_ contents: ReportContents, name: String, format: NumberFormat) {
    self.contents = contents
    self.name = name
    self.format = format
  }

  /// Writes the page.
  ///
  /// - Throws: what the sink throws.
  package func write(to sink: any ByteSink) throws {
    var html = page.html()
    try html.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
  }

  /// The sections that have anything to say, in order.
  var sections: [HTMLSection] {
    [
      answer, moneyFlow, need, scenarios, quartiles, attainment, departments, execution, flagSection, changes,
      inventory,
      method,
    ].compactMap { $0 }
  }

  /// The page as it is written.
  private var page: HTMLPage {
    HTMLPage(
      language: language, title: name, kicker: kicker, meta: meta, notices: notices, sections: sections, footer: footer)
  }

  /// What stands under every page.
  var footer: String { Phrase.madeByTheSameTablesGive.text(in: language, Engine.name) }

  /// A share in percent, or that it is not estimable.
  func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? notEstimable }

  /// What unfolds a table that is shown in part.
  func allOf(_ count: Int) -> String { Phrase.allRows.text(in: language, format.count(count)) }

  var notEstimable: String { Phrase.notEstimable.text(in: language) }

  /// Names in a row.
  func joined(_ names: [String]) -> String { names.joined(separator: Phrase.phrase.text(in: language)) }

  /// A name between marks of quotation.
  func quoted(_ name: String) -> String { Phrase.phrase2.text(in: language, name) }

  var kicker: String {
    contents.analysis == nil
      ? Phrase.reviewOfThePlan.text(in: language) : Phrase.budgetAndPlanSideBySide.text(in: language)
  }

  var meta: String {
    let year = format.label(String(review.year))
    let lastDay = format.lastDay(of: review.period, in: workspace.settings.calendar)
    var parts: [String] = []
    if contents.analysis != nil { parts.append(Phrase.budgetOf.text(in: language, year)) }
    let period = format.words(review.period)
    let until = lastDay.map { Phrase.to.text(in: language, $0) } ?? ""
    parts.append(Phrase.planReviewedAt.text(in: language, period) + until)
    parts.append(Phrase.amountsIn2.text(in: language, format.unitName))
    if let days = contents.preparedOn {
      parts.append(Phrase.madeOn.text(in: language) + day(days))
    }
    return parts.joined(separator: " · ")
  }

  private func day(_ days: Int) -> String {
    let day = SolarHijri.day(sinceUnixEpoch: days)
    if workspace.settings.calendar == .solarHijri || language.isRightToLeft {
      return format.date(year: day.year, month: day.month, day: day.day)
    }
    return Clock.gregorian(days)
  }

  var notices: [(strong: String, text: String)] {
    var notices: [(strong: String, text: String)] = []
    if workspace.settings.isSynthetic {
      notices.append((Phrase.madeUpData.text(in: language), Phrase.synthetic.text(in: language)))
    }
    let suggested = workspace.links.status.count { $0 == .suggested }
    if contents.includesSuggested, suggested > 0 {
      notices.append(
        (
          Phrase.suggestedLinksCounted.text(in: language),
          Phrase.whereALineHasNoConfirmed.text(in: language, format.count(suggested))
        ))
    }
    return notices
  }
}
