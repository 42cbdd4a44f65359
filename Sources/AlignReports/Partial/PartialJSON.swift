import AlignBasics
import AlignModel
import AlignNumerics
import AlignmentEngine
import Foundation

/// Writes a part of a budget as one line of JSON, version 1: sums in minor units, the triangle of the fit, and the figures that
/// follow from them. A merged part has the same form.
package enum PartialJSON {
  /// The version of the form.
  package static let version = 1

  /// Writes the object.
  ///
  /// - Throws: ``ReadFailure`` where a sum does not fit into 64 bits, ``LeastSquaresError``, or what the sink throws.
  package static func write(_ part: PartialAnalysis, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.writeProgram(to: &json)
    json.key("partial")
    json.integer(version)
    json.key("year")
    json.integer(part.year)
    json.key("currency")
    json.string(part.currency.code)
    json.key("minor_per_main")
    json.integer(Int(part.currency.minorPerMain))
    json.key("lines")
    json.integer(part.lines)
    json.key("approved")
    json.digits(of: try part.approved.checked())
    json.key("rest")
    json.digits(of: try part.rest.checked())
    json.key("classes")
    json.beginArray()
    for kind in LineClass.allCases {
      guard let own = part.classes[kind] else { continue }
      json.beginObject()
      json.key("class")
      json.string(kind.rawValue)
      json.key("lines")
      json.integer(own.lines)
      json.key("approved")
      json.digits(of: try own.approved.checked())
      json.endObject()
    }
    json.endArray()
    json.key("ledger")
    json.beginArray()
    for (id, entry) in part.ledger.sorted(by: { $0.key < $1.key }) {
      json.beginObject()
      json.key("indicator")
      json.string(id)
      json.key("keeping")
      json.digits(of: try entry.keeping.checked())
      json.key("improving")
      json.digits(of: try entry.improving.checked())
      json.key("judged_keeping")
      json.digits(of: try entry.judgedKeeping.checked())
      json.key("judged_improving")
      json.digits(of: try entry.judgedImproving.checked())
      json.endObject()
    }
    json.endArray()
    try fit(of: part, to: &json)
    try figures(of: part, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  private static func fit(of part: PartialAnalysis, to json: inout JSONWriter) throws {
    let summary = try part.fit.summary()
    json.key("fit")
    json.beginObject()
    json.key("columns")
    json.beginArray()
    for column in PartialAnalysis.columns { json.string(column) }
    json.endArray()
    json.key("rows")
    json.integer(summary.rows)
    json.key("mean")
    json.number(summary.mean)
    json.key("squares")
    json.number(summary.squares)
    json.key("triangle")
    json.beginArray()
    for row in 0..<summary.triangle.rows {
      for column in row..<summary.triangle.columns { json.number(summary.triangle[row, column]) }
    }
    json.endArray()
    json.endObject()
  }

  /// What follows from the sums and the triangle. Figures of the fit have ten digits: those after them depend on how the rows
  /// were grouped.
  private static func figures(of part: PartialAnalysis, to json: inout JSONWriter) throws {
    let (approved, rest) = (try part.approved.checked(), try part.rest.checked())
    let linked = approved.subtractingReportingOverflow(rest)
    json.key("figures")
    json.beginObject()
    json.key("linked")
    linked.overflow ? json.null() : json.digits(of: linked.partialValue)
    json.key("coverage")
    json.number(approved > 0 && !linked.overflow ? Double(linked.partialValue) / Double(approved) : nil)
    let fit = try part.fit.fit()
    json.key("coefficients")
    json.beginArray()
    for (value, isEstimable) in zip(fit.coefficients, fit.isEstimable) {
      json.number(isEstimable && fit.rows > 0 ? tenDigits(value) : nil)
    }
    json.endArray()
    json.key("standard_errors")
    json.beginArray()
    for error in fit.standardErrors ?? [] { json.number(tenDigits(error)) }
    json.endArray()
    json.key("r_squared")
    json.number(fit.rSquared.map(tenDigits))
    json.endObject()
  }

  private static func tenDigits(_ value: Double) -> Double { Double(String(format: "%.9e", value)) ?? value }
}
