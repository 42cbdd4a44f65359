import TestSupport
import Testing

/// The pages of help and what is said of a wrong command line, in both languages.
@Suite struct HelpTests {
  private static let commands = [
    [], ["init"], ["check"], ["analyze"], ["rank"], ["weights"], ["link"], ["link", "suggest"], ["link", "accept"],
    ["link", "rules"], ["link", "evaluate"], ["link", "carry"], ["priorities"], ["effects"], ["scenario"], ["draft"],
    ["batch"], ["rollup"], ["partial"], ["merge"], ["verify"], ["link", "queue"],
    ["review"], ["explain"],
    ["report"], ["history"], ["export"], ["doctor"], ["version"], ["serve"], ["serve", "users", "add"],
  ]

  private func align(_ arguments: [String], language: String) throws -> ProgramResult {
    try Program.run(
      Program.align, arguments,
      environment: ["LANG": language == "fa" ? "fa_IR.UTF-8" : "C", "LC_ALL": "", "LC_MESSAGES": ""])
  }

  @Test("the help of every command is Persian for a Persian reader, labels and all", arguments: commands)
  func persian(command: [String]) throws {
    let english = try align(command + ["--help"], language: "en")
    let persian = try align(command + ["--help"], language: "fa")
    #expect(
      english.status == 0 && english.text.hasPrefix("OVERVIEW: ") && english.text.contains("Show help information."))
    #expect(persian.status == 0 && persian.text.hasPrefix("شرح: ") && persian.errors.isEmpty)
    // Names of commands, options, values and files stay; three English words in a row are a sentence.
    let prose = persian.text.replacing(
      /<[^>]*>|\[[^\]]*\]|'[^']*'|\([^)]*:[^)]*\)|align( [a-z]+)+/.dotMatchesNewlines(), with: "،")
    let english3 = /\b[a-z]+ +[a-z]+ +[a-z]+\b/
    #expect(prose.firstMatch(of: english3) == nil, "\(prose.firstMatch(of: english3)?.output ?? "")")
    for label in ["OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "default:", "values:", "Show ", "See "] {
      #expect(!persian.text.contains(label), "\(label)")
    }
  }

  @Test("--lang fa asks for the Persian page, whatever the locale")
  func option() throws {
    #expect(try align(["check", "--help", "--lang", "fa"], language: "en").text.hasPrefix("شرح: "))
    #expect(try align(["help", "check"], language: "fa").text.hasPrefix("شرح: "))
    for words in [
      ["help", "--lang", "fa"], ["help", "check", "--lang=fa"], ["--help", "--lang", "fa"], ["--lang", "fa"],
      ["--lang", "fa", "help", "draft"],
    ] {
      let page = try align(words, language: "en")
      #expect(page.status == 0 && page.text.hasPrefix("شرح: "), "\(words)")
    }
    #expect(try align(["--lang", "fa", "check"], language: "en").errors.hasPrefix("خطا: <workspace>"))
  }

  @Test(
    "a wrong command line ends with 64 and is told in Persian",
    arguments: [
      (["check"], "خطا: <workspace> داده نشده است."),
      (["check", "x", "--formt", "y"], "خطا: گزینهٔ ناشناختهٔ --formt؛ شاید منظور --format است."),
      (["check", "x", "--nonsense"], "خطا: گزینهٔ ناشناختهٔ --nonsense"),
      (["check", "x", "--format", "foo"], "یکی از این‌ها را بدهید: text، json، csv، ndjson، xlsx."),
      (["check", "x", "--jobs"], "خطا: مقدار --jobs <jobs> داده نشده است."),
      (["check", "x", "--jobs", "0"], "خطا: --jobs 0: عددی از 1 به بالا بدهید."),
      (["check", "x", "y"], "خطا: ورودی اضافه: «y»"),
      (["check", "x", "y", "z"], "خطا: 2 ورودی اضافه: «y، z»"),
      (["check", "x", "--quiet=3"], "خطا: گزینهٔ --quiet مقدار نمی‌گیرد، ولی «3» داده شده است."),
    ])
  func usage(arguments: [String], message: String) throws {
    let result = try align(arguments, language: "fa")
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.contains(message) && result.errors.contains("کاربرد: align"), "\(result.errors)")
    #expect(!result.errors.contains("Error") && !result.errors.contains("Usage"))
  }
}
