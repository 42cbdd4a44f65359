import AlignModel
import AlignWords
import AlignmentEngine

/// The flags as tables, one by one and by code.
package enum FlagTables {
  /// The flags counted by code and severity.
  package static func totals(_ totals: FlagTotals, in language: Language) -> ReportTable {
    let rows = totals.counts
    return ReportTable(
      title: .flags,
      columns: [
        .words("code", .code), .words("severity", .severity), .number("count", .count), .number("accepted", .accepted),
        .number("amount", .amount), .words("meaning", .meaning),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      return [
        .text(row.code), .word(row.severity.rawValue, shown: row.severity.words(in: language)), .integer(row.count),
        .integer(row.accepted), .amount(row.atStake), .text(FlagWords.meaning(of: row.code, in: language)),
      ]
    }
  }

  /// The flags one by one.
  package static func list(_ flags: FlagList, in language: Language) -> ReportTable {
    ReportTable(
      title: .flags,
      columns: [
        .words("code", .code), .words("severity", .severity), .words("kind", .kind), .words("subject", .subject),
        .number("amount", .amount), .words("accepted", .accepted, isShown: false), .words("remedy", .remedy),
      ],
      count: flags.count
    ) { index in
      let flag = flags[index]
      return [
        .text(flag.code), .word(flag.severity.rawValue, shown: flag.severity.words(in: language)),
        .word(flag.subject.kind.rawValue, shown: Phrase.of("word", flag.subject.kind.rawValue).text(in: language)),
        .text(flag.subject.id), .amount(flag.amount),
        .text(flag.accepted?.reason), .text(FlagWords.remedy(of: flag.code, in: language)),
      ]
    }
  }
}
