import AlignModel
import AlignWords
import CXlsxWriter

/// Colours that follow from the values of a column, so that a person sees where to look.
enum SheetColours: Sendable {
  /// Red at 0, yellow at one half, green at 1.
  case attainment
  /// Red above zero, green below.
  case excess
  /// A bar as long as the value.
  case bar
  /// The words of severities.
  case severity

  /// The colours that go with a column of our reports, or nil.
  init?(key: String) {
    switch key {
    case "attainment": self = .attainment
    case "under_funding": self = .excess
    case "planning_gap", "untied_share", "share": self = .bar
    case "severity": self = .severity
    default: return nil
    }
  }

  /// Lays the rules over the cells of a column.
  func apply(to sheet: SheetFile, column: Int, rows: ClosedRange<Int>) {
    func add(_ rule: inout lxw_conditional_format) {
      let index = lxw_col_t(column)
      worksheet_conditional_format_range(
        sheet.sheet, lxw_row_t(rows.lowerBound), index, lxw_row_t(rows.upperBound), index, &rule)
    }
    var rule = lxw_conditional_format()
    switch self {
    case .attainment:
      rule.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
      let isNumber = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      (rule.min_rule_type, rule.mid_rule_type, rule.max_rule_type) = (isNumber, isNumber, isNumber)
      (rule.min_value, rule.mid_value, rule.max_value) = (0, 0.5, 1)
      (rule.min_color, rule.mid_color, rule.max_color) = (0xF4B6B0, 0xFBE8A6, 0xB7DDB0)
      add(&rule)
    case .excess:
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_GREATER_THAN.rawValue)
      rule.format = sheet.file.format(CellLook(colour: 0x9C0006, fill: 0xFBDAD7))
      add(&rule)
      rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_LESS_THAN.rawValue)
      rule.format = sheet.file.format(CellLook(colour: 0x0B5D1E, fill: 0xDDF0DA))
      add(&rule)
    case .bar:
      rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      rule.bar_color = 0x9DBBE0
      rule.bar_solid = 1
      rule.data_bar_2010 = 1
      let isNumber = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      (rule.min_rule_type, rule.max_rule_type, rule.min_value, rule.max_value) = (isNumber, isNumber, 0, 1)
      add(&rule)
    case .severity:
      let looks: [(Severity, CellLook)] = [
        (.error, CellLook(colour: 0x9C0006, fill: 0xFBDAD7)), (.warning, CellLook(colour: 0x7A4B00, fill: 0xFCEFC9)),
      ]
      for (severity, look) in looks {
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_TEXT.rawValue)
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING.rawValue)
        rule.format = sheet.file.format(look)
        severity.words(in: sheet.file.language).withCString { words in
          rule.value_string = UnsafeMutablePointer(mutating: words)
          add(&rule)
        }
      }
    }
  }
}
