import AlignNumerics
import AlignWords
import ArgumentParser
import CLimits
import CMalloc

/// Where the process begins.
@main
enum Program {
  static func main() {
    align_explain_memory_limit()
    // Large arrays come and go as a budget passes through the stages. Left to itself, glibc soon keeps what is freed, and a
    // budget of a million lines would take a quarter more memory at its peak.
    mallopt(M_MMAP_THRESHOLD, 1 << 17)
    // The last digits of a product depend on how many threads share it, and figures may not depend on the machine.
    BLAS.useOneThread()
    BLAS.stopIdleThreads()
    // Before any routine runs: an OpenBLAS that does not know the processor falls back to slow kernels.
    _ = BLAS.kernels
    do {
      var command = try Align.parseAsRoot(arguments)
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// The words of the command line. Only commands know `--lang`, which may be asked of the help and before a command too.
  private static var arguments: [String] {
    var words = Array(CommandLine.arguments.dropFirst())
    let isHelp = words.contains { ["help", "--help", "-h"].contains($0) }
    guard let first = words.first, first.hasPrefix("-") || first == "help" else { return words }
    let asked = words.firstIndex { $0 == "--lang" || $0.hasPrefix("--lang=") }
    guard let asked, words[asked] != "--lang" || asked + 1 < words.count else { return words }
    let language = Array(words[asked...(words[asked] == "--lang" ? asked + 1 : asked)])
    words.removeSubrange(asked..<asked + language.count)
    return isHelp || words.isEmpty ? words : words + language
  }

  /// Says what there is to say, in the language of the process, and ends with the status of the error.
  private static func end(with error: any Error) -> Never {
    let status = Align.exitCode(for: error)
    let text = ParserWords(language: .ofProcess).translated(Align.fullMessage(for: error))
    if !text.isEmpty {
      if status.isSuccess { print(text) } else { Messages.say(text) }
    }
    Align.exit(withError: status)
  }
}
