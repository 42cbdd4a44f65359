import Foundation
import TestSupport
import Testing

/// The workbench in a real browser, as an office uses it.
@Suite struct WorkbenchWalkTests {
  private func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "align-walk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let minimal = repository + "/datasets/minimal"
    for name in ["city", "minimal"] { try FileManager.default.copyItem(atPath: minimal, toPath: folder + "/" + name) }
    func write(_ text: String, _ name: String) throws {
      try text.write(toFile: folder + "/city/" + name, atomically: true, encoding: .utf8)
    }
    func added(_ rows: String, _ name: String) throws {
      try write(String(contentsOfFile: minimal + "/" + name, encoding: .utf8) + rows, name)
    }
    try FileManager.default.createDirectory(atPath: folder + "/city/scenarios", withIntermediateDirectories: true)
    try write("name: {fa: متوازن, en: balanced}\nenvelope: 100%\n", "scenarios/balanced.yaml")
    try added("A3,رفاه,welfare,10\n", "axes.csv")
    try added("G4,A3,شهر شاد,happy city,100\n", "goals.csv")
    try added("I9,G4,پارک,parks,عدد,level,up,1,1400,عمران,quarterly\n", "indicators.csv")
    try write(
      "expert,node,left,right,ratio\nمریم,plan,A1,A2,3\nمریم,plan,A2,A3,2\nعلی,plan,A1,A2,2\n", "judgements.csv")
    // Lines that nobody has linked yet.
    try added(
      "B21,1402,ساخت پارک محله,300,,عمران,سبز,capital,no\nB22,1402,خرید نهال,200,,عمران,سبز,current,no\n", "budget.csv")
    return folder
  }

  @Test(
    "an officer, an owner, an expert and an approver find nothing wrong on any screen, wide or narrow",
    arguments: ["fa", "en"])
  func walked(language: String) throws {
    guard let peerPython, FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium") else {
      print("skipped: no Python with selenium (make peers), or no chromium and chromium-driver")
      return
    }
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let serve = (Program.align as NSString).deletingLastPathComponent + "/align-serve"
    let result = try Program.run(peerPython, [repository + "/Tests/Peers/workbench.py", serve, folder, language])
    if result.status == 3 { return }
    #expect(result.status == 0, "\(result.errors)")
    #expect(try JSONSerialization.jsonObject(with: result.output) as? [String] == [])
  }
}
