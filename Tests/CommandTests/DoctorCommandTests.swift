import Foundation
import TestSupport
import Testing

/// What is said of an installation, and with which status it ends.
@Suite struct DoctorCommandTests {
  private static let checks = [
    "version", "processor", "memory", "blas", "kernels", "arithmetic", "library", "locale", "fonts", "temporary",
    "folder",
  ]

  private func findings(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> (
    status: Int32, byCheck: [String: [String: Any]]
  ) {
    let result = try Program.run(
      Program.align, ["doctor", "--format", "json", "--lang", "en"] + arguments, environment: environment)
    let document = try #require(JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let list = try #require(document["findings"] as? [[String: Any]])
    return (result.status, Dictionary(list.map { ($0["check"] as? String ?? "", $0) }) { first, _ in first })
  }

  @Test("a sound installation has a line for everything, and ends with 0")
  func sound() throws {
    let (status, found) = try findings(environment: ["LC_ALL": "C.UTF-8"])
    #expect(status == 0)
    #expect(Set(found.keys) == Set(Self.checks))
    for check in ["version", "arithmetic", "library", "locale", "temporary", "folder"] {
      #expect(found[check]?["status"] as? String == "ok", "\(check): \(found[check] ?? [:])")
      #expect(found[check]?["remedy"] is NSNull)
    }
  }

  @Test("whatever is not ok says what to do, in every language", arguments: ["en", "fa", "es"])
  func remedies(language: String) throws {
    let result = try Program.run(
      Program.align, ["doctor", "/nowhere", "--lang", language],
      environment: ["LC_ALL": "C", "TMPDIR": "/proc", "OPENBLAS_CORETYPE": "Prescott"])
    #expect(result.status == 1 && result.errors.isEmpty)
    let lines = result.text.split(separator: "\n")
    let good = ["en": "ok", "fa": "درست", "es": "bien"][language] ?? ""
    for (index, line) in lines.enumerated() where !line.hasPrefix(good) && !line.hasPrefix(" ") {
      #expect(lines.indices.contains(index + 1) && lines[index + 1].contains("→ "), "\(line)")
    }
    #expect(lines.filter { $0.contains("→ ") }.count >= 3)
  }

  @Test("a folder that is not there, and temporary files that cannot be written, are faults")
  func faults() throws {
    let (status, found) = try findings(["/nowhere"], environment: ["TMPDIR": "/proc"])
    #expect(status == 1)
    #expect(found["folder"]?["status"] as? String == "fault")
    #expect(found["temporary"]?["status"] as? String == "fault")
  }

  @Test("a locale without UTF-8 is advice and no fault")
  func locale() throws {
    let (status, found) = try findings(environment: ["LC_ALL": "C"])
    #expect(status == 0 && found["locale"]?["status"] as? String == "advice")
    #expect((found["locale"]?["remedy"] as? String)?.contains("UTF-8") == true)
  }

  @Test("a limit on memory is told with its source")
  func memory() throws {
    let result = try Program.run(
      "/bin/sh", ["-c", "ulimit -v 400000; exec \(Program.align) doctor --format json --lang en"])
    #expect(result.status == 0 && result.text.contains("limited to 390 MB by ulimit -v"), "\(result.errors)")
  }

  @Test(
    "where OpenBLAS falls back to narrow kernels, wider ones take their place; its own variable keeps them",
    .enabled(if: narrowKernelsCanBeReplaced))
  func kernels() throws {
    let narrow = ["OPENBLAS_CORETYPE": "Prescott"]
    let kept = try findings(environment: narrow).byCheck["kernels"]
    #expect(kept?["status"] as? String == "advice")
    #expect((kept?["remedy"] as? String)?.contains("OPENBLAS_CORETYPE") == true)
    let replaced = try findings(environment: narrow.merging(["ALIGN_BLAS_KERNELS": "auto"]) { $1 }).byCheck["kernels"]
    #expect(replaced?["status"] as? String == "ok")
    #expect((replaced?["found"] as? String)?.contains("in place of Prescott") == true)
    let left = try findings(environment: narrow.merging(["ALIGN_BLAS_KERNELS": "keep"]) { $1 }).byCheck["kernels"]
    #expect(left?["found"] as? String == kept?["found"] as? String)
    let unknown = try findings(environment: ["ALIGN_BLAS_KERNELS": "Nonsense"])
    #expect(unknown.status == 0 && unknown.byCheck["arithmetic"]?["status"] as? String == "ok")
  }

  @Test("an analysis is the same bytes, apart from the name of the BLAS, on narrow kernels and on wide ones")
  func bytes() throws {
    func analysis(_ environment: [String: String]) throws -> String {
      let result = try Program.run(
        Program.align, ["analyze", "datasets/minimal", "--format", "json", "--quiet"], environment: environment)
      #expect(result.status <= 1)
      return result.text.replacing(/"blas":"[^"]*"/, with: "")
    }
    let narrow = try analysis(["OPENBLAS_CORETYPE": "Prescott", "ALIGN_BLAS_KERNELS": "keep"])
    #expect(try narrow == analysis(["OPENBLAS_CORETYPE": "Prescott", "ALIGN_BLAS_KERNELS": "auto"]))
  }

  @Test("the document is of its schema", .enabled(if: peerPython != nil))
  func schema() throws {
    let peerPython = try #require(peerPython)
    let document = try Program.align("doctor", "--format", "json")
    let result = try Program.validate(document.output, against: "doctor", by: peerPython)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("a table can be had as CSV, and --out writes a file")
  func forms() throws {
    let table = try Program.align("doctor", "--format", "csv").text
    #expect(table.hasPrefix("check,status,found,remedy\r\n") && table.contains("\r\nblas,"))
    let file = NSTemporaryDirectory() + "doctor-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(try Program.align("doctor", "--format", "json", "--out", file).text.isEmpty)
    #expect(FileManager.default.fileExists(atPath: file))
  }
}

/// Whether this machine runs OpenBLAS on a processor that has AVX2.
private let narrowKernelsCanBeReplaced: Bool = {
  let result = try? Program.align("doctor", "--format", "csv", "--lang", "en")
  let text = result?.text ?? ""
  return text.contains("chosen by OpenBLAS") && (text.contains("AVX2") || text.contains("AVX-512"))
}()
