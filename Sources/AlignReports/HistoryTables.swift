import AlignModel
import AlignWords
import AlignmentEngine

/// The history as tables.
package enum HistoryTables {
  /// The recorded runs, oldest first.
  package static func runs(_ runs: [Snapshot], in language: Language) -> ReportTable {
    ReportTable(
      title: .runs,
      columns: [
        .number("run", .run), .words("recorded_at", .recordedAt), .words("command", .command),
        .words("period", .period), .number("year", .year, isShown: false),
        .number("plan_attainment", .attainment), .number("alignment_index", .alignmentIndex),
        .words("fingerprint", .fingerprint),
      ],
      count: runs.count
    ) { index in
      let run = runs[index]
      return [
        .integer(run.id.flatMap { Int(exactly: $0) }), .word(run.recordedAt, shown: time(run.recordedAt, in: language)),
        .text(run.command), .word(run.period.description, shown: words(run.period, in: language)), .integer(run.year),
        .share(run.figures["plan_attainment"]), .number(run.figures["alignment_index"]),
        .word(run.fingerprint, shown: String(run.fingerprint.prefix(12))),
      ]
    }
  }

  /// What changed, one row a change.
  package static func changes(_ comparison: HistoryComparison, in language: Language) -> ReportTable {
    let changes = comparison.changes
    return ReportTable(
      title: .changes,
      columns: [
        .words("kind", .change), .words("code", .code), .words("severity", .severity), .words("subject", .subject),
        .words("name", .name), .words("year", .year), .number("before", .before), .number("after", .after),
        .words("is_easier", .note, isShown: false), .words("accepted", .accepted, isShown: false),
        .words("note", .note),
      ],
      count: changes.count
    ) { index in
      let change = changes[index]
      let direction = change.isEasier.map { ($0 ? Phrase.madeEasier : .madeHarder).text(in: language) }
      let reason =
        change.accepted
        ?? (change.kind.code == nil || change.kind == .promiseNotKept ? nil : Phrase.quietly.text(in: language))
      let note = language.series([direction, reason].compactMap { $0 })
      return [
        .word(change.kind.rawValue, shown: change.kind.words(in: language)), .text(change.kind.code),
        .word(change.severity.rawValue, shown: change.severity.words(in: language)), .text(change.subject),
        .text(change.name), .text(change.year.map(String.init)),
        .word(plain(change.before), shown: shown(change.before, language)),
        .word(plain(change.after), shown: shown(change.after, language)),
        .text(change.isEasier.map { $0 ? "yes" : "no" }), .text(change.accepted), .text(note),
      ]
    }
  }

  /// What the earlier run promised, and what came of it.
  package static func promises(_ comparison: HistoryComparison, in language: Language) -> ReportTable {
    let promises = comparison.promises
    return ReportTable(
      title: .promises,
      columns: [
        .words("indicator", .id), .words("name", .name), .number("promised", .promised), .number("actual", .actual),
        .number("attainment", .attainment), .number("required_per_year", .requiredPerYear),
        .number("gained_per_year", .gainedPerYear), .words("outcome", .outcome),
      ],
      count: promises.count
    ) { index in
      let promise = promises[index]
      return [
        .text(promise.indicator), .text(promise.name), .number(promise.promised), .number(promise.actual),
        .share(promise.attainment), .number(promise.requiredPerYear), .number(promise.gainedPerYear),
        .word(promise.outcome.rawValue, shown: promise.outcome.words(in: language)),
      ]
    }
  }

  /// The flags raised and cleared, one by one.
  package static func flags(_ comparison: HistoryComparison, in language: Language) -> ReportTable {
    let flags = comparison.flags
    return ReportTable(
      title: .flags,
      columns: [
        .words("change", .change), .words("code", .code), .words("severity", .severity), .words("kind", .kind),
        .words("subject", .subject), .number("amount", .amount),
      ],
      count: flags.count
    ) { index in
      let change = flags[index]
      return [
        .word(
          change.isRaised ? "raised" : "cleared", shown: (change.isRaised ? Phrase.raised : .cleared).text(in: language)
        ),
        .text(change.flag.code), .word(change.flag.severity.rawValue, shown: change.flag.severity.words(in: language)),
        .word(change.flag.kind, shown: Phrase.of("word", change.flag.kind).text(in: language)),
        .text(change.flag.subject), .amount(change.flag.amount),
      ]
    }
  }

  /// The flags raised and cleared, counted by code.
  package static func flagTotals(_ comparison: HistoryComparison, in language: Language) -> ReportTable {
    var counts: [String: (raised: Int, cleared: Int)] = [:]
    for change in comparison.flags {
      if change.isRaised {
        counts[change.flag.code, default: (0, 0)].raised += 1
      } else {
        counts[change.flag.code, default: (0, 0)].cleared += 1
      }
    }
    let rows = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.raised, $0.value.cleared) }
    return ReportTable(
      title: .flags,
      columns: [
        .words("code", .code), .number("raised", .raised), .number("cleared", .cleared), .words("meaning", .meaning),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      return [.text(row.0), .integer(row.1), .integer(row.2), .text(FlagWords.meaning(of: row.0, in: language))]
    }
  }

  /// A moment of the store in the reader's calendar.
  static func time(_ text: String, in language: Language) -> String {
    guard language.isRightToLeft, let date = Clock.days(of: text) else { return text }
    let day = SolarHijri.day(sinceUnixEpoch: date)
    let format = NumberFormat(language: language, settings: Settings(), largest: 0)
    let clock = text.split(separator: "T").last.map { $0.prefix(5) } ?? ""
    return format.date(year: day.year, month: day.month, day: day.day) + "، " + format.label(String(clock)) + " UTC"
  }

  private static func words(_ period: Period, in language: Language) -> String {
    NumberFormat(language: language, settings: Settings(), largest: 0).words(period)
  }

  private static func plain(_ number: Double?) -> String { number.map { $0.description } ?? "" }

  private static func shown(_ number: Double?, _ language: Language) -> String {
    guard let number else { return Phrase.none.text(in: language) }
    let format = NumberFormat(language: language, settings: Settings(), largest: 0)
    return format.decimal(number, decimals: number == number.rounded() ? 0 : 3)
  }
}
