/// Which lines of a text became which.
struct LineDifference {
  /// A line, and whether it went, came, or stayed.
  enum Line: Equatable {
    case kept(String)
    case removed(String)
    case added(String)
    /// So many lines that stayed, left out here.
    case skipped(Int)
  }

  private(set) var lines: [Line] = []
  private(set) var removed = 0
  private(set) var added = 0

  /// The lines between which nothing was found alike are not compared beyond this many.
  private static let mostCompared = 20_000

  /// - Parameter context: lines that stayed and are shown beside a change.
  init(from old: String, to new: String, context: Int = 2) {
    let (before, after) = (Self.split(old), Self.split(new))
    var first = 0
    while first < min(before.count, after.count), before[first] == after[first] { first += 1 }
    var last = 0
    while last < min(before.count, after.count) - first,
      before[before.count - 1 - last] == after[after.count - 1 - last]
    {
      last += 1
    }
    var all: [Line] = before[..<first].map { .kept($0) }
    let (middle, became) = (before[first..<before.count - last], after[first..<after.count - last])
    if middle.count + became.count <= Self.mostCompared, middle.count * became.count <= 4_000_000 {
      let difference = Array(became).difference(from: Array(middle))
      var gone: Set<Int> = []
      var came: [Int: String] = [:]
      for change in difference {
        switch change {
        case .remove(let offset, _, _): gone.insert(offset)
        case .insert(let offset, let element, _): came[offset] = element
        }
      }
      var place = 0
      func addNew(_ all: inout [Line]) {
        while let text = came[place] {
          all.append(.added(text))
          place += 1
        }
      }
      for (offset, text) in middle.enumerated() {
        addNew(&all)
        if gone.contains(offset) {
          all.append(.removed(text))
        } else {
          all.append(.kept(text))
          place += 1
        }
      }
      addNew(&all)
    } else {
      all += middle.map { .removed($0) } + became.map { .added($0) }
    }
    all += before.suffix(last).map { .kept($0) }
    for line in all {
      if case .removed = line { removed += 1 }
      if case .added = line { added += 1 }
    }
    lines = Self.cut(all, context)
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Leaves out what stands far from every change.
  private static func cut(_ all: [Line], _ context: Int) -> [Line] {
    func isKept(_ line: Line) -> Bool { if case .kept = line { true } else { false } }
    var near = Array(repeating: false, count: all.count)
    for index in all.indices where !isKept(all[index]) {
      for place in max(0, index - context)...min(all.count - 1, index + context) { near[place] = true }
    }
    var cut: [Line] = []
    var skipped = 0
    for index in all.indices {
      if near[index] {
        if skipped > 0 { cut.append(.skipped(skipped)) }
        skipped = 0
        cut.append(all[index])
      } else {
        skipped += 1
      }
    }
    if skipped > 0 { cut.append(.skipped(skipped)) }
    return cut
  }
}
