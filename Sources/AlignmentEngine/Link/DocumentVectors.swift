import AlignModel

/// The vectors of lines and candidates: a text's own where the file has it, else the mean of its words', weighted by rarity.
///
/// Vectors of language models all point much the same way, and texts of one language still more so. What the lines have in common,
/// and what the candidates have, is therefore taken off before cosines are formed.
struct DocumentVectors: Sendable {
  private let vectors: TextVectors
  private let rarity: [Float]
  /// By document, the place of its text's own vector, or −1.
  private let own: [Int32]
  /// By stem, the place of its word's vector, or −1.
  private let word: [Int32]
  /// What all candidates, and what all lines, have in common.
  private let mean: (candidates: [Float], lines: [Float])
  /// The number of candidates, which come first among the documents.
  private let count: Int
  /// Candidate c's vector of length one, or zeros, stands at `c · k`.
  private let candidates: [Float]
  var dimensions: Int { vectors.dimensions }
  /// The name and hash of the model.
  var name: String { vectors.name }

  /// Documents that the mean is taken over.
  private static let sample = 2000
  /// So many of each have to be known for lines and candidates to have means of their own.
  private static let enough = 8

  /// The vectors of a corpus.
  ///
  /// - Parameters:
  ///   - candidates: the first so many documents.
  ///   - text: what a document is called.
  init(
    _ vectors: TextVectors, _ corpus: TextCorpus, _ space: TermSpace, candidates: Int, language: LatinLanguage,
    text: (Int) -> String?
  ) {
    self.vectors = vectors
    rarity = space.rarity
    own = (0..<corpus.count).map { text($0).flatMap { vectors.place(of: $0) } ?? -1 }
    var ofStem: [String: Int32] = [:]
    for (text, place) in vectors.texts {
      let stems = SameWork.words(of: text, language)
      // Of two words with one stem the one that comes first in the file.
      if stems.count == 1 { ofStem[stems[0]] = min(place, ofStem[stems[0]] ?? place) }
    }
    word = (0..<corpus.vocabulary.count).map { stem in
      corpus.vocabulary.withBytes(of: stem) { ofStem[String(decoding: $0, as: UTF8.self)] ?? -1 }
    }
    let k = vectors.dimensions
    let nothing = [Float](repeating: 0, count: k)
    let plain = Self(vectors, rarity, own, word, (nothing, nothing), candidates, [])
    func sum(_ documents: [Int]) -> (sum: [Float], known: Int) {
      var (total, vector, known) = (nothing, nothing, 0)
      for document in documents {
        guard vector.withUnsafeMutableBufferPointer({ plain.read(corpus, document, into: $0) }) else { continue }
        known += 1
        for index in 0..<k { total[index] += vector[index] }
      }
      return (total, known)
    }
    let ofCandidates = sum(Array(0..<candidates))
    let ofLines = sum(LinkTeaching.evenly(Self.sample, of: corpus.count - candidates).map { candidates + $0 })
    func mean(_ parts: [(sum: [Float], known: Int)]) -> [Float] {
      let known = Float(max(1, parts.reduce(0) { $0 + $1.known }))
      return nothing.indices.map { index in parts.reduce(0) { $0 + $1.sum[index] } / known }
    }
    let isApart = min(ofCandidates.known, ofLines.known) >= Self.enough
    let means =
      isApart
      ? (mean([ofCandidates]), mean([ofLines])) : (mean([ofCandidates, ofLines]), mean([ofCandidates, ofLines]))
    let centred = Self(vectors, rarity, own, word, means, candidates, [])
    var all = [Float](repeating: 0, count: candidates * k)
    all.withUnsafeMutableBufferPointer { all in
      for candidate in 0..<candidates {
        let part = UnsafeMutableBufferPointer(rebasing: all[candidate * k..<(candidate + 1) * k])
        if !centred.read(corpus, candidate, into: part) { part.update(repeating: 0) }
      }
    }
    self.mean = means
    self.count = candidates
    self.candidates = all
  }

  private init(
    _ vectors: TextVectors, _ rarity: [Float], _ own: [Int32], _ word: [Int32], _ mean: ([Float], [Float]),
    _ count: Int,
    _ candidates: [Float]
  ) {
    (self.vectors, self.rarity, self.own, self.word) = (vectors, rarity, own, word)
    (self.mean, self.count, self.candidates) = (mean, count, candidates)
  }

  /// Writes a document's vector of length one, less what all have in common; false where nothing is known of it.
  private func read(_ corpus: TextCorpus, _ document: Int, into vector: UnsafeMutableBufferPointer<Float>) -> Bool {
    let k = dimensions
    let isKnown = vectors.values.withUnsafeBufferPointer { values -> Bool in
      vector.update(repeating: 0)
      if own[document] >= 0 {
        for index in 0..<k { vector[index] = values[Int(own[document]) * k + index] }
        return true
      }
      var isKnown = false
      for position in corpus.range(document) {
        let stem = Int(corpus.stem[position])
        guard word[stem] >= 0 else { continue }
        isKnown = true
        let weight = corpus.weight[position] * rarity[stem]
        for index in 0..<k { vector[index] += weight * values[Int(word[stem]) * k + index] }
      }
      return isKnown
    }
    guard isKnown, Self.scale(vector) else { return false }
    let mean = document < count ? mean.candidates : mean.lines
    for index in 0..<k { vector[index] -= mean[index] }
    return Self.scale(vector)
  }

  private static func scale(_ vector: UnsafeMutableBufferPointer<Float>) -> Bool {
    var square: Float = 0
    for value in vector { square += value * value }
    guard square > 1e-12 else { return false }
    let factor = 1 / square.squareRoot()
    for index in vector.indices { vector[index] *= factor }
    return true
  }

  /// Adds a document's cosine with each candidate of a range, times a factor, to sums that begin at the range's first.
  ///
  /// - Complexity: O(candidates · k).
  func add(
    _ corpus: TextCorpus, _ document: Int, factor: Float, columns: Range<Int>, to sums: UnsafeMutablePointer<Float>
  ) {
    let k = dimensions
    withUnsafeTemporaryAllocation(of: Float.self, capacity: k) { vector in
      guard read(corpus, document, into: vector), let base = vector.baseAddress else { return }
      candidates.withUnsafeBufferPointer { candidates in
        guard let all = candidates.baseAddress else { return }
        for column in columns {
          sums[column - columns.lowerBound] += factor * Self.dot(base, all + column * k, k)
        }
      }
    }
  }

  /// Eight at once: a table of 100,000 lines against 300 candidates asks for 10¹⁰ products.
  @inline(__always)
  private static func dot(_ one: UnsafePointer<Float>, _ other: UnsafePointer<Float>, _ count: Int) -> Float {
    var (left, right) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var index = 0
    let (a, b) = (UnsafeRawPointer(one), UnsafeRawPointer(other))
    while index &+ 16 <= count {
      let at = index &* 4
      left +=
        a.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
      right +=
        a.loadUnaligned(fromByteOffset: at &+ 32, as: SIMD8<Float>.self)
        * b.loadUnaligned(fromByteOffset: at &+ 32, as: SIMD8<Float>.self)
      index &+= 16
    }
    var total = (left + right).sum()
    while index < count {
      total += one[index] * other[index]
      index &+= 1
    }
    return total
  }

  /// A document's cosine with one candidate; zero where nothing is known of either.
  func cosine(_ corpus: TextCorpus, _ document: Int, _ candidate: Int) -> Float {
    var sum: Float = 0
    add(corpus, document, factor: 1, columns: candidate..<candidate + 1, to: &sum)
    return sum
  }
}
