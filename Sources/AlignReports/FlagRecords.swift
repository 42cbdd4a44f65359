import AlignModel
import AlignWords
import AlignmentEngine

/// What is told of each flag.
enum FlagRecords {
  /// Flags, written out one by one.
  static func flags(in language: Language) -> RecordFields<Flag> {
    RecordFields(fields: [
      .words("code", .code) { .text($0.code) },
      .words("severity", .severity) { .word($0.severity.rawValue, shown: $0.severity.words(in: language)) },
      .words("kind", .kind) { flag in
        let kind = flag.subject.kind.rawValue
        return .word(kind, shown: Phrase(named: kind)?.text(in: language) ?? kind)
      },
      .words("subject", .subject) { .text($0.subject.id) },
      .number("amount", .amount) { .amount($0.amount) },
      .words("accepted", .accepted, isShown: false, inDocument: false) { .text($0.accepted?.reason) },
      .words("remedy", .remedy) { .text(FlagWords.remedy(of: $0.code, in: language)) },
    ])
  }
}
