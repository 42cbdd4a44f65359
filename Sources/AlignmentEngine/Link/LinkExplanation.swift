import AlignNumerics

/// Why a candidate was suggested: the words of the line that spoke for it most.
struct LinkExplanation: Sendable {
  private let model: LinkModel
  private let column: [Int32: Int]
  private let ridge: StemRows?

  /// Numbers that the rows of the classifier may hold here; beyond it words are weighed by the texts alone.
  private static let room = 20_000_000
  /// The most words given as a reason.
  static let wordsShown = 3

  /// Makes ready to explain suggestions of some candidates.
  init(_ model: LinkModel, candidates: Set<Int32>) throws(AlgebraError) {
    self.model = model
    let sorted = candidates.sorted()
    column = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    guard let taught = model.taught, sorted.count * model.index.corpus.vocabulary.count <= Self.room else {
      ridge = nil
      return
    }
    let (own, goal) = (model.weights[LinkEvidence.ridge.rawValue], model.weights[LinkEvidence.goal.rawValue])
    let (classes, none) = (taught.ridge.classes, Int32(model.index.candidates))
    ridge = try taught.ridge.rows(
      Matrix(rows: classes.count, columns: sorted.count) { row, column in
        let candidate = sorted[column]
        if classes[row] == candidate { return own + (candidate == none ? 0 : goal) }
        guard candidate != none, classes[row] != none else { return 0 }
        return model.groups[Int(classes[row])] == model.groups[Int(candidate)] ? goal : 0
      })
  }

  /// The words of a document that spoke most for a candidate, the strongest first.
  func words(_ document: Int, for candidate: Int32, count: Int = Self.wordsShown) -> [String] {
    let index = model.index
    let corpus = index.corpus
    let (stems, runs) = (index.norms.stems[document], index.norms.runs[document])
    let whole = index.norms.whole(document, index.space)
    guard stems > 0, runs > 0, whole > 0 else { return [] }
    let most = max(index.bm25Most(document), 1e-9)
    let weights = model.weights.map { Float($0) }
    var spoken: [(stem: Int, value: Float)] = []
    for position in corpus.range(document) {
      let stem = Int(corpus.stem[position])
      let weight = corpus.weight[position]
      var value: Float = 0
      if Int(candidate) < index.candidates {
        value += weights[0] * weight * index.space.rarity[stem] / stems * index.words.value(stem, candidate)
        value += weights[2] * weight / most * index.bm25.value(stem, candidate)
        for entry in index.space.runStart[stem]..<index.space.runStart[stem + 1] {
          let part = index.runs.value(Int(index.space.run[entry]), candidate)
          value += weights[1] * weight / runs * index.space.runWeight[entry] * part
        }
      }
      if let ridge, let column = column[candidate] {
        value += weight / whole * ridge.values[stem * ridge.width + column]
      }
      if value > 0 { spoken.append((stem, value)) }
    }
    spoken.sort { ($1.value, $0.stem) < ($0.value, $1.stem) }
    let least = (spoken.first?.value ?? 0) / 10
    return spoken.prefix(count).filter { $0.value >= least }.map { corpus.vocabulary.word($0.stem) }
  }
}

extension Postings {
  /// The entry of a feature for one column, or 0.
  fileprivate func value(_ feature: Int, _ wanted: Int32) -> Float {
    var (low, high) = (start[feature], start[feature + 1])
    while low < high {
      let middle = (low + high) / 2
      if column[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < start[feature + 1] && column[low] == wanted ? value[low] : 0
  }
}
