import Foundation
import AlignModel
import AlignReading
import AlignWords
import AlignmentEngine
import TestSupport

/// Scenarios written in a test as a person would write them in a file.
package struct ScenarioFixture {
  package let workspace: TemporaryWorkspace

  /// Three missions over two goals: five lines, of which one is mandatory, one serves nothing and one has no money.
  ///
  /// - Parameter settings: `align.yaml`, where it is not to be the usual one.
  package init(settings: String? = nil) throws {
    var files = [
      "budget.csv": """
      line,year,title,approved,department,mission,kind,mandatory,ward
      10-1,1402,خرید خودرو,1000,آتش‌نشانی,M1,capital,no,north
      10-2,1402,حفر تونل,3000,قطار شهری,M2,capital,no,north
      20-1,1402,تشریفات,500,حوزه شهردار,M3,current,no,south
      20-2,1402,حقوق,1500,آتش‌نشانی,M3,current,yes,south
      30-1,1402,ذخیره,0,حوزه شهردار,M3,current,no,south
      10-1,1401,خرید خودرو,900,آتش‌نشانی,M1,capital,no,north
      10-2,1401,حفر تونل,2500,قطار شهری,M2,capital,no,north

      """,
      "links.csv": "line,indicator,share\n10-1,I1,1\n10-2,I2,0.5\n10-2,I3,0.25\n20-2,I1,0.2\n",
    ]
    files["align.yaml"] = settings
    workspace = try TemporaryWorkspace(changing: files)
  }

  /// The plan of the other fixture with tables of its own.
  package init(files: [String: String]) throws { workspace = try TemporaryWorkspace(changing: files) }

  /// Five lines, of which a bridge and a tunnel are whole or nothing.
  package static let wholeLines = """
    line,year,title,approved,kind,mandatory,indivisible
    10-1,1402,a bridge,1000,capital,no,yes
    10-2,1402,a tunnel,3000,capital,no,yes
    10-3,1402,a school,700,capital,no,no
    10-4,1402,a road,900,capital,no,no
    20-1,1402,pay,1500,current,yes,no

    """

  /// A city of those lines.
  package static func ofWholeLines(_ budget: String = wholeLines) throws -> ScenarioFixture {
    try ScenarioFixture(files: [
      "budget.csv": budget,
      "links.csv": "line,indicator,share\n10-1,I1,1\n10-2,I2,0.5\n10-2,I3,0.25\n10-3,I1,0.5\n10-4,I2,0.6\n",
    ])
  }

  package func scenario(_ yaml: String, name: String = "test.yaml") throws -> Scenario {
    try workspace.write(Array(yaml.utf8), to: name)
    return try ScenarioReader.read(workspace.folder + "/" + name, for: workspace.read())
  }

  package func model(_ yaml: String) throws -> ScenarioModel { try ScenarioModel(scenario(yaml), in: workspace.read()) }

  package func problems(_ yaml: String) -> [String] {
    do {
      _ = try scenario(yaml)
      return []
    } catch let failure as ReadFailure {
      return failure.problems.map { $0.line(in: .en) }
    } catch {
      return ["\(error)"]
    }
  }

  /// The answer of a scenario that has one.
  package func answer(_ yaml: String) throws -> ScenarioAnswer? {
    if case .answered(let answer) = try model(yaml).solved() { return answer }
    return nil
  }

  package func contradiction(_ yaml: String) throws -> (ScenarioModel, Contradiction)? {
    if case .infeasible(let model, let contradiction) = try model(yaml).solved() { return (model, contradiction) }
    return nil
  }
}
