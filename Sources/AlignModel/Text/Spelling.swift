/// Words that were meant.
package enum Spelling {
  /// The nearest of some words, where it is near enough to be meant: for words of which one must be right.
  package static func nearest(_ word: String, among known: [String]) -> String? {
    let scored = known.map { (distance(word.lowercased(), $0.lowercased()), $0) }.min { $0.0 < $1.0 }
    guard let scored, scored.0 <= max(1, word.count / 3 + 1) else { return nil }
    return scored.1
  }

  /// The one of some words that a word misspells, where the word may well be another one, such as a heading or a file of the
  /// user's own: only a slip of the hand counts, or marks that were added (`Share%`, `share (0–1)`).
  package static func misspelt(_ word: String, among known: [String]) -> String? {
    let parts = words(of: word)
    let whole = parts.joined()
    guard !whole.isEmpty, !ordinary.contains(whole) else { return nil }
    return known.lazy.compactMap { candidate -> (slips: Int, word: String)? in
      let others = words(of: candidate)
      return slips(parts, others).map { ($0, candidate) }
    }.min { $0.slips < $1.slips }?.word
  }

  /// Words near to some of ours that name something else: `function` is no misspelt `función`.
  private static let ordinary: Set<String> = [
    "function", "functions", "section", "division", "mark", "park", "rate", "data", "gate", "form", "code", "mode",
    "name",
    "note", "notes", "item", "time", "area", "type", "state", "stats", "change", "units", "metal", "fiscal", "region",
    "committee", "económico", "económica", "economico", "economica",
    "طرح", "هدف", "منابع", "واحدها", "فصول",
  ]

  /// The letters and digits of a text in small letters, word by word; what stands in brackets is left out.
  package static func words(of text: String) -> [String] {
    var depth = 0
    var plain = ""
    for character in TextNormaliser.folded(text) {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      default: if depth == 0 { plain.append(character.isLetter || character.isNumber ? character : " ") }
      }
    }
    return plain.split(separator: " ").map(String.init)
  }

  /// Whether slips of the hand alone tell two names apart, word by word.
  package static func isSlip(_ words: [String], _ others: [String]) -> Bool { slips(words, others) != nil }

  /// The slips of the hand between two names, or nil where they are more than one makes.
  private static func slips(_ parts: [String], _ others: [String]) -> Int? {
    let (whole, other) = (parts.joined(), others.joined())
    guard whole != other else { return 0 }
    guard whole.filter(\.isNumber) == other.filter(\.isNumber) else { return nil }
    // Word by word, so that a short word is not taken for another because long ones stand beside it.
    guard parts.count == others.count else { return slips(whole, other).flatMap { $0 == 1 ? 1 : nil } }
    guard parts.count > 1 else { return slips(whole, other) }
    var sum = 0
    for (part, other) in zip(parts, others) where part != other {
      guard let slips = slips(part, other) else { return nil }
      sum += slips
    }
    return sum <= 2 ? sum : nil
  }

  private static func slips(_ word: String, _ other: String) -> Int? {
    let length = min(word.count, other.count)
    let allowed = length < 4 ? 0 : length < 8 ? 1 : 2
    guard allowed > 0, abs(word.count - other.count) <= allowed else { return nil }
    let slips = distance(word, other)
    guard slips <= allowed else { return nil }
    // One letter of a short word for another makes another word: line and lane, fund and find.
    if length < 5, word.count == other.count, word.sorted() != other.sorted() { return nil }
    return slips
  }

  /// The letters to change, add, take out or swap with their neighbours between two words (optimal string alignment).
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before = [Int](repeating: 0, count: right.count + 1)
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [Int](repeating: i + 1, count: right.count + 1)
      for j in right.indices {
        next[j + 1] = min(row[j + 1] + 1, next[j] + 1, row[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          next[j + 1] = min(next[j + 1], before[j - 1] + 1)
        }
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
