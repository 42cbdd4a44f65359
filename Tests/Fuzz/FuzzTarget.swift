import AlignBasics
import AlignModel
import AlignReading
import AlignStore
import AlignmentEngine
import Foundation
import TestSupport

/// What libFuzzer calls with each input: the first byte chooses the reader, the rest is the file. A reader may refuse what it is given,
/// with a message at least; a trap, a fault of memory or a run of more than five seconds is a defect.
///
/// Built by `make libfuzz` alone, with the address sanitizer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let data, count > 1 else { return 0 }
  let input = [UInt8](UnsafeBufferPointer(start: data, count: count))
  let readers = FuzzedReader.allCases
  do {
    let workspace = try FuzzedWorkspace()
    try readers[Int(input[0]) % readers.count].read(Array(input.dropFirst()), in: workspace)
  } catch let failure as ReadFailure {
    precondition(!failure.problems.isEmpty, "refused without a word")
  } catch {
    // Other refusals (of a store, of an analysis) are typed too.
  }
  return 0
}

/// A small sound workspace, of which one file is put in place of its own.
struct FuzzedWorkspace {
  private let files: TemporaryWorkspace
  var folder: String { files.folder }

  init() throws { files = try TemporaryWorkspace() }

  /// The path of a file that holds these bytes.
  func put(_ bytes: [UInt8], as name: String) throws -> String {
    try files.write(bytes, to: name)
    return folder + "/" + name
  }

  func read() throws -> Workspace { try WorkspaceReader(folder: folder, jobs: 1).read() }
}

/// The readers that are tried.
enum FuzzedReader: CaseIterable {
  case table, settings, scenario, container, sheet, sharedStrings, package, pattern, decisions, store, vectors, draft

  func read(_ bytes: [UInt8], in workspace: FuzzedWorkspace) throws {
    switch self {
    case .table:
      let tables = Tables.all.map(\.name)
      let name = tables[Int(bytes.first ?? 0) % tables.count]
      _ = try workspace.put(Array(bytes.dropFirst()), as: name + ".csv")
      try analyze(workspace.read())
    case .settings:
      _ = try workspace.put(bytes, as: "align.yaml")
      try analyze(workspace.read())
    case .scenario:
      let read = try workspace.read()
      _ = try ScenarioModel(ScenarioReader.read(workspace.put(bytes, as: "scenario.yaml"), for: read), in: read)
    case .container:
      _ = try WorkspaceReader(folder: workspace.put(bytes, as: "city.xlsx"), jobs: 1).read()
    case .sheet:
      try readBook("xl/worksheets/sheet3.xml", bytes, in: workspace)
    case .sharedStrings:
      try readBook("xl/sharedStrings.xml", bytes, in: workspace)
    case .package:
      _ = try WorkspaceReader(folder: workspace.put(bytes, as: "datapackage.json"), jobs: 1).read()
    case .pattern:
      let quoted = String(decoding: bytes, as: UTF8.self).replacing("\"", with: "\"\"")
      _ = try workspace.put(Array("indicator,title,share\nI1,\"/\(quoted)/\",1\n".utf8), as: "rules.csv")
      try analyze(workspace.read())
    case .decisions:
      let read = try workspace.read()
      _ = try LinkDecisions(reading: [workspace.put(bytes, as: "decisions.csv")], person: "p", of: read)
    case .store:
      let path = try workspace.put(bytes, as: "history.sqlite")
      _ = try HistoryStore(path: path, create: false).runs()
    case .vectors:
      _ = try TextVectors(reading: workspace.put(bytes, as: "vectors.csv"))
    case .draft:
      let headings = DraftHeadings(line: ["line"], approved: ["approved"], drafted: ["new"], held: ["held"])
      let path = try workspace.put(bytes, as: "draft.csv")
      _ = try DraftFile.read(path, scenario: "s.yaml", headings: headings, settings: Settings())
      _ = try KeptAmounts(reading: path, headings: headings, of: workspace.read())
    }
  }

  /// A workbook of which one part is this.
  private func readBook(_ part: String, _ bytes: [UInt8], in workspace: FuzzedWorkspace) throws {
    var book = RawWorkbook.whole()
    book.changes[part] = String(decoding: bytes, as: UTF8.self)
    _ = try WorkspaceReader(folder: workspace.put(book.bytes, as: "city.xlsx"), jobs: 1).read()
  }

  /// What was read is analysed, and its sums must hold.
  private func analyze(_ workspace: Workspace) throws {
    let analysis = try Analysis(of: workspace, jobs: 1)
    let total = analysis.funding.approved.reduce(Int128(0)) { $0 + Int128($1) }
    precondition(total == Int128(analysis.funding.totalApproved), "the total is not the sum of the lines")
    precondition(analysis.alignment.alignmentIndex.map(\.isFinite) ?? true, "an index that is no number")
  }
}

/// libFuzzer's own driver.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The main function, by the name that the package manager gives to that of this target.
@_cdecl("align_fuzz_main")
public func fuzzMain(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var (count, words) = (count, words)
  return runDriver(&count, &words) { fuzzOneInput($0, $1) }
}
