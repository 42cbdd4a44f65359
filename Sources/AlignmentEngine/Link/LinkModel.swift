import AlignBasics
import AlignNumerics
import Foundation

/// What has been learnt of which line serves what: from the texts alone, and from what people have confirmed.
struct LinkModel: Sendable {
  let index: TextIndex
  /// By candidate, its goal, so that what is known of one indicator helps its siblings.
  let groups: [Int32]
  /// By line, its programme or department; empty where they are not told apart.
  let programs: [Int32]
  /// Nil where too little was confirmed; scores are then similarities, not probabilities.
  let taught: Taught?
  /// What the evidence weighs, and how sure that makes.
  private(set) var blend: Blend
  var weights: [Double] { blend.weights }

  /// What comes of confirmed links.
  struct Taught: Sendable {
    let teaching: LinkTeaching
    let neighbours: NearestNeighbours
    let ridge: RidgeClassifier
    /// Nil where nothing was rejected.
    let rejected: RejectedPairs?
    /// By candidate and, last, "serves none".
    let habit: [Float]
    let hasNone: Bool
    /// For lines of programmes nothing of which was judged; nil where there are too few programmes to hold one out.
    let unseen: Blend?
    /// Programmes of which some text teaches.
    let seenPrograms: Set<Int32>
  }

  /// Weights with the probabilities and sets that hold for them.
  struct Blend: Sendable {
    var weights: [Double]
    var calibration = LinkCalibration([])
    /// For "serves none" apart; nil where nobody ever gave that answer.
    var noneCalibration: LinkCalibration?
    /// Nil with too few texts.
    var sets: ConformalSets?
    /// By programme that has enough texts of its own.
    var setsOfProgram: [Int32: ConformalSets] = [:]
    /// Programmes that were held out whole; 0 where texts were held out one by one.
    var heldOutPrograms = 0
  }

  /// Texts that teach; more are taken at even steps, which costs nothing that can be measured.
  static let teachingLimit = 8000

  /// Learns from judged lines; with too few of them the model knows similarity only.
  ///
  /// - Parameters:
  ///   - programs: by line, its programme or department, −1 where it has none.
  ///   - rejected: lines with what someone has rejected for them.
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  init(
    _ index: TextIndex, groups: [Int32], programs: [Int32] = [], judged: [JudgedLine], rejected: [JudgedLine] = [],
    jobs: Int
  ) throws(AlgebraError) {
    let teaching = LinkTeaching(judged, in: index, limit: Self.teachingLimit)
    try self.init(index, groups: groups, programs: programs, teaching: teaching, rejected: rejected, jobs: jobs)
  }

  /// Learns from texts with their answers.
  init(
    _ index: TextIndex, groups: [Int32], programs: [Int32] = [], teaching: LinkTeaching, rejected: [JudgedLine] = [],
    jobs: Int
  ) throws(AlgebraError) {
    self.index = index
    self.groups = groups
    self.programs = programs
    guard teaching.suffices else {
      taught = nil
      blend = Blend(
        weights: index.vectors == nil ? LinkEvidence.similarity : LinkEvidence.similarityWithVectors)
      return
    }
    let neighbours = NearestNeighbours(teaching, in: index, jobs: jobs)
    let ridge = try RidgeClassifier(teaching, in: index, jobs: jobs)
    let against = RejectedPairs(rejected, in: index, jobs: jobs)
    var counts = [Float](repeating: 0, count: index.candidates + 1)
    for label in teaching.labels.joined() { counts[Int(label)] += 1 }
    let hasNone = counts[index.candidates] > 0
    let builder = ExampleBuilder(
      index: index, groups: groups, teaching: teaching, neighbours: neighbours, ridge: ridge, rejected: against,
      counts: counts)
    let seen = builder.examples(hasNone: hasNone, holdingOutPrograms: false, jobs: jobs)
    var kinds: Set<LinkEvidence> = []
    if index.vectors != nil { kinds.insert(.vectors) }
    if against != nil { kinds.insert(.rejected) }
    blend = Self.learn(seen, hasFurther: kinds)
    var unseen: Blend?
    let held = teaching.programs
    if !held.isEmpty {
      let examples = builder.examples(hasNone: hasNone, holdingOutPrograms: true, jobs: jobs)
      unseen = Self.learn(examples, hasFurther: kinds)
      unseen?.heldOutPrograms = held.count
    }
    taught = Taught(
      teaching: teaching, neighbours: neighbours, ridge: ridge, rejected: against,
      habit: counts.map { Float(log1p(Double($0))) }, hasNone: hasNone, unseen: unseen,
      seenPrograms: Set(teaching.program.filter { $0 >= 0 }))
  }

