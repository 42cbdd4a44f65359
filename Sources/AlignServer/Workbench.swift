import AlignModel
import AlignReports
import AlignWords
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// What is known of a connection beside the request.
struct ServeContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address of the browser, or of the proxy before us.
  let address: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

/// The workbench: every request comes in here, is held against who may ask, and is answered by a page.
///
/// What takes long runs on threads of its own, never on those of the network.
final class Workbench: HTTPResponder {
  let options: ServeOptions
  let shelf: Shelf
  let sessions: Sessions
  private let users: Mutex<Users>
  let guarding: Guard
  private let threads: NIOThreadPool
  private let turns: FairTurns

  /// Parts of an address that are of the server itself, and of no workspace.
  static let reserved: Set<String> = [
    "healthz", "open", "sign-in", "sign-out", "style.css", "search.js", "desk.js", "favicon.ico",
  ]
  static let mostFormBytes = 4 << 20
  /// A form that carries files, and how many of these are read at once.
  static let mostUploadBytes = 64 << 20
  private static let mostUploads = 4
  private static let longestUpload = Duration.seconds(300)
  private let uploads = Atomic(0)
  /// A form that takes longer to come in is not waited for.
  private static let longestBody = Duration.seconds(60)

  init(_ options: ServeOptions, users: Users, opening: String?, threads: NIOThreadPool) {
    self.options = options
    self.users = Mutex(users)
    self.threads = threads
    turns = FairTurns(turns: Self.threadCount(options))
    sessions = Sessions(opening: opening)
    guarding = Guard(hosts: options.hosts)
    var desks = [
      SiteDesk(.serveLines, at: "lines.html"), SiteDesk(.serveDesk, at: "scenario.html"),
      SiteDesk(.serveLinks, at: "links.html"), SiteDesk(.serveReview, at: "review.html"),
      SiteDesk(.serveWeights, at: "weights.html"),
      SiteDesk(.serveCheck, at: "check.html"), SiteDesk(.serveOpen, at: "open.html"),
      SiteDesk(.servePresent, at: "present.html"),
      SiteDesk(.serveHistory, at: "history.html"),
    ]
    if !users.isEmpty { desks.append(SiteDesk(.serveSignOut, at: "sign-out.html")) }
    shelf = Shelf(
      options.workspace, isPublic: options.isPublic, desks: desks, language: options.language, jobs: options.jobs)
  }

  func respond(to request: Request, context: ServeContext) async throws -> Response {
    let answer: Answer
    do {
      answer = try await self.answer(request, context)
    } catch let refusal as Refusal {
      answer = Pages.refusal(refusal, language: reader(request), root: options.prefix)
    } catch let error as any HTTPResponseError {
      // What the server itself refuses, such as a body that is too large.
      answer = Pages.refusal(
        Refusal(status: error.status, reason: .tooLarge(megabytes: Self.mostFormBytes >> 20)),
        language: reader(request), root: options.prefix)
    } catch {
      context.logger.error("a request was not answered", metadata: ["error": .string("\(error)")])
      answer = Pages.defect(language: reader(request), root: options.prefix)
    }
    return answer.response(to: request)
  }

  private func answer(_ request: Request, _ context: ServeContext) async throws -> Answer {
    guard var path = Self.parts(of: request.uri.path, below: options.prefix) else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    if path == ["healthz"] { return .text("ok") }
    guard guarding.isForUs(request.head.authority) else {
      throw Refusal(status: .misdirectedRequest, reason: .foreign)
    }
    let isWrite = request.method == .post
    guard isWrite || request.method == .get || request.method == .head else {
      var answer = Answer.text("405", .methodNotAllowed)
      answer.headers.append((.allow, "GET, HEAD, POST"))
      return answer
    }
    if isWrite, !guarding.isOfOurs(request) { throw Refusal(status: .forbidden, reason: .foreign) }
    if let name = path.last, path.count <= 2, let file = Self.files[name] { return file }

    let word = Self.session(in: request)
    if path.count == 2, path[0] == "open", request.method == .get { return open(path[1], request) }
    if path == ["sign-in"] { return try await signIn(request, word, context) }
    let visitor: Visitor
    if let known = sessions.visitor(word), isStill(known) {
      visitor = known
    } else if options.isPublic {
      visitor = Visitor(name: "", role: .viewer, isSignedIn: false)
    } else {
      if hasUsers {
        if path.last?.hasSuffix(".json") == true { throw Refusal(status: .unauthorized, reason: .closed) }
        return .other(Self.up(path.count, isFolder: request.uri.path.hasSuffix("/")) + "sign-in")
      }
      throw Refusal(status: .unauthorized, reason: .closed)
    }
    if path == ["sign-out"], isWrite {
      sessions.end(word)
      var answer = Answer.other("sign-in")
      answer.headers.append((.setCookie, cookie("", lasting: 0)))
      return answer
    }

    // Whoever signed in has one line to wait in however many browsers are open; others are told apart by these.
    let turn =
      visitor.isSignedIn ? "name \(visitor.name)" : word.map { "session \($0)" } ?? "address \(context.address)"
    let served: ServedWorkspace
    if shelf.isSingle {
      served = shelf.workspaces[0]
    } else if path.isEmpty {
      return try await working(for: turn) { Pages.shelf(self.shelf, for: visitor, language: self.reader(request)) }
    } else if let found = shelf.workspace(path[0]) {
      served = found
      path.removeFirst()
      // Pages name what stands beside them, so a folder ends with a stroke.
      if path.isEmpty, !request.uri.path.hasSuffix("/") { return .other(found.slug + "/") }
    } else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    let values = FormValues(request.uri.query ?? "")
    let form: FormValues
    if !isWrite {
      form = FormValues()
    } else if request.headers[.contentType]?.hasPrefix("multipart/form-data") == true {
      form = try await files(request, of: visitor, for: path.last ?? "")
    } else {
      form = try await self.form(request)
    }
    let (rest, preferred, isFolder) = (path, preferred(request), request.uri.path.hasSuffix("/"))
    return try await working(for: turn) {
      try Visit(
        served: served, shelf: self.shelf, state: served.current(), visitor: visitor, isPublic: self.options.isPublic,
        isWrite: isWrite,
        query: values, form: form, ifMatch: request.headers[.ifMatch]
      ).answer(rest, isFolder: isFolder, preferred: preferred)
    }
  }

