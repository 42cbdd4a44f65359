import Foundation
import TestSupport
import Testing

@Suite("Notebooks") struct NotebookTests {
  private func run(_ workspace: String, _ arguments: String...) throws -> [String: Any]? {
    guard let peerPython else {
      print("skipped: no Python with nbclient (make peers)")
      return nil
    }
    let path = NSTemporaryDirectory() + "align-notebook-" + UUID().uuidString + ".ipynb"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let made = try Program.run(Program.align, ["report", workspace, "--quiet", "--out", path] + arguments)
    #expect(made.status == 0, "\(made.errors)")
    let result = try Program.run(
      peerPython, [repository + "/Tests/Peers/notebook.py", path, Program.align, repository])
    #expect(result.status == 0, "\(result.errors.suffix(2000))")
    return try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
  }

  @Test("a report's notebook opens with outputs, and runs again to outputs in the same places")
  func analysis() throws {
    guard let found = try run("datasets/minimal", "--lang", "fa") else { return }
    #expect(found["version"] as? [Int] == [4, 5])
    let before = try #require(found["before"] as? [[[String]]])
    let after = try #require(found["after"] as? [[[String]]])
    #expect(before.count == after.count && before.allSatisfy { !$0.isEmpty } && after.allSatisfy { !$0.isEmpty })
    #expect(before.joined().contains(["image/svg+xml"]) && after.joined().contains(["image/png"]))
  }

  @Test("without a budget the notebook is the review's")
  func noBudget() throws {
    let files = TemporaryWorkspace.whole.filter { $0.key != "budget.csv" && $0.key != "links.csv" }
    let workspace = try TemporaryWorkspace(files)
    guard let found = try run(workspace.folder) else { return }
    #expect((found["after"] as? [Any])?.isEmpty == false)
  }

  @Test("the three exported notebooks are there, with outputs and as pages")
  func exported() throws {
    let folder = repository + "/notebooks-exported"
    let names = ["budget-office-scenarios", "planners-under-funded-goals", "batch-nightly-draft"]
    for name in names {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).ipynb"))
      let notebook = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let cells = notebook["cells"] as? [[String: Any]] ?? []
      let code = cells.filter { $0["cell_type"] as? String == "code" }
      #expect(!code.isEmpty && code.allSatisfy { ($0["execution_count"] as? Int) != nil })
      #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name).html"))
    }
  }
}
