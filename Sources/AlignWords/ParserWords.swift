/// The words that ArgumentParser puts around ours, in another language: it has them in English only, and no door for others.
package struct ParserWords {
  private let language: Language

  /// The words in a language.
  package init(language: Language) { self.language = language }

  /// A page of help, or what is wrong with the command line and how it is used.
  package func translated(_ text: String) -> String {
    guard language != .en else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let error = "Error: "
    if let first = lines.first, first.hasPrefix(error) {
      lines[0] = "\(Phrase.cliError.text(in: language)): \(message(String(first.dropFirst(error.count))))"
    } else if !["OVERVIEW: ", "USAGE: "].contains(where: text.hasPrefix) {
      // A version or a script for a shell.
      return text
    }
    return lines.map(line).joined(separator: "\n")
      // A line may end before the default.
      .replacing(/([(;]\s*)default:/) { "\($0.output.1)\(Phrase.cliDefault.text(in: language)):" }
      .replacing(/([(;]\s*)values:/) { "\($0.output.1)\(Phrase.cliValues.text(in: language)):" }
  }

  private static let labels: [(String, Phrase)] = [
    ("OVERVIEW: ", .cliOverview), ("USAGE: ", .cliUsage), ("Usage: ", .cliUsage), ("Help:  ", .cliHelpLabel),
    ("ARGUMENTS:", .cliArguments), ("OPTIONS:", .cliOptions), ("SUBCOMMANDS:", .cliSubcommands),
  ]

  private func line(_ line: String) -> String {
    for (label, phrase) in Self.labels where line.hasPrefix(label) {
      return "\(phrase.text(in: language)):\(label.hasSuffix(":") ? "" : " ")\(line.dropFirst(label.count))"
    }
    for phrase in [Phrase.cliSeeSubcommand, .cliSeeHelp] {
      if let values = values(of: phrase, in: String(line.drop { $0 == " " })) {
        return "  " + phrase.text(in: language, filling: values)
      }
    }
    var line = line
    for phrase in [Phrase.cliHelp, .cliVersion] where line.hasSuffix(phrase.text(in: .en)) {
      line = line.dropLast(phrase.text(in: .en).count) + phrase.text(in: language)
    }
    return line
  }

  /// The sentences about a command line, those with more in them first.
  private static let messages: [Phrase] = [
    .cliDidYouMean, .cliUnknownOption, .cliMissingValue, .cliUnexpectedArgument, .cliUnexpectedArguments,
    .cliMissingArgument, .cliInvalidValueList, .cliInvalidValue, .cliNoValueTaken, .cliInvalidOption,
  ]

  private func message(_ message: String) -> String {
    for phrase in Self.messages {
      guard var values = values(of: phrase, in: message) else { continue }
      // ArgumentParser quotes each member of a list.
      if phrase == .cliInvalidValueList {
        values[2] = language.list(values[2].matches(of: /'([^']*)'/).map { String($0.output.1) })
      } else if phrase == .cliUnexpectedArguments {
        values[1] = language.list(values[1].split(separator: "', '").map(String.init))
      }
      return phrase.text(in: language, filling: values)
    }
    return message
  }

  /// What stands for `%1`, `%2` … of a phrase in an English text; nil where the text is not the phrase.
  private func values(of phrase: Phrase, in text: String) -> [String]? {
    let pieces = phrase.text(in: .en).split(separator: /%[1-9]/, omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, text.hasPrefix(first), text.hasSuffix(last) else {
      return nil
    }
    var rest = text.dropFirst(first.count)
    var values: [String] = []
    for (index, piece) in pieces.enumerated().dropFirst() {
      // The last value takes all that is left: it may itself hold what follows it.
      let isLast = index == pieces.count - 1
      let end =
        isLast
        ? rest.index(rest.endIndex, offsetBy: -piece.count, limitedBy: rest.startIndex)
        : rest.firstRange(of: piece)?.lowerBound
      guard let end else { return nil }
      values.append(String(rest[..<end]))
      rest = rest[end...].dropFirst(piece.count)
    }
    return rest.isEmpty ? values : nil
  }
}
