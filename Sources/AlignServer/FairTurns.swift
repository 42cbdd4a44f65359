import Synchronization

/// Turns at the threads of the server: whoever asks for much waits behind whoever asks for little.
///
/// A free turn goes to the person with the fewest under way, among those to the one whose last turn is longest ago, and then to
/// what has waited longest.
final class FairTurns: Sendable {
  private struct Waiting {
    var person: String
    var number: Int
    var turn: CheckedContinuation<Bool, Never>
  }

  private struct Known {
    var free: Int
    var underWay: [String: Int] = [:]
    var waiting: [Waiting] = []
    var next = 0
    /// By person the number of the last turn.
    var last: [String: Int] = [:]
    var given = 0
  }

  private let known: Mutex<Known>
  /// Requests that wait beyond this, of all and of one person, are told to come again.
  private let mostWaiting: Int
  private let mostOfOne: Int

  init(turns: Int, mostWaiting: Int = 200, mostOfOne: Int = 50) {
    known = Mutex(Known(free: turns))
    (self.mostWaiting, self.mostOfOne) = (mostWaiting, mostOfOne)
  }

  /// How many wait.
  var waitingCount: Int { known.withLock { $0.waiting.count } }

  /// Waits for a turn; false where too many wait already. Each turn that was given is given back by ``done(_:)``.
  func take(_ person: String) async -> Bool {
    let isFree = known.withLock { known -> Bool in
      // Who waits already is not passed by.
      guard known.free > 0, known.waiting.isEmpty else { return false }
      Self.give(person, &known)
      return true
    }
    if isFree { return true }
    return await withCheckedContinuation { turn in
      let answer = known.withLock { known -> Bool? in
        // A turn may have come free in between.
        if known.free > 0, known.waiting.isEmpty {
          Self.give(person, &known)
          return true
        }
        guard known.waiting.count < mostWaiting, known.waiting.count(where: { $0.person == person }) < mostOfOne else {
          return false
        }
        known.waiting.append(Waiting(person: person, number: known.next, turn: turn))
        known.next += 1
        return nil
      }
      if let answer { turn.resume(returning: answer) }
    }
  }

  /// Gives a turn back, to the next who waits.
  func done(_ person: String) {
    let next = known.withLock { known -> CheckedContinuation<Bool, Never>? in
      known.free += 1
      let left = (known.underWay[person] ?? 1) - 1
      known.underWay[person] = left > 0 ? left : nil
      let first = known.waiting.indices.min { left, right in
        let (one, other) = (known.waiting[left], known.waiting[right])
        return (known.underWay[one.person] ?? 0, known.last[one.person] ?? -1, one.number)
          < (known.underWay[other.person] ?? 0, known.last[other.person] ?? -1, other.number)
      }
      guard let first else { return nil }
      let taken = known.waiting.remove(at: first)
      Self.give(taken.person, &known)
      return taken.turn
    }
    next?.resume(returning: true)
  }

  private static func give(_ person: String, _ known: inout Known) {
    known.free -= 1
    known.underWay[person, default: 0] += 1
    // Who has been away for so long begins anew.
    if known.last.count > 10_000 { known.last = [:] }
    known.given += 1
    known.last[person] = known.given
  }
}
