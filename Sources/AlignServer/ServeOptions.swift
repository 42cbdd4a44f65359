import AlignWords
import Foundation

/// How the workbench is served.
package struct ServeOptions: Sendable {
  /// A workspace, or a folder of them.
  package var workspace: String
  package var host = "127.0.0.1"
  package var port = 8450
  /// Further names by which browsers may call it.
  package var furtherHosts: [String] = []
  /// Whether everybody may read what an office would publish, and nobody may change anything.
  package var isPublic = false
  package var language: Language?
  /// The path below which a proxy calls it, such as `/budget`; empty where the proxy takes it off.
  package var prefix = ""
  /// Whether a proxy before it speaks https.
  package var isSecure = false
  package var jobs = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// The usual options for a workspace.
  package init(workspace: String) { self.workspace = workspace }

  /// Whether it answers this machine only.
  package var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  /// Every name by which it may be called.
  var hosts: Set<String> {
    let own = host.contains(":") ? "[\(host)]" : host
    let further = furtherHosts.map(Guard.name)
    // An address that stands for all of a machine's is no name.
    let named = ["0.0.0.0", "[::]"].contains(own) ? [] : [own.lowercased()]
    return Guard.loopback.union(named).union(further)
  }
}
