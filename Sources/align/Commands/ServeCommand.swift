import AlignWords
import ArgumentParser
import Foundation

/// `align serve …`: runs `align-serve`, a program of its own, so that the command line needs no web server to be built.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: Phrase.helpServe.said, discussion: Phrase.helpServeMore.said)

  @Argument(parsing: .captureForPassthrough, help: .of(.helpServeArguments))
  var arguments: [String] = []

  private static let program = "align-serve"

  func run() throws {
    guard let path = Self.found() else {
      Messages.say(Phrase.serveMissing.said)
      throw ExitCode(69)
    }
    // The arguments are the user's words; the process becomes the other program, so that signals reach that one.
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    words.append(nil)
    execv(path, words)
    Messages.say("\(path): \(String(cString: strerror(errno)))")
    throw ExitCode(71)
  }

  /// Where the program is: beside this one, else on PATH.
  private static func found() -> String? {
    var folders: [String] = []
    if let own = realpath("/proc/self/exe", nil) {
      folders.append((String(cString: own) as NSString).deletingLastPathComponent)
      free(own)
    }
    folders += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.lazy.map { $0 + "/" + program }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
