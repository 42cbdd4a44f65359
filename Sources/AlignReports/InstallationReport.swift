import AlignBasics
import AlignModel
import AlignWords

/// What an installation was found to be: a line for each thing that Align needs, and what to do where one is not right.
package struct InstallationReport: Sendable {
  /// How things stand with one thing.
  package enum Status: String, Sendable, Comparable, CaseIterable {
    /// As it should be.
    case ok
    /// Align works, and could work better.
    case advice
    /// Align does not work, or its results cannot be trusted.
    case fault

    package static func < (left: Status, right: Status) -> Bool {
      allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
  }

  /// One line.
  package struct Finding: Sendable {
    /// What was looked at, by the name that programs use: `blas`, `fonts` …
    package var check: String
    package var status: Status
    /// What was found, in the language of the report.
    package var found: String
    /// What to do; nil where it is ok.
    package var remedy: String?

    package init(_ check: String, _ found: String, _ status: Status = .ok, remedy: String? = nil) {
      (self.check, self.status, self.found, self.remedy) = (check, status, found, remedy)
    }
  }

  package var findings: [Finding]
  package var language: Language

  package init(_ findings: [Finding], in language: Language) { (self.findings, self.language) = (findings, language) }

  /// How the whole stands: as the worst of its lines.
  package var status: Status { findings.map(\.status).max() ?? .ok }

  /// What a check is called.
  package func label(of finding: Finding) -> String { Phrase.of("doctor-check", finding.check).text(in: language) }

  /// What a status is called.
  package func word(for status: Status) -> String { Phrase.of("doctor-status", status.rawValue).text(in: language) }

  /// The findings as a table.
  package var table: ReportTable {
    ReportTable(
      title: .doctorTitle,
      columns: [
        .words("check", .doctorCheck), .words("status", .doctorStatus), .words("found", .doctorFound),
        .words("remedy", .doctorRemedy),
      ], count: findings.count
    ) { [self] row in
      let finding = findings[row]
      return [
        .word(finding.check, shown: label(of: finding)),
        .word(finding.status.rawValue, shown: word(for: finding.status)),
        .text(finding.found), .text(finding.remedy),
      ]
    }
  }

  /// Writes one object, described by `schema/doctor.schema.json`.
  package func writeJSON(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.writeProgram(to: &json)
    json.key("status")
    json.string(status.rawValue)
    json.key("findings")
    json.beginArray()
    for finding in findings {
      json.beginObject()
      for (key, text) in [
        ("check", finding.check), ("status", finding.status.rawValue), ("found", finding.found),
        ("remedy", finding.remedy),
      ] {
        json.key(key)
        json.string(text)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
