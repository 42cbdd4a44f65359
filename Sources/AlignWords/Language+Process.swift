import Foundation

extension Language {
  /// The language in which the program speaks before any workspace is known.
  package static let ofProcess = Language(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)

  /// The language that `--lang` asks for anywhere on the command line, else that of the locale, else English.
  package init(arguments: [String], environment: [String: String]) {
    var asked: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--lang", index + 1 < arguments.count { asked = arguments[index + 1] }
      if argument.hasPrefix("--lang=") { asked = String(argument.dropFirst("--lang=".count)) }
    }
    // The first of these that is set settles the language of messages (POSIX, chapter 8).
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    self = asked.flatMap(Language.init(rawValue:)) ?? locale.flatMap(Language.init(tag:)) ?? .en
  }
}
