import AlignModel
import TestSupport
import Testing

@testable import AlignReading

@Suite struct FoldTableTests {
  private func read(_ text: String) throws {
    let folder = try TemporaryWorkspace([:])
    try folder.write(Array(text.utf8), to: "folds.csv")
    _ = try FoldTable(reading: folder.folder + "/folds.csv")
  }

  @Test(
    "a part that is no whole number, or differs for one line, is refused at its row; rows without a line are passed over"
  )
  func parts() throws {
    try read("line,fold\nL1,0\nL2,۳\n,\nL1,0\n")
    for (text, rows) in [("line,fold\nL1,0\nL2,two\nL3,-1\n", [3, 4]), ("line,fold\nL1,0\nL1,1\n", [3])] {
      let failure = #expect(throws: ReadFailure.self) { try read(text) }
      #expect(failure?.problems.map(\.row) == rows && failure?.problems.allSatisfy { $0.kind == .foldNumber } == true)
    }
  }
}
