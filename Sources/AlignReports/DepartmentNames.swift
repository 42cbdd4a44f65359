import AlignModel
import AlignWords

extension Workspace {
  /// What a department is called in a language, by the table `departments`; a line without one in words.
  package func department(_ name: String, in language: Language) -> String {
    name.isEmpty ? Phrase.noDepartment.text(in: language) : departments.name(of: name, in: language.rawValue)
  }

  /// The owner of an indicator in a table: programs get it as written.
  func ownerCell(of indicator: IndicatorID, in language: Language) -> ReportTable.Cell {
    plan.indicators.owner[indicator].map { departmentCell($0, in: language) } ?? .text(nil)
  }

  /// A department in a table: programs get its name as written.
  func departmentCell(_ name: String, in language: Language) -> ReportTable.Cell {
    let shown = department(name, in: language)
    return shown == name ? .text(name) : .word(name, shown: shown)
  }
}