  /// Whether a line is of a programme nothing of which was judged.
  func isUnseen(_ document: Int) -> Bool {
    guard let taught, taught.unseen != nil, document - index.candidates < programs.count else { return false }
    let program = programs[document - index.candidates]
    return program >= 0 && !taught.seenPrograms.contains(program)
  }

  /// The model as it speaks of lines of programmes that it has not seen.
  var ofUnseen: LinkModel {
    var model = self
    if let unseen = taught?.unseen { model.blend = unseen }
    return model
  }

  /// The least raw probability of an answer in the set of a document.
  func threshold(_ document: Int) -> Double {
    let line = document - index.candidates
    if line < programs.count, let own = blend.setsOfProgram[programs[line]] { return own.threshold }
    return blend.sets?.threshold ?? .infinity
  }

  /// Weights, probabilities and sets from examples: each half is judged by weights learnt on the other, so that what is calibrated was
  /// not fitted.
  ///
  /// - Parameter further: kinds of evidence that weigh only where they help.
  private static func learn(_ examples: BlendExamples, hasFurther further: Set<LinkEvidence>) -> Blend {
    let leftOut = leftOut(examples, further)
    var blend = Blend(weights: examples.weights(on: Array(0..<examples.count), leavingOut: leftOut))
    let none = Int32(examples.width - 1)
    var pairs: [(raw: Double, isRight: Bool)] = []
    var nonePairs: [(raw: Double, isRight: Bool)] = []
    var truth: [(program: Int32, raw: Double)] = []
    forEachHeldOut(examples, leftOut) { example, raw in
      let order = raw.indices.dropLast().sorted { (raw[$1], $0) < (raw[$0], $1) }.prefix(5)
      for candidate in order { pairs.append((raw[candidate], examples.truth[example].contains(Int32(candidate)))) }
      nonePairs.append((raw[Int(none)], examples.truth[example].contains(none)))
      truth.append((examples.program[example], examples.truth[example].map { raw[Int($0)] }.max() ?? 0))
    }
    blend.calibration = LinkCalibration(pairs)
    blend.noneCalibration = examples.hasNone ? LinkCalibration(nonePairs) : nil
    blend.sets = ConformalSets(truth.map(\.raw))
    for (program, own) in Dictionary(grouping: truth, by: \.program)
    where program >= 0 && own.count >= ConformalSets.fewestOfGroup {
      blend.setsOfProgram[program] = ConformalSets(own.map(\.raw))
    }
    return blend
  }

  private static func forEachHeldOut(
    _ examples: BlendExamples, _ leftOut: Set<LinkEvidence>, _ body: (Int, [Double]) -> Void
  ) {
    for half in 0..<2 {
      let weights = examples.weights(on: (0..<examples.count).filter { $0 % 2 != half }, leavingOut: leftOut)
      for example in 0..<examples.count where example % 2 == half {
        body(example, softmax(examples.scores(example, weights)))
      }
    }
  }

  /// The kinds that there are none of, and those that do not help.
  private static func leftOut(_ examples: BlendExamples, _ further: Set<LinkEvidence>) -> Set<LinkEvidence> {
    var leftOut: Set<LinkEvidence> = [.vectors, .rejected]
    for kind in [LinkEvidence.vectors, .rejected] where further.contains(kind) {
      if helps(kind, examples, besides: leftOut.subtracting([kind])) { leftOut.remove(kind) }
    }
    return leftOut
  }

