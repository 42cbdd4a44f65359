import Foundation

/// The root of the repository.
package let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// Where the real data of others stands, which the project itself does not hold; nil where it is absent.
package let sharedFolder: String? = {
  let folder = repository + "/../shared"
  return FileManager.default.fileExists(atPath: folder + "/workspaces") ? folder : nil
}()

/// A Python that has the packages of `Tests/Peers/requirements.txt` (`make peers`, or ALIGN_PEERS); nil where there is none.
package let peerPython: String? = {
  let asked = ProcessInfo.processInfo.environment["ALIGN_PEERS"]
  let python = asked ?? repository + "/.venv/bin/python"
  return FileManager.default.isExecutableFile(atPath: python) ? python : nil
}()
