/// What a suggestion stands on before anything was confirmed: words of the line that stand in the candidate's own text.
///
/// Similarity alone is never zero: short titles share runs of letters, and a latent space finds every text near some other. So a
/// line is offered only what names something that the line names too. Words of the department, the mission, the axis and the owner
/// do not count, as they stand in a hundred texts each.
struct LinkGround: Sendable {
  /// The least similarity of a suggestion, found by eye: of 40 first suggestions for real lines, six of the eleven above it were
  /// right and between one and four of the 29 below.
  static let leastSimilarity = 0.11

  private let index: TextIndex
  /// By stem, the stems of candidates that are the same word, or begin with it or it with them.
  private let related: [[Int32]]

  /// What a field must weigh (``LinkTask``) for its words to count.
  private static let leastWeight: Float = 0.5
  /// One word inside another says something from so many letters on: park is no ground for parking.
  private static let fewestLetters = 5

  /// - Complexity: O(letters of the vocabulary).
  init(_ index: TextIndex) {
    self.index = index
    let vocabulary = index.corpus.vocabulary
    var ofCandidates: [String: Int32] = [:]
    var beginnings: [String: [Int32]] = [:]
    for document in 0..<index.candidates {
      for position in index.corpus.range(document) where index.corpus.weight[position] >= Self.leastWeight {
        let stem = index.corpus.stem[position]
        let text = Self.text(stem, vocabulary)
        guard ofCandidates.updateValue(stem, forKey: text) == nil else { continue }
        for beginning in Self.beginnings(of: text) { beginnings[beginning, default: []].append(stem) }
      }
    }
    let (whole, begun) = (ofCandidates, beginnings)
    related = (0..<vocabulary.count).map { stem in
      let text = Self.text(Int32(stem), vocabulary)
      var stems = Set(begun[text] ?? [])
      for beginning in Self.beginnings(of: text) { if let stem = whole[beginning] { stems.insert(stem) } }
      if let same = whole[text] { stems.insert(same) }
      return stems.sorted()
    }
  }

  private static func text(_ stem: Int32, _ vocabulary: Vocabulary) -> String {
    vocabulary.withBytes(of: Int(stem)) { String(decoding: $0, as: UTF8.self) }
  }

  /// The beginnings of a word that are shorter than it and long enough to say something.
  private static func beginnings(of word: String) -> [String] {
    let letters = Array(word.unicodeScalars)
    guard letters.count > fewestLetters else { return [] }
    return (fewestLetters..<letters.count).map { length in
      var beginning = String.UnicodeScalarView()
      beginning.append(contentsOf: letters[..<length])
      return String(beginning)
    }
  }

  /// The stems of a line's document that stand in the text of a candidate, the rarest first.
  func stems(_ document: Int, in candidate: Int) -> [Int] {
    let corpus = index.corpus
    let own = corpus.range(candidate)
    let shared = corpus.range(document).filter { position in
      corpus.weight[position] >= Self.leastWeight
        && related[Int(corpus.stem[position])].contains { stem in
          own.contains { corpus.stem[$0] == stem && corpus.weight[$0] >= Self.leastWeight }
        }
    }
    return shared.map { Int(corpus.stem[$0]) }.sorted { (index.space.rarity[$1], $0) < (index.space.rarity[$0], $1) }
  }
}
