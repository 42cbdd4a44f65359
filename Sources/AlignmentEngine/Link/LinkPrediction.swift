import AlignBasics
import AlignNumerics
import Foundation

/// The best candidates of some lines, and the neighbours that spoke for them.
struct LinkPrediction: Sendable {
  /// How many candidates a line has at most.
  let top: Int
  /// Line k's candidates stand at `k · top` and on, the best first; −1 where there are no more. The number of candidates
  /// stands for "serves none".
  var candidate: [Int32] = []
  /// Calibrated probabilities, or similarities where nothing was taught.
  var score: [Float] = []
  /// The probability of "serves none"; not-a-number where it cannot be told.
  var none: [Float] = []
  /// How many answers the set of a line holds, counted among its best ones; 0 where nothing was taught.
  var setSize: [Int32] = []
  /// Whether "serves none" is among them.
  var setHasNone: [Bool] = []
  /// Line k's three nearest judged texts stand at `3 k`; entry −1 where there are no more. Empty where nothing was taught.
  var neighbours: [NearestNeighbours.Neighbour] = []

  /// The number of lines.
  var count: Int { none.count }

  static let neighboursKept = 3

  /// Makes room for so many lines.
  mutating func reserve(_ lines: Int) {
    candidate.reserveCapacity(lines * top)
    score.reserveCapacity(lines * top)
    none.reserveCapacity(lines)
  }

  /// Adds one line of another prediction.
  mutating func append(_ other: LinkPrediction, line: Int) {
    candidate += other.candidate[line * top..<(line + 1) * top]
    score += other.score[line * top..<(line + 1) * top]
    none.append(other.none[line])
    setSize.append(other.setSize[line])
    setHasNone.append(other.setHasNone[line])
    if !other.neighbours.isEmpty {
      neighbours += other.neighbours[line * Self.neighboursKept..<(line + 1) * Self.neighboursKept]
    }
  }

  /// Adds the lines of another part of the same task.
  mutating func append(_ other: LinkPrediction) {
    candidate += other.candidate
    score += other.score
    none += other.none
    setSize += other.setSize
    setHasNone += other.setHasNone
    neighbours += other.neighbours
  }
}

extension LinkModel {
  /// Lines a block: fixed, so that results do not depend on the number of threads.
  private static let block = 512
  /// Lines that are worked on together, which bounds memory.
  private static let chunk = 1 << 17

  /// The best candidates of some documents.
  ///
  /// - Parameters:
  ///   - documents: what to look for candidates for.
  ///   - top: how many of each.
  ///   - excluded: by document, candidates that someone has rejected for it.
  /// - Complexity: O(stems of the documents · (candidates + texts that teach)), on at most `jobs` threads.
  func predict(_ documents: [Int], top: Int, excluded: [Int: Set<Int32>] = [:], jobs: Int) throws(AlgebraError)
    -> LinkPrediction
  {
    let isOther = documents.map { self.isUnseen($0) }
    guard isOther.contains(true) else { return try predictAlike(documents, top: top, excluded: excluded, jobs: jobs) }
    let (seen, unseen) = (documents.indices.filter { !isOther[$0] }, documents.indices.filter { isOther[$0] })
    let known = try predictAlike(seen.map { documents[$0] }, top: top, excluded: excluded, jobs: jobs)
    let others = try ofUnseen.predictAlike(unseen.map { documents[$0] }, top: top, excluded: excluded, jobs: jobs)
    var prediction = LinkPrediction(top: top)
    prediction.reserve(documents.count)
    var (ofKnown, ofOthers) = (0, 0)
    for place in documents.indices {
      if isOther[place] {
        prediction.append(others, line: ofOthers)
        ofOthers += 1
      } else {
        prediction.append(known, line: ofKnown)
        ofKnown += 1
      }
    }
    return prediction
  }

