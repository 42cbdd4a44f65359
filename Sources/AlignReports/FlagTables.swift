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
    let fields = FlagRecords.flags(in: language)
    return ReportTable(title: .flags, columns: fields.fields.map(\.column), count: flags.count) { index in
      let flag = flags[index]
      return fields.fields.map { $0.cell(flag) }
    }
  }
}
