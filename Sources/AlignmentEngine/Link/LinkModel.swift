import AlignBasics
import AlignNumerics
import Foundation

/// What has been learnt of which line serves what: from the texts alone, and from what people have confirmed.
struct LinkModel: Sendable {
  let index: TextIndex
  /// By candidate, its goal, so that what is known of one indicator helps its siblings.
  let groups: [Int32]
  /// Nil where too little was confirmed; scores are then similarities, not probabilities.
  let taught: Taught?
  let weights: [Double]

  /// What comes of confirmed links.
  struct Taught: Sendable {
    let teaching: LinkTeaching
    let neighbours: NearestNeighbours
    let ridge: RidgeClassifier
    /// By candidate and, last, "serves none".
    let habit: [Float]
    let hasNone: Bool
    let calibration: LinkCalibration
    /// For "serves none" apart; nil where nobody ever gave that answer.
    let noneCalibration: LinkCalibration?
    /// Nil with too few texts.
    let sets: ConformalSets?
  }

  /// Texts that teach; more are taken at even steps, which costs nothing that can be measured.
  static let teachingLimit = 8000

  /// Learns from judged lines; with too few of them the model knows similarity only.
  ///
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  init(_ index: TextIndex, groups: [Int32], judged: [JudgedLine], jobs: Int) throws(AlgebraError) {
    let teaching = LinkTeaching(judged, in: index, limit: Self.teachingLimit)
    try self.init(index, groups: groups, teaching: teaching, jobs: jobs)
  }

  /// Learns from texts with their answers.
  init(_ index: TextIndex, groups: [Int32], teaching: LinkTeaching, jobs: Int) throws(AlgebraError) {
    self.index = index
    self.groups = groups
    guard teaching.suffices else {
      taught = nil
      weights = index.vectors == nil ? LinkEvidence.similarity : LinkEvidence.similarityWithVectors
      return
    }
    let neighbours = NearestNeighbours(teaching, in: index, jobs: jobs)
    let ridge = try RidgeClassifier(teaching, in: index, jobs: jobs)
    let none = Int32(index.candidates)
    var counts = [Float](repeating: 0, count: index.candidates + 1)
    for label in teaching.labels.joined() { counts[Int(label)] += 1 }
    let hasNone = counts[index.candidates] > 0
    let builder = ExampleBuilder(
      index: index, groups: groups, teaching: teaching, neighbours: neighbours, ridge: ridge, counts: counts)
    let examples = builder.examples(hasNone: hasNone, jobs: jobs)
    let leftOut: LinkEvidence? = index.vectors == nil || !Self.vectorsHelp(examples) ? .vectors : nil
    weights = examples.weights(on: Array(0..<examples.count), leavingOut: leftOut)
    // Each half is judged by weights learnt on the other, so that what is calibrated was not fitted.
    var pairs: [(raw: Double, isRight: Bool)] = []
    var nonePairs: [(raw: Double, isRight: Bool)] = []
    var truth: [Double] = []
    for half in 0..<2 {
      let halfWeights = examples.weights(
        on: (0..<examples.count).filter { $0 % 2 != half }, leavingOut: leftOut)
      for example in 0..<examples.count where example % 2 == half {
        let raw = Self.softmax(examples.scores(example, halfWeights))
        let order = raw.indices.dropLast().sorted { (raw[$1], $0) < (raw[$0], $1) }.prefix(5)
        for candidate in order { pairs.append((raw[candidate], examples.truth[example].contains(Int32(candidate)))) }
        nonePairs.append((raw[index.candidates], examples.truth[example].contains(none)))
        truth.append(examples.truth[example].map { raw[Int($0)] }.max() ?? 0)
      }
    }
    taught = Taught(
      teaching: teaching, neighbours: neighbours, ridge: ridge, habit: counts.map { Float(log1p(Double($0))) },
      hasNone: hasNone, calibration: LinkCalibration(pairs),
      noneCalibration: hasNone ? LinkCalibration(nonePairs) : nil, sets: ConformalSets(truth))
  }

  /// Whether vectors help where they were not fitted: each half of the examples is judged by weights learnt on the other.
  private static func vectorsHelp(_ examples: BlendExamples) -> Bool {
    var (gain, right) = (0.0, 0)
    for half in 0..<2 {
      let held = (0..<examples.count).filter { $0 % 2 == half }
      let others = (0..<examples.count).filter { $0 % 2 != half }
      let with = examples.fit(examples.weights(on: others), on: held)
      let without = examples.fit(examples.weights(on: others, leavingOut: .vectors), on: held)
      gain += with.logLikelihood - without.logLikelihood
      right += with.right - without.right
    }
    return gain > 0 && right >= 0
  }

  private static func softmax(_ scores: [Double]) -> [Double] {
    let peak = scores.max() ?? 0
    let raised = scores.map { exp($0 - peak) }
    let total = raised.reduce(0, +)
    return raised.map { $0 / total }
  }
}

