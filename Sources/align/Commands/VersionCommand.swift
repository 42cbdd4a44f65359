import AlignModel
import AlignNumerics
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align version`: the same as `--version`, and with `--licenses` what the program is made of.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "version", abstract: Phrase.helpVersion.said)

  @ArgumentParser.Flag(help: .of(.helpVersionLicenses))
  var licenses = false

  @Option(help: .of(.helpDoctorFormat))
  var format: OutputFormat = .text

  @Option(help: .of(.helpDoctorLang))
  var lang: Language?

  /// The engine, and the BLAS with the kernels that it works with.
  static var text: String {
    let replaced = BLAS.kernels.replaced.map { "\nkernels: \(BLAS.kernels.inUse ?? "") in place of \($0)" } ?? ""
    return "\(Engine.name)\nBLAS: \(BLAS.description)\(replaced)"
  }

  func validate() throws {
    if format == .xlsx { throw ValidationError(.usageXlsxOut) }
  }

  func run() throws {
    let language = lang ?? .ofProcess
    try reportingFailures(in: language) {
      let output = try Output(path: nil)
      let table = Component.table(in: language)
      let currency = Settings().currency
      switch format {
      case .json: try Component.writeJSON(to: output)
      case .ndjson: try TableJSON.writeRecords(table, record: "component", currency: currency, to: output)
      case .table(let form): try form.write(table, currency: currency, marksEncoding: false, to: output)
      default:
        let numbers = NumberFormat(language: language, settings: Settings(), largest: 0)
        let list = TextTable(table: table, format: numbers, screen: .standardOutput, cellWidth: 60).lines()
        try output.write(lines: [Self.text] + (licenses ? [""] + list : []))
      }
      try output.finish()
    }
  }
}
