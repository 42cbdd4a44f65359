/// Words that were meant.
package enum Spelling {
  /// The nearest of some words, where it is near enough to be meant.
  package static func nearest(_ word: String, among known: [String]) -> String? {
    let scored = known.map { (distance(word.lowercased(), $0.lowercased()), $0) }.min { $0.0 < $1.0 }
    guard let scored, scored.0 <= max(1, word.count / 3 + 1) else { return nil }
    return scored.1
  }

  /// The letters to change, add or take out between two words (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == right[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
