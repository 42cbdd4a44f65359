import AlignModel
import Foundation

/// Which columns of a package's file are which of our budget's.
struct PackageMapping {
  /// A column of ours, and the fields whose cells it is made of, joined by full stops.
  struct Column {
    var name: String
    var fields: [String]
    var constant: String?
  }

  /// The columns but the amounts, `line` not among them where rows have no id of their own.
  private(set) var columns: [Column] = []
  /// The amounts: our column and the measure.
  private(set) var amounts: [(column: String, measure: DataPackage.Measure)] = []
  /// Measures that each are one year's approved amounts, where a package has years side by side.
  private(set) var years: [(year: String, measure: DataPackage.Measure)] = []
  private(set) var problems: [Problem] = []
  private let file: String

  init(_ package: DataPackage, _ resource: DataPackage.Resource, file: String, calendar: FiscalCalendar) {
    self.file = file
    mapAmounts(package, resource, calendar)
    mapYear(package)
    mapLine(package, resource)
    mapCategories(package)
    mapTitle(package, resource)
  }

  private mutating func mapAmounts(
    _ package: DataPackage, _ resource: DataPackage.Resource, _ calendar: FiscalCalendar
  ) {
    let own = package.measures.filter {
      $0.resource == nil || $0.resource == resource.name || package.resources.count == 1
    }
    let byYear = own.compactMap { measure in calendar.year(measure.name).map { (String($0), measure) } }
    if byYear.count == own.count, own.count > 1 {
      years = byYear
      return
    }
    let phases = ["approved": "approved", "executed": "spent", "committed": "committed", "allocated": "allocated"]
    for measure in own {
      if let column = phases[measure.phase ?? ""], !amounts.contains(where: { $0.column == column }) {
        amounts.append((column, measure))
      }
    }
    guard !amounts.contains(where: { $0.column == "approved" }) else { return }
    if let first = own.first(where: { $0.phase == nil || $0.phase == "proposed" || $0.phase == "adjusted" }) {
      amounts.append(("approved", first))
    } else if let index = amounts.firstIndex(where: { $0.column == "spent" }) {
      // Spending without a budget: the lines have to have an amount to be weighed by.
      let measure = amounts[index].measure
      amounts.append(("approved", measure))
      var place = Problem.Place(file: file)
      (place.table, place.column, place.heading) = ("budget", "approved", measure.source)
      problems.append(Problem(.packagePhase, .warning, at: place))
    }
  }

  private mutating func mapYear(_ package: DataPackage) {
    guard years.isEmpty else { return }
    let dated = package.dimensions.filter {
      $0.kind == "datetime"
        || ["date", "year", "time", "period", "fiscal-year", "fiscal_year"].contains($0.name.lowercased())
    }
    let dimension = dated.first { ["date", "year", "time"].contains($0.name.lowercased()) } ?? dated.first
    let attribute =
      dimension?.attributes.first { $0.name.lowercased().hasSuffix("year") }
      ?? dimension?.attributes.first { dimension?.primaryKey.contains($0.name) == true } ?? dimension?.attributes.first
    if let source = attribute?.source {
      columns.append(Column(name: "year", fields: [source]))
    } else if let constant = attribute?.constant ?? package.fiscalYear {
      columns.append(Column(name: "year", fields: [], constant: String(constant.prefix(4))))
    }
  }

  /// Ids: the primary key of the file, else the codes of its classifications.
  private mutating func mapLine(_ package: DataPackage, _ resource: DataPackage.Resource) {
    let known = Set(resource.fields.map(\.name))
    var fields = resource.primaryKey
    if fields.isEmpty {
      let order = ["administrative": 0, "functional": 1, "activity": 2, "economic": 3]
      let dimensions = package.dimensions.filter {
        $0.kind == "classification" || $0.kind == "activity"
          || ($0.kind == nil && $0.name.lowercased().contains("classif"))
      }.sorted {
        (order[$0.classification ?? $0.kind ?? ""] ?? 9, $0.name) < (
          order[$1.classification ?? $1.kind ?? ""] ?? 9, $1.name
        )
      }
      for dimension in dimensions {
        for key in dimension.primaryKey {
          if let source = dimension.attributes.first(where: { $0.name == key })?.source, !fields.contains(source) {
            fields.append(source)
          }
        }
      }
    }
    fields = fields.filter(known.contains)
    if !fields.isEmpty { columns.append(Column(name: "line", fields: fields)) }
  }

  private mutating func mapCategories(_ package: DataPackage) {
    func classification(_ words: [String]) -> DataPackage.Dimension? {
      package.dimensions.first { $0.classification.map(words.contains) ?? false }
        ?? package.dimensions.first { dimension in
          dimension.kind != "datetime" && words.contains { dimension.name.lowercased().contains($0) }
        }
    }
    func map(_ column: String, _ dimension: DataPackage.Dimension?, isDeepest: Bool) {
      guard let dimension, let source = Self.label(of: dimension, isDeepest: isDeepest) else { return }
      if !columns.contains(where: { $0.name == column }) { columns.append(Column(name: column, fields: [source])) }
    }
    map(
      "department", classification(["administrative", "administrator", "department", "institution"]), isDeepest: true)
    map("mission", classification(["functional", "function", "cofog"]), isDeepest: false)
    map(
      "program", package.dimensions.first { $0.kind == "activity" && $0.name != "fund" } ?? classification(["program"]),
      isDeepest: true)
    map("economic", classification(["economic"]), isDeepest: false)
    map("fund", classification(["fund", "fin-source", "fin_source"]), isDeepest: true)
  }

  private mutating func mapTitle(_ package: DataPackage, _ resource: DataPackage.Resource) {
    let words = [
      "economic", "functional", "activity", "program", "description", "title", "cofog", "outcome", "function",
    ]
    let named = words.lazy.compactMap { word in
      package.dimensions.first { $0.classification == word || $0.kind == word || $0.name.lowercased().contains(word) }
    }
    let other = package.dimensions.first { $0.kind != "datetime" && !$0.attributes.isEmpty }
    if let source = (named.first ?? other).flatMap({ Self.label(of: $0, isDeepest: true) }) {
      columns.append(Column(name: "title", fields: [source]))
    } else if let text = resource.fields.first(where: { $0.type == "string" }) {
      columns.append(Column(name: "title", fields: [text.name]))
    } else {
      columns.append(Column(name: "title", fields: [], constant: resource.name))
    }
  }

  /// The field with the words of a level: the deepest, or the one that has no parent.
  private static func label(of dimension: DataPackage.Dimension, isDeepest: Bool) -> String? {
    let keys = dimension.attributes.filter { dimension.primaryKey.contains($0.name) && $0.source != nil }
    let codes = keys.isEmpty ? dimension.attributes.filter { $0.labelFor == nil && $0.source != nil } : keys
    let parents = Set(codes.compactMap(\.parent))
    let level = isDeepest ? codes.last { !parents.contains($0.name) } : codes.first { $0.parent == nil }
    guard let level else { return dimension.attributes.first?.source }
    return dimension.attributes.first { $0.labelFor == level.name }?.source ?? level.source
  }
}