/// Gathers, for texts already judged, the evidence that speaks when their own judgement is left out.
private struct ExampleBuilder {
  let index: TextIndex
  let groups: [Int32]
  let teaching: LinkTeaching
  let neighbours: NearestNeighbours
  let ridge: RidgeClassifier
  let counts: [Float]

  /// Numbers that examples may hold: 100 MB of four bytes.
  private static let room = 25_000_000

  func examples(hasNone: Bool, jobs: Int) -> BlendExamples {
    let width = index.candidates + 1
    let kinds = LinkEvidence.count
    let most = max(100, min(1000, Self.room / (width * kinds)))
    let entries = LinkTeaching.evenly(most, of: teaching.count)
    let tiles = LabelTile.ranges(index).map { LabelTile(index, columns: $0, jobs: jobs) }
    let blocks = Parallel.map(count: (entries.count + 63) / 64, jobs: jobs) { block -> [Float] in
      var values: [Float] = []
      for entry in entries[block * 64..<min((block + 1) * 64, entries.count)] {
        values.append(contentsOf: evidence(entry, tiles))
      }
      return values
    }
    var examples = BlendExamples(width: width, hasNone: hasNone)
    examples.evidence = Array(blocks.joined())
    examples.truth = entries.map { teaching.labels[$0] }
    return examples
  }

  private func evidence(_ entry: Int, _ tiles: [LabelTile]) -> [Float] {
    let (width, none) = (index.candidates + 1, index.candidates)
    let document = teaching.document[entry]
    var values = [Float](repeating: 0, count: LinkEvidence.count * width)
    let own = teaching.labels[entry]
    values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      func row(_ kind: LinkEvidence) -> UnsafeMutablePointer<Float> { base + kind.rawValue * width }
      for tile in tiles {
        tile.add(
          document, factors: (1, 1, 1, 1), to: (row(.words), row(.runs), row(.bm25), row(.latent)),
          offset: tile.columns.lowerBound)
      }
      index.vectors?.add(index.corpus, document, factor: 1, columns: 0..<none, to: row(.vectors))
      for vote in neighbours.votes(neighbours.nearest(document, leavingOut: entry)) {
        row(.neighbours)[Int(vote.label)] = vote.share
        row(.nearest)[Int(vote.label)] = vote.nearest
      }
      var goals: [Int32: Float] = [:]
      for (column, label) in ridge.classes.enumerated() {
        let value = Float(ridge.leftOut[entry, column])
        row(.ridge)[Int(label)] = value
        if Int(label) < none { goals[groups[Int(label)], default: 0] += value }
      }
      for candidate in 0..<none { row(.goal)[candidate] = goals[groups[candidate]] ?? 0 }
      for candidate in 0..<width {
        let others = counts[candidate] - (own.contains(Int32(candidate)) ? 1 : 0)
        row(.habit)[candidate] = Float(log1p(Double(max(0, others))))
      }
      row(.none)[none] = 1
    }
    return values
  }
}

/// Candidates of a range with what each stem gives them by their own texts.
struct LabelTile: Sendable {
  let columns: Range<Int>
  private let index: TextIndex
  private let runs: StemRows
  private let latent: StemRows?

  /// Numbers that the rows of one tile may hold: three tables of 40 MB.
  private static let room = 10_000_000

  /// The ranges of candidates whose rows fit into memory together.
  static func ranges(_ index: TextIndex) -> [Range<Int>] {
    let width = max(64, room / max(index.corpus.vocabulary.count, 1))
    return stride(from: 0, to: index.candidates, by: width).map { $0..<min($0 + width, index.candidates) }
  }

  init(_ index: TextIndex, columns: Range<Int>, jobs: Int) {
    self.index = index
    self.columns = columns
    runs = index.runs.rows(index.space, columns: columns, jobs: jobs)
    latent = index.latent?.rows(index.corpus, of: columns, jobs: jobs)
  }

  typealias Sums = UnsafeMutablePointer<Float>

  /// Adds the four measures of text, each times its factor, to their sums, which begin at `offset`.
  @inline(__always)
  func add(
    _ document: Int, factors: (words: Float, runs: Float, bm25: Float, latent: Float),
    to sums: (words: Sums, runs: Sums, bm25: Sums, latent: Sums), offset: Int
  ) {
    index.addStems(
      document, words: factors.words, bm25: factors.bm25, columns: columns,
      to: (sums.words + offset, sums.bm25 + offset))
    let length = index.norms.runs[document]
    if factors.runs != 0, length > 0 {
      runs.add(index.corpus, document, factor: factors.runs / length, to: sums.runs + offset)
    }
    if factors.latent != 0, let latent, let space = index.latent {
      withUnsafeTemporaryAllocation(of: Float.self, capacity: space.dimensions) { vector in
        guard let base = vector.baseAddress else { return }
        let length = space.index(index.corpus, document, into: base)
        if length > 0 { latent.add(index.corpus, document, factor: factors.latent / length, to: sums.latent + offset) }
      }
    }
  }
}