  /// The same by one blend.
  private func predictAlike(_ documents: [Int], top: Int, excluded: [Int: Set<Int32>], jobs: Int) throws(AlgebraError)
    -> LinkPrediction
  {
    var prediction = LinkPrediction(top: top)
    prediction.reserve(documents.count)
    let fused = try FusedRidge(self)
    let ranges = LabelTile.ranges(index)
    // All candidates mostly fit one tile: then a block is done with at once, and its memory serves the next.
    let only = ranges.count == 1 ? try ScoredTile(self, fused, columns: ranges[0], jobs: jobs) : nil
    for first in stride(from: 0, to: documents.count, by: Self.chunk) {
      let chunk = documents[first..<min(first + Self.chunk, documents.count)]
      let count = (chunk.count + Self.block - 1) / Self.block
      let begun = { @Sendable (block: Int) in
        let begin = first + block * Self.block
        return BlockState(
          Array(chunk[begin..<min(begin + Self.block, chunk.endIndex)]), top: top, model: self, fused: fused)
      }
      let parts: [LinkPrediction]
      if let only {
        parts = Parallel.map(count: count, jobs: jobs) { block in
          var state = begun(block)
          state.score(only, model: self, excluded: excluded)
          return state.finished(self, excluded: excluded)
        }
      } else {
        var states = Parallel.map(count: count, jobs: jobs, begun)
        for range in ranges {
          let tile = try ScoredTile(self, fused, columns: range, jobs: jobs)
          let before = states
          states = Parallel.map(count: count, jobs: jobs) { block in
            var state = before[block]
            state.score(tile, model: self, excluded: excluded)
            return state
          }
        }
        let done = states
        parts = Parallel.map(count: count, jobs: jobs) { done[$0].finished(self, excluded: excluded) }
      }
      for part in parts { prediction.append(part) }
    }
    return prediction
  }
}

/// The part of a blend that does not depend on the line: what a candidate has of its own.
private struct FusedRidge: Sendable {
  /// classes × 1: for "serves none".
  let noneRows: StemRows?
  let noneConstant: Float

  init(_ model: LinkModel) throws(AlgebraError) {
    guard let taught = model.taught, taught.hasNone else {
      (noneRows, noneConstant) = (nil, 0)
      return
    }
    let none = Int32(model.index.candidates)
    let weight = model.weights[LinkEvidence.ridge.rawValue]
    let mixture = Matrix(rows: taught.ridge.classes.count, columns: 1) { row, _ in
      taught.ridge.classes[row] == none ? weight : 0
    }
    noneRows = try taught.ridge.rows(mixture)
    let mean = zip(taught.ridge.classes, taught.ridge.mean).first { $0.0 == none }?.1 ?? 0
    noneConstant =
      Float(weight * mean + model.weights[LinkEvidence.none.rawValue])
      + Float(model.weights[LinkEvidence.habit.rawValue]) * taught.habit[model.index.candidates]
  }
}

/// Candidates of a range with all that each stem gives them, blended.
private struct ScoredTile: Sendable {
  let label: LabelTile
  let ridge: StemRows?
  /// By candidate of the range: what it has whatever the line says.
  let constant: [Float]
  var columns: Range<Int> { label.columns }

  init(_ model: LinkModel, _ fused: FusedRidge, columns: Range<Int>, jobs: Int) throws(AlgebraError) {
    label = LabelTile(model.index, columns: columns, jobs: jobs)
    guard let taught = model.taught else {
      ridge = nil
      constant = Array(repeating: 0, count: columns.count)
      return
    }
    let (own, goal) = (model.weights[LinkEvidence.ridge.rawValue], model.weights[LinkEvidence.goal.rawValue])
    let classes = taught.ridge.classes
    let none = Int32(model.index.candidates)
    let mixture = Matrix(rows: classes.count, columns: columns.count) { row, column in
      let candidate = Int32(columns.lowerBound + column)
      guard classes[row] != none else { return 0 }
      let isSibling = model.groups[Int(classes[row])] == model.groups[Int(candidate)]
      return (classes[row] == candidate ? own : 0) + (isSibling ? goal : 0)
    }
    ridge = try taught.ridge.rows(mixture)
    let habit = Float(model.weights[LinkEvidence.habit.rawValue])
    let means = try mixture.times(taught.ridge.mean, transposed: true)
    constant = means.enumerated().map { Float($1) + habit * taught.habit[columns.lowerBound + $0] }
  }
}

/// What is known so far of a block of lines, tile after tile.
private struct BlockState: Sendable {
  let documents: [Int]
  let top: Int
  var candidate: [Int32]
  var score: [Float]
  /// For the sum of exponentials over all candidates: the highest score so far, and the sum relative to it.
  var peak: [Float]
  var sum: [Double]
  var votes: [[(label: Int32, share: Float, nearest: Float)]] = []
  /// What speaks against candidates, each times its weight.
  var against: [[(label: Int32, value: Float)]] = []
  var noneScore: [Float] = []
  var neighbours: [NearestNeighbours.Neighbour] = []

