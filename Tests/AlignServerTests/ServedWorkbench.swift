import AlignServer
import Foundation
import TestSupport

/// A workbench that runs in this process, on a port of its own, with a folder that it may change.
final class ServedWorkbench: Sendable {
  let port: Int
  let workspace: String
  private let opening: String?
  private let task: Task<Void, any Error>

  /// - Parameters:
  ///   - dataset: the data set that it shows a copy of.
  ///   - prepare: what is done to the copy first.
  init(
    _ dataset: String = "minimal", prepare: (String) throws -> Void = { _ in },
    options change: (inout ServeOptions) -> Void = { _ in }
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("serve-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    workspace = folder + "/" + dataset
    try FileManager.default.copyItem(atPath: Self.datasets + "/" + dataset, toPath: workspace)
    try prepare(workspace)
    var options = ServeOptions(workspace: workspace)
    options.port = 0
    options.jobs = 2
    change(&options)
    let application = try ServeApplication(options)
    let ports = AsyncStream<Int>.makeStream()
    task = Task {
      defer { ports.continuation.finish() }
      try await application.run(endsOnSignal: false) { ports.continuation.yield($0) }
    }
    var found: Int?
    for await port in ports.stream {
      found = port
      break
    }
    guard let found else {
      try await task.value
      throw CancellationError()
    }
    port = found
    opening = application.openingAddress(port: found).flatMap { URL(string: $0)?.path }
  }

  deinit {
    task.cancel()
    try? FileManager.default.removeItem(atPath: (workspace as NSString).deletingLastPathComponent)
  }

  static let datasets = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("datasets").path

  /// What came back.
  struct Reply: Sendable {
    var status = 0
    /// By names in lower case; of several of a name the last.
    var headers: [String: String] = [:]
    var body = Data()
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The word of the cookie that it sets.
    var cookie: String? {
      headers["set-cookie"]?.split(separator: ";").first.flatMap { $0.split(separator: "=").last.map(String.init) }
    }
  }

  /// The path of the one-time address.
  var openingPath: String { opening ?? "/open/none" }

  /// Comes in by the one-time address; the cookie of the session.
  func open() async throws -> String { try await send("GET", openingPath).cookie ?? "" }

  func get(_ path: String, _ cookie: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await send("GET", path, headers.merging(["Cookie": "align_session=\(cookie)"]) { own, _ in own })
  }

  /// Sends a form as a page of the workbench does.
  func post(_ path: String, _ values: [(String, String)], _ cookie: String, _ headers: [String: String] = [:])
    async throws -> Reply
  {
    let own = [
      "Cookie": "align_session=\(cookie)", "Content-Type": "application/x-www-form-urlencoded",
      "Origin": "http://127.0.0.1:\(port)", "Sec-Fetch-Site": "same-origin",
    ]
    let body = values.map { "\(Self.quoted($0.0))=\(Self.quoted($0.1))" }.joined(separator: "&")
    return try await send("POST", path, own.merging(headers) { _, given in given }, Data(body.utf8))
  }

  /// Sends a form that carries files as a browser does.
  func upload(
    _ path: String, _ files: [(name: String, bytes: Data)], _ values: [(String, String)] = [], _ cookie: String,
    _ headers: [String: String] = [:]
  ) async throws -> Reply {
    let boundary = "----boundary\(UUID().uuidString)"
    var body = Data()
    for (name, value) in values {
      body += Data("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      body += Data(
        ("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n").utf8)
      body += file.bytes + Data("\r\n".utf8)
    }
    body += Data("--\(boundary)--\r\n".utf8)
    let own = [
      "Cookie": "align_session=\(cookie)", "Content-Type": "multipart/form-data; boundary=\(boundary)",
      "Origin": "http://127.0.0.1:\(port)", "Sec-Fetch-Site": "same-origin",
    ]
    return try await send("POST", path, own.merging(headers) { _, given in given }, body)
  }

  /// A page that asks again by itself while it is prepared, once it is ready.
  func ready(_ path: String, _ cookie: String) async throws -> Reply {
    for _ in 0..<600 {
      let reply = try await get(path, cookie)
      if reply.headers["refresh"] == nil { return reply }
      try await Task.sleep(for: .milliseconds(300))
    }
    throw CancellationError()
  }

  /// Comes in with a name and a password; the cookie of the session.
  func signIn(_ name: String, _ password: String) async throws -> String {
    try await post("/sign-in", [("name", name), ("password", password)], "").cookie ?? ""
  }

  /// The hidden values of the forms of a page, as a browser would send them back.
  static func hidden(_ html: String) -> [(String, String)] {
    html.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
      (plain(String($0.output.1)), plain(String($0.output.2)))
    }
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  /// A file of the workspace.
  func text(_ name: String) throws -> String {
    try String(contentsOfFile: workspace + "/" + name, encoding: .utf8)
  }

  private static func quoted(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  /// Sends a request as it is, whatever a well-behaved client would say of it.
  func send(_ method: String, _ path: String, _ headers: [String: String] = [:], _ body: Data? = nil) async throws
    -> Reply
  {
    let port = port
    return try await withCheckedThrowingContinuation { continuation in
      // The tasks of the server need the threads of this pool.
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Self.exchange(port, method, path, headers, body) })
      }
    }
  }

  private static func exchange(
    _ port: Int, _ method: String, _ path: String, _ headers: [String: String], _ body: Data?
  )
    throws -> Reply
  {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isOpen = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard isOpen == 0 else { throw POSIXError(.ECONNREFUSED) }
    var fields = headers
    if fields["Host"] == nil { fields["Host"] = "127.0.0.1:\(port)" }
    if fields["Connection"] == nil { fields["Connection"] = "close" }
    if let body, fields["Content-Length"] == nil { fields["Content-Length"] = String(body.count) }
    var request = Data("\(method) \(path) HTTP/1.1\r\n".utf8)
    for (name, value) in fields where !value.isEmpty { request += Data("\(name): \(value)\r\n".utf8) }
    request += Data("\r\n".utf8) + (body ?? Data())
    request.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.send(
          connection, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
        // A server that has heard enough answers before all was sent.
        if count <= 0 { break }
        sent += count
      }
    }
    var received = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { break }
      received += buffer.prefix(count)
    }
    return reply(received)
  }

  private static func reply(_ bytes: Data) -> Reply {
    var reply = Reply()
    guard let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)) else { return reply }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    reply.status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      reply.headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    reply.body = Data(bytes[end.upperBound...])
    return reply
  }
}
