/// Lines and candidates as texts in one space: all that can be said of how alike they are before anything was confirmed.
///
/// Documents 0..<``candidates`` are the candidates (indicators, goals), the rest are lines.
struct TextIndex: Sendable {
  let corpus: TextCorpus
  let candidates: Int
  let space: TermSpace
  let norms: DocumentNorms
  let latent: LatentSpace?
  /// Cosine over stems, BM25, and cosine over runs of letters: what each candidate holds.
  let words: Postings
  let bm25: Postings
  let runs: Postings
  /// What a language model says of the texts, where someone gave its vectors.
  var vectors: DocumentVectors?

  /// The usual constants of BM25 (Robertson & Zaragoza 2009): how soon a word repeated adds nothing, and how much long
  /// texts are held back.
  private static let saturation: Float = 1.2
  private static let lengthWeight: Float = 0.75

  /// The number of lines.
  var lines: Int { corpus.count - candidates }

  /// An index of a corpus that is finished.
  init(_ corpus: TextCorpus, candidates: Int, jobs: Int) {
    self.corpus = corpus
    self.candidates = candidates
    let space = TermSpace(corpus, jobs: jobs)
    let norms = DocumentNorms(corpus, in: space, jobs: jobs)
    self.space = space.balanced(over: norms)
    self.norms = norms
    latent = LatentSpace(corpus, space, norms: norms, first: candidates, jobs: jobs)
    let documents = Array(0..<candidates)
    words = Postings.stems(of: documents, corpus, space) { document, index in
      norms.stems[document] > 0
        ? corpus.weight[index] * space.rarity[Int(corpus.stem[index])] / norms.stems[document] : 0
    }
    let lengths = documents.map { document in corpus.range(document).reduce(Float(0)) { $0 + corpus.weight[$1] } }
    let average = max(lengths.reduce(0, +) / Float(max(candidates, 1)), 1e-6)
    let (k, b) = (Self.saturation, Self.lengthWeight)
    bm25 = Postings.stems(of: documents, corpus, space) { document, index in
      let weight = corpus.weight[index]
      let rarity = space.rarity[Int(corpus.stem[index])]
      return rarity * weight * (k + 1) / (weight + k * (1 - b + b * lengths[document] / average))
    }
    runs = Postings.runs(of: documents, corpus, space) { norms.runs[$0] > 0 ? 1 / norms.runs[$0] : 0 }
  }

  /// What a line could reach at most by BM25, so that its scores lie between 0 and 1.
  @inline(__always)
  func bm25Most(_ document: Int) -> Float {
    var most: Float = 0
    for index in corpus.range(document) {
      most += corpus.weight[index] * space.rarity[Int(corpus.stem[index])] * (Self.saturation + 1)
    }
    return most
  }

  /// Adds the cosine over stems, and BM25 scaled to 0–1, with each candidate of a range, each times its factor, to their
  /// sums: both hold the same stems of the same candidates, so that one walk serves.
  @inline(__always)
  func addStems(
    _ document: Int, words wordsFactor: Float, bm25 bm25Factor: Float, columns: Range<Int>,
    to sums: (words: UnsafeMutablePointer<Float>, bm25: UnsafeMutablePointer<Float>)
  ) {
    let (length, most) = (norms.stems[document], bm25Factor == 0 ? 0 : bm25Most(document))
    let wordsScale = length > 0 ? wordsFactor / length : 0
    let bm25Scale = most > 0 ? bm25Factor / most : 0
    guard wordsScale != 0 || bm25Scale != 0 else { return }
    let isOneSum = sums.words == sums.bm25
    let (first, width) = (columns.lowerBound, UInt(columns.count))
    words.column.withUnsafeBufferPointer { column in
      words.value.withUnsafeBufferPointer { word in
        bm25.value.withUnsafeBufferPointer { bm25 in
          for index in corpus.range(document) {
            let stem = Int(corpus.stem[index])
            let weight = corpus.weight[index]
            let (ofWord, ofBM25) = (wordsScale * weight * space.rarity[stem], bm25Scale * weight)
            for entry in words.start[stem]..<words.start[stem + 1] {
              let at = Int(column[entry]) &- first
              // Below the range is above any width, taken without sign.
              guard UInt(bitPattern: at) < width else { continue }
              if isOneSum {
                sums.words[at] += ofWord * word[entry] + ofBM25 * bm25[entry]
              } else {
                sums.words[at] += ofWord * word[entry]
                sums.bm25[at] += ofBM25 * bm25[entry]
              }
            }
          }
        }
      }
    }
  }
}
