import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// A report as one self-contained page: no script, no font, no picture is fetched.
package struct HTMLReport {
  let contents: ReportContents
  let format: NumberFormat
  let name: String
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
  /// - Throws: what the sink throws; a template of ours that does not parse is a defect.
  package func write(to sink: any ByteSink) throws {
    var html = try HTMLTemplate.render(context)
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

  private var context: [String: Any] {
    [
      "lang": language.rawValue, "dir": language == .fa ? "rtl" : "ltr", "engine": Engine.name, "style": HTMLStyle.css,
      "title": name, "isForeign": language == .en && HTMLTable.isPersian(name), "kicker": kicker, "meta": meta,
      "notices": notices,
      "skip": say("Skip to the report", "رفتن به متن گزارش"),
      "contents": say("Contents", "فهرست"),
      "sections": sections.map { section in
        [
          "id": section.id, "heading": section.heading,
          "leads": section.lead.isEmpty ? [] : [["text": section.lead]],
          "blocks": section.blocks.map { $0.context(language) },
        ] as [String: Any]
      },
      "footer": say(
        "Made by \(Engine.name). The same tables give the same page.",
        "ساختهٔ \(Engine.name). از همان جدول‌ها همین صفحه به دست می‌آید."),
    ]
  }

  /// A sentence of the page in its language.
  func say(_ en: String, _ fa: String) -> String { language == .fa ? fa : en }

  /// A share in percent, or that it is not estimable.
  func share(_ value: Double?) -> String { value.map { format.percent($0) } ?? notEstimable }

  /// What unfolds a table that is shown in part.
  func allOf(_ count: Int) -> String { say("All \(format.count(count)) rows", "همهٔ \(format.count(count)) سطر") }

  var notEstimable: String { Phrase.notEstimable.text(in: language) }

  /// Names in a row.
  func joined(_ names: [String]) -> String { names.joined(separator: say(", ", "، ")) }

  /// A name between marks of quotation.
  func quoted(_ name: String) -> String { say("“\(name)”", "«\(name)»") }

  private var kicker: String {
    contents.analysis == nil
      ? say("Review of the plan", "پایش برنامه") : say("Budget and plan, side by side", "بودجه و برنامه در کنار هم")
  }

  private var meta: String {
    let year = format.label(String(review.year))
    let lastDay = format.lastDay(of: review.period, in: workspace.settings.calendar)
    var parts: [String] = []
    if contents.analysis != nil { parts.append(say("Budget of \(year)", "بودجهٔ سال \(year)")) }
    let period = format.words(review.period)
    let until = lastDay.map { say(" (to \($0))", " (تا \($0))") } ?? ""
    parts.append(say("plan reviewed at \(period)", "پایش برنامه در پایان \(period)") + until)
    parts.append(say("amounts in \(format.unitName)", "مبلغ‌ها به \(format.unitName)"))
    if let days = contents.preparedOn {
      parts.append(say("made on ", "تاریخ تهیه: ") + day(days))
    }
    return parts.joined(separator: " · ")
  }

  private func day(_ days: Int) -> String {
    let day = SolarHijri.day(sinceUnixEpoch: days)
    if workspace.settings.calendar == .solarHijri || language == .fa {
      return format.date(year: day.year, month: day.month, day: day.day)
    }
    return Clock.gregorian(days)
  }

  private var notices: [[String: String]] {
    var notices: [[String: String]] = []
    if workspace.settings.isSynthetic {
      notices.append([
        "strong": say("Made-up data.", "داده‌های ساختگی."), "text": Phrase.synthetic.text(in: language),
      ])
    }
    let suggested = workspace.links.status.count { $0 == .suggested }
    if contents.includesSuggested, suggested > 0 {
      notices.append([
        "strong": say("Suggested links counted.", "پیوندهای پیشنهادی شمرده شده است."),
        "text": say(
          "Where a line has no confirmed link, \(format.count(suggested)) links that the program suggested and nobody confirmed stand in.",
          "هرجا ردیفی پیوند تأییدشده ندارد، از \(format.count(suggested)) پیوندی که برنامه پیشنهاد داده و کسی تأیید نکرده استفاده شده است."
        ),
      ])
    }
    return notices
  }
}
