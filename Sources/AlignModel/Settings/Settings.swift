/// What `align.yaml` says, with the defaults of the design where it is silent.
public struct Settings: Sendable {
  /// What the workspace is called in reports; nil where it has no name.
  public var name: String? { name(in: language) }
  /// What it is called, by language.
  package var names: [String: String] = [:]
  /// The calendar of every year and period in the workspace.
  public var calendar = FiscalCalendar.solarHijri
  /// The currency of every amount; its decimals fix the minor unit.
  public var currency = Currency(code: "IRR")
  /// The unit in which a person reads amounts; nil for the currency's main unit.
  package var displayUnit: DisplayUnit?
  /// `fa`, `en` or another language of the tables.
  public var language = "en"
  /// Whether `align.yaml` names the language.
  package var statesLanguage = false
  /// Y, the year being budgeted; nil for the last year of the budget.
  public var year: Int?
  /// P, the period under review; nil for the latest that was measured.
  public var period: Period?
  /// The stage of the budget that every figure is based on.
  package var stage = BudgetStage.approved
  /// The last year of the plan; nil for each indicator's last year with a target.
  package var planEnd: Int?
  /// The last year of the vision that the plan serves; nil where there is none.
  package var visionEnd: Int?
  /// Whether the figures are made up, which every report then says.
  public var isSynthetic = false
  /// By table, our column name → where it comes from.
  package var columns: [String: [String: ColumnSource]] = [:]
  /// By table, where each stage of an amount stands in a row of its own.
  package var stages: [String: StageRows] = [:]
  /// By table and heading, the words of the rows that are read; the others are left out (`where`).
  package var filters: [String: [String: [String]]] = [:]
  /// By table, the files that hold it where it is not `TABLE.csv`.
  package var files: [String: [String]] = [:]
  /// The file of vectors of texts and words, relative to the workspace; nil where there is none.
  package var vectors: String?
  /// By table, or for ``everyTable``, the power of ten of main units in one of the unit of its amounts (`amounts_in`).
  package var amountUnits: [String: Int] = [:]
  /// By table, or for ``everyTable``, the mark that stands before decimals: `.`, `,` or `/`.
  package var decimalMarks: [String: String] = [:]
  /// By table, or for ``everyTable``, whether rows that are sums of other rows are left out or counted (`rows`).
  package var parentRows: [String: ParentRows] = [:]
  /// Stands for every table in settings that may be given for each.
  package static let everyTable = ""
  /// How each level of the plan is weighed.
  package var weights = WeightSettings()
  /// By code, what was set of a flag.
  package var flags: [String: FlagSettings] = [:]
  /// How lines are scored, how weights are drawn, and what a review calls on track.
  package var lineScore = LineScoreSettings()
  package var robust = RobustSettings()
  package var review = ReviewSettings()
  /// The line of the file on which a key stands, by its path: `line_score.method`.
  package var lines: [String: Int] = [:]
  /// What the file is called, and where its lines stand on a sheet where it is a workbook.
  package var file = "align.yaml"
  package var cells: SheetCells?
  /// The text that the settings were read from; nil where there was none.
  package var text: String?
  /// The keys at the top of that text, with what each holds in one line, as the sheet of settings has them.
  package var entries: [(key: String, value: String)] = []

  /// The defaults.
  public init() {}

  /// The power of ten of main units in one of the unit of a table's amounts; nil where the settings do not say.
  package func unit(of table: String) -> Int? { amountUnits[table] ?? amountUnits[Self.everyTable] }

  /// The mark before decimals in a table; nil where the settings do not say.
  package func decimalMark(of table: String) -> String? { decimalMarks[table] ?? decimalMarks[Self.everyTable] }

  /// What is done about rows of a table that are sums of others; nil where the settings do not say.
  package func parentRows(of table: String) -> ParentRows? { parentRows[table] ?? parentRows[Self.everyTable] }

  /// What the workspace is called in a language, else in its own, else in any; nil where it has no name.
  package func name(in language: String) -> String? {
    names[language] ?? names[self.language] ?? names.min { $0.key < $1.key }?.value
  }

