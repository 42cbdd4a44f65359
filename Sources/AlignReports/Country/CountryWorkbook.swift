import AlignModel
import AlignWords
import AlignmentEngine

extension ReportWorkbook {
  /// A roll-up as a workbook: figures with the answer above them, cities, goals and flags; the sheets of several groups one after
  /// the other, each in its own currency.
  package static func of(_ rollUp: CountryRollUp, in language: Language) -> ReportWorkbook {
    var settings = Settings()
    settings.currency = rollUp.groups.first?.currency ?? settings.currency
    let answers = rollUp.groups.map { CountryAnswer($0, in: language) }
    var workbook = ReportWorkbook(
      language: language, settings: settings, title: language.series(answers.map(\.title)))
    let isOne = Set(rollUp.groups.map(\.currency)).count < 2
    for answer in answers {
      for kind in CountryTable.allCases {
        var table = kind.table(of: answer.group, in: language)
        if !isOne { table = table.inMainUnits(of: answer.group.currency) }
        guard table.count > 0 else { continue }
        let name = table.title.text(in: language)
        workbook.add(
          table, named: answers.count > 1 ? "\(name) \(answer.group.year) \(answer.group.currency.code)" : nil,
          preface: kind == .figures ? [answer.title] + answer.lines : [])
      }
    }
    return workbook
  }
}