  /// Runs what takes long where it holds up nobody else.
  ///
  /// - Parameter person: whose turn it takes.
  func working<Value: Sendable>(
    for person: String, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    guard await turns.take(person) else { throw Refusal(status: .serviceUnavailable, reason: .busy) }
    defer { turns.done(person) }
    return try await threads.runIfActive(body)
  }

  /// Requests that are worked on at once.
  static func threadCount(_ options: ServeOptions) -> Int { max(8, 2 * options.jobs) }

  private func form(_ request: Request) async throws -> FormValues {
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
      throw Refusal(status: .unsupportedMediaType, reason: .foreign)
    }
    let body = try await body(request, upTo: Self.mostFormBytes, within: Self.longestBody)
    return FormValues(String(decoding: body.readableBytesView, as: UTF8.self))
  }

  /// A form that carries files, for who may send them.
  private func files(_ request: Request, of visitor: Visitor, for page: String) async throws -> FormValues {
    guard !options.isPublic, ["upload.html", "create.html"].contains(page) else {
      throw Refusal(status: .unsupportedMediaType, reason: .foreign)
    }
    // Who may not is told before anything is read.
    guard visitor.role >= .officer else { throw Refusal(status: .forbidden, reason: .notAllowed(.officer)) }
    let count = uploads.add(1, ordering: .relaxed).newValue
    defer { uploads.subtract(1, ordering: .relaxed) }
    if count > Self.mostUploads { throw Refusal(status: .serviceUnavailable, reason: .busy) }
    let body = try await body(request, upTo: Self.mostUploadBytes, within: Self.longestUpload)
    guard let form = FormValues(Array(body.readableBytesView), type: request.headers[.contentType] ?? "") else {
      throw Refusal(status: .badRequest, reason: .notFound)
    }
    return form
  }

  private func body(_ request: Request, upTo most: Int, within patience: Duration) async throws -> ByteBuffer {
    let tooLarge = Refusal(status: .contentTooLarge, reason: .tooLarge(megabytes: most >> 20))
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most { throw tooLarge }
    return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask {
        do {
          return try await request.body.collect(upTo: most)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
          throw tooLarge
        } catch is NIOTooManyBytesError {
          throw tooLarge
        }
      }
      group.addTask {
        try await Task.sleep(for: patience)
        throw Refusal(status: .requestTimeout, reason: .busy)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? ByteBuffer()
    }
  }

  // MARK: people

  /// The users as their file is now; as they were where it cannot be read.
  private func people() -> Users {
    users.withLock { users in
      if users.isChanged, let now = try? Users(of: options.workspace) { users = now }
      return users
    }
  }

  private var hasUsers: Bool { !people().isEmpty }

  /// Whether somebody who came in with a password still may, and in the same role.
  private func isStill(_ visitor: Visitor) -> Bool {
    if !visitor.isSignedIn { return true }
    let person = people().people[visitor.name]
    return person?.role == visitor.role && person?.owner == visitor.owner
  }

  // MARK: coming in

  /// Opens the workbench for the browser that has the one-time address. The page leads on by itself: a browser that was sent
  /// on from another program would not give the cookie back.
  private func open(_ opening: String, _ request: Request) -> Answer {
    let visitor = Visitor(name: ProcessInfo.processInfo.userName, role: .admin, isSignedIn: false)
    let language = reader(request)
    if sessions.visitor(Self.session(in: request)) != nil { return .other("../") }
    guard let session = sessions.open(opening, as: visitor) else {
      return Pages.refusal(Refusal(status: .forbidden, reason: .closed), language: language, root: options.prefix)
    }
    var answer = Pages.opened(language: language)
    answer.headers.append((.setCookie, cookie(session)))
    return answer
  }

  private func signIn(_ request: Request, _ old: String?, _ context: ServeContext) async throws -> Answer {
    let language = reader(request)
    guard hasUsers else { throw Refusal(status: .notFound, reason: .notFound) }
    guard request.method == .post else { return Pages.signIn(language: language) }
    let form = try await form(request)
    let name = form["name"] ?? ""
    let password = form["password"] ?? ""
    // Behind a proxy everybody comes from its address, and one who guesses must not lock out all others.
    let isProxied = ["127.0.0.1", "::1", ""].contains(context.address)
    let keys = ["name \(name.prefix(80))"] + (isProxied ? [] : ["address \(context.address)"])
    if let seconds = sessions.wait(for: keys) {
      var answer = Pages.signIn(
        language: language,
        refused: Phrase.serveTooMany.text(in: language, NumberFormat(language: language).count(seconds)),
        status: .tooManyRequests)
      answer.headers.append((.retryAfter, String(seconds)))
      return answer
    }
    // Counted before it is looked at, so that many at once do not all slip through.
    sessions.count(keys, succeeded: false)
    let known = people()
    let person = try await working(for: "sign-in \(context.address)") { known.person(name, password: password) }
    guard let person else {
      return Pages.signIn(language: language, refused: Phrase.serveSignInFailed.text(in: language), status: .forbidden)
    }
    sessions.count(keys, succeeded: true)
    let session = sessions.begin(
      Visitor(name: name, role: person.role, isSignedIn: true, owner: person.owner), instead: old)
    var answer = Pages.opened(language: language, to: "./")
    answer.headers.append((.setCookie, cookie(session)))
    return answer
  }

  private static let cookieName = "align_session"

  private func cookie(_ value: String, lasting seconds: Int? = nil) -> String {
    "\(Self.cookieName)=\(value); Path=\(options.prefix.isEmpty ? "/" : options.prefix); HttpOnly; SameSite=Strict"
      + (options.isSecure ? "; Secure" : "") + (seconds.map { "; Max-Age=\($0)" } ?? "")
  }

  private static func session(in request: Request) -> String? {
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0].trimmingPrefix(while: { $0 == " " }) == cookieName { return String(parts[1]) }
      }
    }
    return nil
  }

  // MARK: addresses

  /// The parts of a path, without what a proxy puts before it; nil where it is not below that, or is no path of ours.
  static func parts(of path: String, below prefix: String) -> [String]? {
    var rest = path[...]
    if !prefix.isEmpty {
      guard rest.hasPrefix(prefix) else { return nil }
      rest = rest.dropFirst(prefix.count)
      if let next = rest.first, next != "/" { return nil }
    }
    var parts: [String] = []
    for part in rest.split(separator: "/", omittingEmptySubsequences: true) {
      guard let plain = part.removingPercentEncoding, plain != ".", plain != "..", !plain.contains("/"),
        !plain.contains("\0"), !plain.contains("\\")
      else { return nil }
      parts.append(plain)
    }
    return parts
  }

  /// From a page of so many parts to the root.
  private static func up(_ parts: Int, isFolder: Bool) -> String {
    let steps = max(0, parts - (isFolder ? 0 : 1))
    return steps == 0 ? "./" : String(repeating: "../", count: steps)
  }

  /// The files that every page uses.
  private static let files: [String: Answer] = SitePart.files.merging(["desk.js": DeskScript.source]) { own, _ in own }
    .reduce(into: [:]) { files, file in
      let type = file.key.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
      files[file.key] = Answer(type: type, bytes: Array(file.value.utf8)).kept()
    }

  /// The languages that a browser asks for, the one that it likes best first.
  private func preferred(_ request: Request) -> [Language] {
    (request.headers[.acceptLanguage] ?? "").split(separator: ",").prefix(20).compactMap {
      Language(tag: String($0.trimmingPrefix { $0 == " " }))
    }
  }

  /// The language of a page that is of no workspace.
  private func reader(_ request: Request) -> Language {
    let parts = Self.parts(of: request.uri.path, below: options.prefix) ?? []
    return parts.lazy.prefix(2).compactMap { Language(rawValue: $0) }.first ?? preferred(request).first
      ?? options.language ?? .en
  }
}