  init(_ documents: [Int], top: Int, model: LinkModel, fused: FusedRidge) {
    self.documents = documents
    self.top = top
    candidate = Array(repeating: -1, count: documents.count * top)
    score = Array(repeating: -.infinity, count: documents.count * top)
    peak = Array(repeating: -.infinity, count: documents.count)
    sum = Array(repeating: 0, count: documents.count)
    guard let taught = model.taught else { return }
    let absent = NearestNeighbours.Neighbour(entry: -1, cosine: 0)
    let none = Int32(model.index.candidates)
    let (share, nearest) = (
      model.weights[LinkEvidence.neighbours.rawValue], model.weights[LinkEvidence.nearest.rawValue]
    )
    for document in documents {
      let found = taught.neighbours.nearest(document)
      let spoken = taught.neighbours.votes(found)
      votes.append(spoken)
      for index in 0..<LinkPrediction.neighboursKept { neighbours.append(index < found.count ? found[index] : absent) }
      let weight = Float(model.weights[LinkEvidence.rejected.rawValue])
      let objections = weight > 0 ? taught.rejected?.against(document).map { ($0.label, weight * $0.value) } ?? [] : []
      against.append(objections)
      var score = fused.noneConstant
      if let objection = objections.first(where: { $0.0 == none }) { score -= objection.1 }
      if let vote = spoken.first(where: { $0.label == none }) {
        score += Float(share) * vote.share + Float(nearest) * vote.nearest
      }
      if let rows = fused.noneRows {
        let length = model.index.norms.whole(document, model.index.space)
        withUnsafeMutablePointer(to: &score) {
          if length > 0 { rows.add(model.index.corpus, document, factor: 1 / length, to: $0) }
        }
      }
      noneScore.append(score)
    }
  }