  /// The languages in which texts of a workspace may be given: those of the catalogues.
  package static let languages = ["en", "es", "fa"]

  /// The place of a key, by its path.
  package func place(_ key: String) -> Problem.Place {
    var place = Problem.Place(file: file, line: lines[key], key: key)
    // The sheet of settings has keys in its first column and values in its second.
    if let sheet = cells?.sheet {
      (place.sheet, place.isOwnBook, place.sheetColumn) = (sheet, true, lines[key] == nil ? nil : 1)
    }
    return place
  }
}

/// What is done about rows that are the sums of other rows.
package enum ParentRows: String, Sendable, CaseIterable {
  /// They are left out.
  case leaves
  /// Every row counts.
  case all
}

/// Where a column of ours is found in a file of another shape.
package enum ColumnSource: Sendable, Hashable {
  /// Under another heading.
  case heading(String)
  /// Under several headings, joined by a full stop.
  case joined([String])
  /// The number of the row itself.
  case rowNumber
  /// The same text in every row.
  case constant(String)
  /// The column at a place, from 0, whatever its heading.
  case position(Int)
  /// Several columns, one for each year or period: what stands before and after the year in their headings.
  case across(before: String, after: String)
}

/// Amounts of which each stage (approved, spent) stands in a row of its own.
package struct StageRows: Sendable, Hashable {
  /// The heading of the column that names the stage, and that of the amounts.
  package var column: String
  package var value: String?
  /// By our column the word of its rows.
  package var words: [String: String]

  /// A value of its parts.
  package init(column: String, value: String?, words: [String: String]) {
    self.column = column
    self.value = value
    self.words = words
  }
}

/// How the weights of each level are found.
package struct WeightSettings: Sendable, Hashable {
  /// Nil: each group keeps the weights of its table, or weighs all alike where that gives none.
  package var axes: WeightMethod?
  package var goals: WeightMethod?
  package var indicators: WeightMethod?

  /// A value of its parts.
  package init(axes: WeightMethod? = nil, goals: WeightMethod? = nil, indicators: WeightMethod? = nil) {
    self.axes = axes
    self.goals = goals
    self.indicators = indicators
  }

  /// The method of a level; nil where each group keeps what its table gives.
  package subscript(level: PlanLevel) -> WeightMethod? {
    switch level {
    case .axes: axes
    case .goals: goals
    case .indicators: indicators
    }
  }
}

/// The name of a way of finding weights among siblings (`NamedWeighingMethod` of AlignNumerics lists them).
package struct WeightMethod: RawRepresentable, Sendable, Hashable {
  /// The word of `align.yaml`: `ahp`, `best-worst`.
  package let rawValue: String

  /// A method by its name, which may be of none.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Every sibling weighs the same.
  package static let equal = WeightMethod(rawValue: "equal")
  /// The weights of the table.
  package static let given = WeightMethod(rawValue: "given")
}

/// What a workspace changes of one flag.
package struct FlagSettings: Sendable, Hashable {
  /// Whether the flag is not raised at all.
  package var isOff = false
  /// The severity in place of the rule's own; nil where that stands.
  package var severity: Severity?
  /// Thresholds by name.
  package var thresholds: [String: Double] = [:]

  /// The flag as the design has it.
  package init() {}
}

/// How grave a flag is.
public enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
  case info, warning, error

  /// `info` < `warning` < `error`.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
}

/// How lines are scored.
package struct LineScoreSettings: Sendable, Hashable {
  /// Weight by criterion; a criterion left out weighs 1.
  package var weights: [String: Double] = [:]
  /// Criteria of which less is better.
  package var down: Set<String> = []
  /// The scoring method by name (`NamedScoringMethod` of AlignNumerics); a weighted sum by default.
  package var method = "saw"
  /// The normalisation by name (`NamedNormalisation`) on which a weighted sum adds criteria up; the others have their own.
  package var normalisation = "min-max"
  /// Whether a line of which a criterion is blank is not scored at all, rather than on the others.
  package var refusesBlanks = false

  /// Every criterion weighs the same and more is better.
  package init() {}
}
