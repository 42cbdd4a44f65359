import Foundation

/// What a program wrote and how it ended.
package struct ProgramResult: Sendable {
  package var status: Int32
  package var output: Data
  package var errors: String
  /// The output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }
}

/// Programs that tests run.
package enum Program {
  /// The `align` that was built beside these tests.
  package static let align = Bundle.main.bundleURL.appendingPathComponent("align").path

  /// Runs `align` in the root of the repository.
  package static func align(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramResult {
    try run(align, arguments, environment: environment)
  }

  /// Holds a JSON document against `schema/NAME.schema.json`, with the Python that has jsonschema; 0 where it is of that shape.
  package static func validate(_ document: Data, against name: String, by python: String) throws -> ProgramResult {
    try run(
      python, [repository + "/Tests/Peers/schema.py", repository + "/schema/\(name).schema.json"], input: document)
  }

  /// Starts `align` and does not wait; what it says is lost.
  package static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: align)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs a program to its end and gathers what it says. Outputs go through files, so that no pipe can fill up.
  package static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], input: Data? = nil
  ) throws -> ProgramResult {
    let folder = NSTemporaryDirectory() + "align-run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: repository)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    for name in ["in", "out", "err"] { FileManager.default.createFile(atPath: folder + "/" + name, contents: nil) }
    if let input { try input.write(to: URL(fileURLWithPath: folder + "/in")) }
    process.standardInput = FileHandle(forReadingAtPath: folder + "/in")
    process.standardOutput = FileHandle(forWritingAtPath: folder + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder + "/err")
    try process.run()
    process.waitUntilExit()
    return ProgramResult(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try Data(contentsOf: URL(fileURLWithPath: folder + "/out")),
      errors: try String(contentsOfFile: folder + "/err", encoding: .utf8))
  }
}
