import HTTPTypes
import Hummingbird

/// What is refused before anything is looked up.
struct Guard: Sendable {
  /// Names by which this server may be called, without ports, in lower case.
  let hosts: Set<String>

  /// Names of a machine that call itself.
  static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// Whether a request names this server. A page of another site whose name has been made to lead here names that site
  /// (DNS rebinding).
  func isForUs(_ authority: String?) -> Bool {
    guard let authority, !authority.isEmpty else { return false }
    return hosts.contains(Self.name(of: authority))
  }

  /// A host without its port.
  static func name(of authority: String) -> String {
    let text = authority.lowercased()
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
    return String(text.prefix { $0 != ":" })
  }

  /// Whether what changes anything came from a page of ours. Browsers say so of every form and every script: by
  /// Sec-Fetch-Site, and on plain http over a network by Origin alone.
  func isOfOurs(_ request: Request) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    if let origin = request.headers[.origin] {
      guard let authority = request.head.authority, let scheme = origin.firstRange(of: "://") else { return false }
      return origin[scheme.upperBound...].lowercased() == authority.lowercased()
    }
    return request.headers[.secFetchSite] == "same-origin"
  }

  /// What every answer says to the browser: nothing from elsewhere, no script in a page, no frame about it.
  static let headers: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (.referrerPolicy, "same-origin"),
    (.crossOriginResourcePolicy, "same-origin"),
    (.crossOriginOpenerPolicy, "same-origin"),
  ]
}

extension HTTPField.Name {
  /// A name that is a token as HTTP has them; ours all are.
  private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }

  static let secFetchSite = known("Sec-Fetch-Site")
  static let refresh = known("Refresh")
  static let referrerPolicy = known("Referrer-Policy")
  static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
}
