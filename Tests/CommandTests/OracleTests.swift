import TestSupport
import Testing

/// A second implementation of `analyze`, in exact fractions and written from the design alone (`Tests/Oracle`), must agree.
@Suite(.enabled(if: peerPython != nil, "no Python with PyYAML (make peers): the second implementation was not run"))
struct OracleTests {
  /// Runs both on workspaces and on those generated from `seeds`, in one Python process, and expects no difference.
  private func expectAgreement(workspaces: [String] = [], seeds: Range<Int> = 0..<0) throws {
    let result = try Program.run(
      peerPython ?? "",
      [repository + "/Tests/Oracle/compare.py", Program.align, "--seeds", "\(seeds.lowerBound)", "\(seeds.count)"]
        + workspaces, environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"])
    #expect(result.status == 0, "\(result.text)\(result.errors)")
  }

  @Test("every figure and flag of the data sets that ship agrees to 1e-9")
  func dataSets() throws {
    try expectAgreement(workspaces: ["minimal", "tabriz-1402"].map { repository + "/datasets/" + $0 })
  }

  @Test(
    "every figure and flag of real budgets agrees to 1e-9",
    .enabled(if: sharedFolder != nil, "../shared is not there: real tables were not read"))
  func realTables() throws {
    try expectAgreement(workspaces: ["la-2018", "lima-2020"].map { (sharedFolder ?? "") + "/workspaces/" + $0 })
  }

  @Test("every figure and flag of generated nasty workspaces agrees to 1e-9")
  func generated() throws {
    try expectAgreement(seeds: 1..<61)
  }
}
