import AlignBasics
import AlignModel
import Foundation

/// What a `datapackage.json` says (Frictionless Data Package; of a budget, Fiscal Data Package): files, the types of their
/// columns, and which of them are amounts, years and classifications.
struct DataPackage {
  var name = ""
  var resources: [Resource] = []
  /// Amounts, in the order of the columns of their file.
  var measures: [Measure] = []
  var dimensions: [Dimension] = []
  /// The one year of `fiscalPeriod`, where it is one.
  var fiscalYear: String?

  /// One file.
  struct Resource {
    var name = ""
    var path: String?
    var encoding: String?
    var dialect = PackageDialect()
    var fields: [PackageField] = []
    var primaryKey: [String] = []
    var byteCount: Int?
  }

  /// A column of amounts.
  struct Measure {
    var name: String
    var source: String
    var resource: String?
    var currency: String?
    var factor: Decimal = 1
    var phase: String?
  }

  /// What rows are told apart by: dates, classifications, who pays and who is paid.
  struct Dimension {
    var name: String
    /// `datetime`, `classification`, `activity`, `entity` …, and of a classification what it classifies.
    var kind: String?
    var classification: String?
    var primaryKey: [String] = []
    /// In the order of their names.
    var attributes: [Attribute] = []
  }

  /// One column of a dimension.
  struct Attribute {
    var name: String
    var source: String?
    var constant: String?
    var labelFor: String?
    var parent: String?
  }

  /// Reads the description.
  ///
  /// - Throws: a ``Problem`` where it is no JSON object with resources.
  init(_ bytes: FileBytes, file: String) throws {
    let data = Data(bytes.buffer)
    func refuse(_ kind: ProblemKind) -> Problem { Problem(kind, at: Problem.Place(file: file)) }
    guard data.count <= 16 << 20 else { throw refuse(.packageTooLarge) }
    let json: Any
    do { json = try JSONSerialization.jsonObject(with: data) } catch { throw refuse(.packageNotJSON) }
    guard let root = json as? [String: Any], let listed = root["resources"] as? [Any], !listed.isEmpty else {
      throw refuse(.packageWithoutResources)
    }
    name = root["name"] as? String ?? ""
    let rootFields = root["schema"] as? [String: Any]
    resources = listed.compactMap { $0 as? [String: Any] }.map { Resource($0, sharing: rootFields) }
    // The model of the specification was called mapping before.
    let model = root["model"] as? [String: Any] ?? root["mapping"] as? [String: Any] ?? [:]
    readModel(model)
    if measures.isEmpty { readColumnTypes() }
    let period = root["fiscalPeriod"] as? [String: Any] ?? [:]
    let years = ["start", "end"].map { (period[$0] as? String)?.prefix(4) }
    if let first = years[0], years[1] == nil || years[1] == first { fiscalYear = String(first) }
  }

  private mutating func readModel(_ model: [String: Any]) {
    for (name, value) in (model["measures"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let value = value as? [String: Any], let source = value["source"] as? String else { continue }
      measures.append(
        Measure(
          name: name, source: source, resource: value["resource"] as? String, currency: value["currency"] as? String,
          factor: (value["factor"] as? NSNumber).flatMap { Decimal(string: $0.stringValue) } ?? 1,
          phase: value["phase"] as? String))
    }
    let order = resources.flatMap { $0.fields.map(\.name) }
    measures.sort {
      (order.firstIndex(of: $0.source) ?? .max, $0.name) < (order.firstIndex(of: $1.source) ?? .max, $1.name)
    }
    for (name, value) in (model["dimensions"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let value = value as? [String: Any] else { continue }
      var dimension = Dimension(name: name)
      dimension.kind = value["dimensionType"] as? String
      dimension.classification = value["classificationType"] as? String
      dimension.primaryKey = Self.strings(value["primaryKey"])
      for (name, value) in (value["attributes"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
        guard let value = value as? [String: Any] else { continue }
        let constant = value["constant"].map { "\($0)" }
        dimension.attributes.append(
          Attribute(
            name: name, source: value["source"] as? String, constant: constant, labelFor: value["labelfor"] as? String,
            parent: value["parent"] as? String))
      }
      dimensions.append(dimension)
    }
  }

  /// The newer specification tells columns apart by a type at each of them (`administrative:generic:level1:code`).
  private mutating func readColumnTypes() {
    for resource in resources {
      for field in resource.fields {
        guard let parts = field.columnType?.split(separator: ":").map(String.init), let head = parts.first else {
          continue
        }
        if head == "value" {
          measures.append(Measure(name: field.name, source: field.name, resource: resource.name))
          continue
        }
        let kind = head.replacing("-classification", with: "")
        let index = dimensions.firstIndex { $0.name == kind } ?? dimensions.count
        if index == dimensions.count {
          var dimension = Dimension(name: kind)
          dimension.kind = kind == "date" ? "datetime" : kind == "activity" ? "activity" : "classification"
          dimension.classification = kind
          dimensions.append(dimension)
        }
        let isLabel = parts.last == "label"
        let before = dimensions[index].attributes.last { $0.labelFor == nil }?.name
        dimensions[index].attributes.append(
          Attribute(
            name: field.name, source: field.name, constant: nil, labelFor: isLabel ? before ?? field.name : nil,
            parent: isLabel ? nil : before))
        if !isLabel { dimensions[index].primaryKey.append(field.name) }
      }
    }
  }

  static func strings(_ value: Any?) -> [String] { (value as? String).map { [$0] } ?? value as? [String] ?? [] }
}

extension DataPackage.Resource {
  fileprivate init(_ json: [String: Any], sharing shared: [String: Any]?) {
    name = json["name"] as? String ?? ""
    path = json["path"] as? String ?? (json["path"] as? [String])?.first
    encoding = json["encoding"] as? String
    dialect = PackageDialect(json["dialect"] as? [String: Any] ?? [:])
    let schema = json["schema"] as? [String: Any] ?? shared ?? [:]
    fields = (schema["fields"] as? [Any] ?? []).compactMap { ($0 as? [String: Any]).map(PackageField.init) }
    primaryKey = DataPackage.strings(schema["primaryKey"])
    byteCount = (json["bytes"] as? NSNumber)?.intValue
    if name.isEmpty, let path { name = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? "" }
  }
}
