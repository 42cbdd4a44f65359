import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes counts of flags as JSON; single flags are written from ``FlagRecords``.
enum FlagJSON {
  /// Writes the fields of the flags of one code into an open object.
  static func fields(of total: FlagTotals.Count, currency: Currency, to json: inout JSONWriter) {
    json.key("code")
    json.string(total.code)
    json.key("severity")
    json.string(total.severity.rawValue)
    json.key("count")
    json.integer(total.count)
    json.key("accepted")
    json.integer(total.accepted)
    json.key("amount")
    json.amount(total.atStake, in: currency)
  }
}
