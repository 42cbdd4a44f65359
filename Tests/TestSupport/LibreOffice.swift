import Foundation

/// The path of LibreOffice, or nil where it is not installed.
package let libreOffice: String? = ["/usr/bin/soffice", "/usr/local/bin/soffice"].first {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// LibreOffice without a window, with a profile of its own so that runs do not meet.
package enum LibreOffice {
  /// Converts a file; returns the path of what was made, in a folder below `folder`.
  ///
  /// - Parameter filter: how the file is to be read, where LibreOffice cannot tell.
  package static func convert(_ path: String, to type: String, in folder: String, filter: String? = nil) throws
    -> String
  {
    let out = folder + "/converted-" + UUID().uuidString
    let result = try Program.run(
      libreOffice ?? "",
      ["-env:UserInstallation=file://\(out)/profile", "--headless"] + (filter.map { ["--infilter=\($0)"] } ?? [])
        + ["--convert-to", type, "--outdir", out, path])
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let made = out + "/" + name + "." + String(type.prefix { $0 != ":" })
    guard FileManager.default.fileExists(atPath: made) else {
      throw NSError(domain: "LibreOffice: \(result.errors)", code: Int(result.status))
    }
    return made
  }
}