  /// Whether a kind of evidence helps where it was not fitted: each half of the examples is judged by weights learnt on the other.
  private static func helps(_ kind: LinkEvidence, _ examples: BlendExamples, besides leftOut: Set<LinkEvidence>) -> Bool
  {
    var (gain, right) = (0.0, 0)
    for half in 0..<2 {
      let held = (0..<examples.count).filter { $0 % 2 == half }
      let others = (0..<examples.count).filter { $0 % 2 != half }
      let with = examples.fit(examples.weights(on: others, leavingOut: leftOut), on: held)
      let without = examples.fit(examples.weights(on: others, leavingOut: leftOut.union([kind])), on: held)
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
  let rejected: RejectedPairs?
  let counts: [Float]

  /// Numbers that examples may hold: 100 MB of four bytes.
  private static let room = 25_000_000

  func examples(hasNone: Bool, holdingOutPrograms: Bool, jobs: Int) -> BlendExamples {
    let width = index.candidates + 1
    let kinds = LinkEvidence.count
    let most = max(100, min(1000, Self.room / (width * kinds)))
    let able = (0..<teaching.count).filter { !holdingOutPrograms || teaching.program[$0] >= 0 }
    let entries = LinkTeaching.evenly(most, of: able.count).map { able[$0] }
    let ofPrograms = holdingOutPrograms ? countsOfPrograms() : [:]
    let tiles = LabelTile.ranges(index).map { LabelTile(index, columns: $0, jobs: jobs) }
    let blocks = Parallel.map(count: (entries.count + 63) / 64, jobs: jobs) { block -> [Float] in
      var values: [Float] = []
      for entry in entries[block * 64..<min((block + 1) * 64, entries.count)] {
        values.append(contentsOf: evidence(entry, tiles, ofPrograms))
      }
      return values
    }
    var examples = BlendExamples(width: width, hasNone: hasNone)
    examples.evidence = Array(blocks.joined())
    examples.truth = entries.map { teaching.labels[$0] }
    examples.program = entries.map { teaching.program[$0] }
    return examples
  }

  /// By programme, how many of its texts are tied to each candidate.
  private func countsOfPrograms() -> [Int32: [Float]] {
    var counts: [Int32: [Float]] = [:]
    for (entry, labels) in teaching.labels.enumerated() where teaching.program[entry] >= 0 {
      for label in labels {
        counts[teaching.program[entry], default: Array(repeating: 0, count: index.candidates + 1)][Int(label)] += 1
      }
    }
    return counts
  }

  /// - Parameter ofPrograms: empty where only the text itself is held out, else what its whole programme would add.
  private func evidence(_ entry: Int, _ tiles: [LabelTile], _ ofPrograms: [Int32: [Float]]) -> [Float] {
    let isWhole = !ofPrograms.isEmpty
    let program = teaching.program[entry]
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
      for vote in neighbours.votes(
        neighbours.nearest(document, leavingOut: entry, wholeProgram: isWhole))
      {
        row(.neighbours)[Int(vote.label)] = vote.share
        row(.nearest)[Int(vote.label)] = vote.nearest
      }
      var goals: [Int32: Float] = [:]
      for (column, label) in ridge.classes.enumerated() {
        let value = Float(((isWhole ? ridge.programLeftOut : nil) ?? ridge.leftOut)[entry, column])
        row(.ridge)[Int(label)] = value
        if Int(label) < none { goals[groups[Int(label)], default: 0] += value }
      }
      for candidate in 0..<none { row(.goal)[candidate] = goals[groups[candidate]] ?? 0 }
      for candidate in 0..<width {
        let others =
          counts[candidate] - (ofPrograms[program]?[candidate] ?? (own.contains(Int32(candidate)) ? 1 : 0))
        row(.habit)[candidate] = Float(log1p(Double(max(0, others))))
      }
      row(.none)[none] = 1
      if let rejected {
        let isOwn = rejected.entries(ofLines: teaching.lines[entry], program: isWhole ? program : nil)
        for (label, value) in rejected.against(document, leavingOut: isOwn) { row(.rejected)[Int(label)] = -value }
      }
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