  mutating func score(_ tile: ScoredTile, model: LinkModel, excluded: [Int: Set<Int32>]) {
    let weights = model.weights.map { Float($0) }
    let factors = (weights[0], weights[1], weights[2], weights[3])
    let width = tile.columns.count
    let first = tile.columns.lowerBound
    var sums = tile.constant
    sums.withUnsafeMutableBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      for (index, document) in documents.enumerated() {
        tile.constant.withUnsafeBufferPointer { base.update(from: $0.baseAddress ?? UnsafePointer(base), count: width) }
        tile.label.add(document, factors: factors, to: (base, base, base, base), offset: 0)
        if let vectors = model.index.vectors, weights[LinkEvidence.vectors.rawValue] != 0 {
          vectors.add(
            model.index.corpus, document, factor: weights[LinkEvidence.vectors.rawValue], columns: tile.columns,
            to: base)
        }
        if let ridge = tile.ridge {
          let length = model.index.norms.whole(document, model.index.space)
          if length > 0 { ridge.add(model.index.corpus, document, factor: 1 / length, to: base) }
          for vote in votes[index] where tile.columns.contains(Int(vote.label)) {
            base[Int(vote.label) - first] +=
              weights[LinkEvidence.neighbours.rawValue] * vote.share + weights[LinkEvidence.nearest.rawValue]
              * vote.nearest
          }
          for (label, value) in against[index] where tile.columns.contains(Int(label)) {
            base[Int(label) - first] -= value
          }
        }
        if let rejected = excluded[document] {
          for label in rejected where tile.columns.contains(Int(label)) { base[Int(label) - first] = -.infinity }
        }
        keepBest(index, base, width: width, first: first)
        if tile.ridge != nil { addExponentials(index, base, width: width) }
      }
    }
  }

  /// Most candidates come nowhere near the best, so eight are passed over at once.
  @inline(__always)
  private mutating func keepBest(_ index: Int, _ sums: UnsafeMutablePointer<Float>, width: Int, first: Int) {
    let start = index * top
    candidate.withUnsafeMutableBufferPointer { candidate in
      score.withUnsafeMutableBufferPointer { score in
        guard let candidate = candidate.baseAddress, let score = score.baseAddress else { return }
        var least = score[start + top - 1]
        var column = 0
        while column < width {
          if column &+ 8 <= width {
            let eight = UnsafeRawPointer(sums + column).loadUnaligned(as: SIMD8<Float>.self)
            if !Self.isAny(eight .> least) {
              column &+= 8
              continue
            }
          }
          let end = min(column &+ 8, width)
          while column < end {
            let value = sums[column]
            if value > least {
              var at = start + top - 1
              while at > start, score[at - 1] < value {
                score[at] = score[at - 1]
                candidate[at] = candidate[at - 1]
                at -= 1
              }
              score[at] = value
              candidate[at] = Int32(truncatingIfNeeded: first + column)
              least = score[start + top - 1]
            }
            column &+= 1
          }
        }
      }
    }
  }

  /// Whether any lane is set; the halves are joined by hand, which compiles to four instructions.
  @inline(__always)
  private static func isAny(_ mask: SIMDMask<SIMD8<Int32>>) -> Bool {
    let lanes = unsafeBitCast(mask, to: SIMD8<Int32>.self)
    let pair = unsafeBitCast(lanes.lowHalf | lanes.highHalf, to: SIMD2<UInt64>.self)
    return pair[0] | pair[1] != 0
  }

  @inline(__always)
  private mutating func addExponentials(_ index: Int, _ sums: UnsafeMutablePointer<Float>, width: Int) {
    var highest = peak[index]
    for column in 0..<width { highest = max(highest, sums[column]) }
    guard highest > -.infinity else { return }
    var total = 0.0
    for column in 0..<width where sums[column] > highest - 20 { total += Double(exp(sums[column] - highest)) }
    sum[index] = total + (peak[index] > -.infinity ? sum[index] * Double(exp(peak[index] - highest)) : 0)
    peak[index] = highest
  }

  /// Scores as calibrated probabilities, with "serves none" in its place among them.
  func finished(_ model: LinkModel, excluded: [Int: Set<Int32>]) -> LinkPrediction {
    var prediction = LinkPrediction(top: top)
    prediction.reserve(documents.count)
    prediction.neighbours = neighbours
    guard let taught = model.taught else {
      for (candidate, score) in zip(candidate, score) {
        // What shares not one run of letters with a line is no suggestion.
        prediction.candidate.append(score > 0 ? candidate : -1)
        prediction.score.append(score > 0 ? score : 0)
      }
      prediction.none = Array(repeating: .nan, count: documents.count)
      prediction.setSize = Array(repeating: 0, count: documents.count)
      prediction.setHasNone = Array(repeating: false, count: documents.count)
      return prediction
    }
    let none = Int32(model.index.candidates)
    for index in documents.indices {
      let isNonePossible = taught.hasNone && !(excluded[documents[index]]?.contains(none) ?? false)
      let highest = max(peak[index], isNonePossible ? noneScore[index] : -.infinity)
      var total = peak[index] > -.infinity ? sum[index] * Double(exp(peak[index] - highest)) : 0
      if isNonePossible { total += Double(exp(noneScore[index] - highest)) }
      var list: [(candidate: Int32, score: Float)] = []
      var inSet: Int32 = 0
      let threshold = model.threshold(documents[index])
      for at in index * top..<(index + 1) * top where candidate[at] >= 0 && score[at] > -.infinity {
        let raw = Double(exp(score[at] - highest)) / max(total, 1e-300)
        if raw >= threshold { inSet += 1 }
        list.append((candidate[at], Float(model.blend.calibration.probability(raw))))
      }
      var noneProbability = Float.nan
      var setHasNone = false
      if isNonePossible, let calibration = model.blend.noneCalibration {
        let raw = Double(exp(noneScore[index] - highest)) / max(total, 1e-300)
        noneProbability = Float(calibration.probability(raw))
        setHasNone = raw >= threshold
        if setHasNone { inSet += 1 }
        let at = list.firstIndex { $0.score < noneProbability } ?? list.count
        list.insert((none, noneProbability), at: at)
      }
      for at in 0..<top {
        prediction.candidate.append(at < list.count ? list[at].candidate : -1)
        prediction.score.append(at < list.count ? list[at].score : 0)
      }
      prediction.none.append(noneProbability)
      prediction.setSize.append(inSet)
      prediction.setHasNone.append(setHasNone)
    }
    return prediction
  }
}
