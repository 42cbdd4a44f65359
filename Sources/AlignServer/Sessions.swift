import Foundation
import Synchronization

/// Who uses a browser.
struct Visitor: Sendable, Hashable {
  var name: String
  var role: Role
  /// Whether a password opened it, so that it can be left again.
  var isSignedIn: Bool
  /// Of the role `owner`: whose indicators.
  var owner: String?
}

/// Browsers that may come in: each has a word in a cookie that nobody can guess.
final class Sessions: Sendable {
  private struct Session {
    var visitor: Visitor
    var lastSeen: ContinuousClock.Instant
  }

  private struct Known {
    var sessions: [String: Session] = [:]
    /// The word of the one-time address; nil once it was used.
    var opening: String?
    /// By name or address: failed attempts in a row, and until when none counts.
    var failures: [String: (count: Int, until: ContinuousClock.Instant)] = [:]
  }

  private let known: Mutex<Known>

  /// A browser that is silent for so long has to come in again.
  private static let patience = Duration.seconds(12 * 3600)
  private static let mostSessions = 10_000
  /// Attempts that cost nothing, and the longest wait after them, in seconds.
  private static let freeAttempts = 4
  private static let longestWait = 900

  /// - Parameter opening: the word of an address that opens the workbench once.
  init(opening: String?) {
    var start = Known()
    start.opening = opening
    known = Mutex(start)
  }

  /// The visitor behind a cookie.
  func visitor(_ word: String?) -> Visitor? {
    guard let word else { return nil }
    return known.withLock { known in
      guard var session = known.sessions[word] else { return nil }
      if session.lastSeen.duration(to: .now) > Self.patience {
        known.sessions[word] = nil
        return nil
      }
      session.lastSeen = .now
      known.sessions[word] = session
      return session.visitor
    }
  }

  /// Uses up the one-time address; the word of a new session, or nil where it is not that address or was used.
  func open(_ word: String, as visitor: Visitor) -> String? {
    let session = Secret.word()
    return known.withLock { known in
      guard let opening = known.opening, Secret.isEqual(opening, word) else { return nil }
      known.opening = nil
      Self.add(session, visitor, to: &known)
      return session
    }
  }

  /// A new session for somebody who signed in. The one before it, which somebody else may know, is over.
  func begin(_ visitor: Visitor, instead old: String?) -> String {
    let word = Secret.word()
    known.withLock { known in
      if let old { known.sessions[old] = nil }
      Self.add(word, visitor, to: &known)
    }
    return word
  }

  /// Ends a session.
  func end(_ word: String?) {
    guard let word else { return }
    known.withLock { $0.sessions[word] = nil }
  }

  private static func add(_ word: String, _ visitor: Visitor, to known: inout Known) {
    if known.sessions.count >= mostSessions {
      let now = ContinuousClock.now
      known.sessions = known.sessions.filter { $0.value.lastSeen.duration(to: now) < .seconds(600) }
    }
    known.sessions[word] = Session(visitor: visitor, lastSeen: .now)
  }

  // MARK: attempts to sign in

  /// The seconds until another attempt counts; nil where one may be made now.
  func wait(for keys: [String]) -> Int? {
    let now = ContinuousClock.now
    let waits = known.withLock { known in keys.compactMap { known.failures[$0]?.until } }
    guard let last = waits.max(), last > now else { return nil }
    return Int(now.duration(to: last).components.seconds) + 1
  }

  /// Counts an attempt; each failure beyond the first few doubles the wait.
  func count(_ keys: [String], succeeded: Bool) {
    known.withLock { known in
      if known.failures.count > Self.mostSessions { known.failures = [:] }
      for key in keys {
        if succeeded {
          known.failures[key] = nil
          continue
        }
        let count = (known.failures[key]?.count ?? 0) + 1
        let wait = count <= Self.freeAttempts ? 0 : min(Self.longestWait, 1 << min(20, count - Self.freeAttempts))
        known.failures[key] = (count, .now + .seconds(wait))
      }
    }
  }
}
