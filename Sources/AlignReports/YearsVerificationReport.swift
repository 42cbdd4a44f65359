import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// What checking drafts of several years came to, in words and as JSON.
package struct YearsVerificationReport {
  let check: YearsVerification
  let model: ScenarioModel
  let format: NumberFormat
  private var language: Language { format.language }

  /// A report in the language of a format.
  ///
  /// - Parameter model: the scenario as one of a year, for its file and workspace.
  package init(_ check: YearsVerification, of model: ScenarioModel, format: NumberFormat) {
    (self.check, self.model, self.format) = (check, model, format)
  }

  private var faultWords: String? {
    switch check.fault {
    case nil: nil
    case .strangeYear(let year):
      Phrase.verifyStrangeYear.text(in: language, year.map { format.label(String($0)) } ?? "–")
    case .missingYear(let year): Phrase.verifyMissingYear.text(in: language, format.label(String(year)))
    case .carried(let year, let amount):
      Phrase.verifyCarried.text(
        in: language, format.label(String(year)), format.exact(amount, model.today.workspace.settings.currency))
    case .brokenProject(let line): Phrase.verifyBrokenProject.text(in: language, line)
    }
  }

  /// Every line of the report.
  package func lines() -> [String] {
    if let faultWords { return [Phrase.verifyRefused.text(in: language, faultWords)] }
    return check.years.flatMap { own in
      VerificationReport(own.check, of: own.model, format: format).lines().map {
        "\(format.label(String(own.year))): \($0)"
      }
    } + (check.isRefused ? [] : [Phrase.verifyYears.text(in: language, format.count(check.years.count))])
  }

  /// Writes one object.
  package func writeJSON(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    VerificationReport.writeHead(of: model, to: &json)
    json.key("holds")
    json.bool(!check.isRefused)
    json.key("fault")
    json.string(faultWords)
    json.key("years")
    json.beginArray()
    for own in check.years {
      json.beginObject()
      json.key("year")
      json.integer(own.year)
      VerificationReport(own.check, of: own.model, format: format).writeCheck(to: &json)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
