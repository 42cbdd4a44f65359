import AlignBasics

/// The files that were read, each once, with fingerprints that may still be on their way.
package struct InputFiles: Sendable {
  /// Nothing yet.
  package init() {}

  private var files: [(name: String, fingerprint: Fingerprint)] = []

  package mutating func add(_ name: String, _ fingerprint: Fingerprint) {
    if !files.contains(where: { $0.name == name }) { files.append((name, fingerprint)) }
  }

  /// In the order of their names; waits for the last fingerprint.
  package var listed: [InputFile] {
    files.map { InputFile(file: $0.name, sha256: $0.fingerprint.value) }.sorted { $0.file < $1.file }
  }
}
