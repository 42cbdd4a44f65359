import AlignModel
import Foundation

/// How well held-out confirmed links are found again by a model that has not seen them.
package struct LinkEvaluation: Sendable {
  /// Distinct texts that were held out in turn, and into how many parts they were cut.
  package private(set) var texts = 0
  package private(set) var folds = 0
  /// Over all texts.
  package private(set) var total = Score()
  /// By department of the texts' first lines, in order of name.
  package private(set) var departments: [(name: String, score: Score)] = []
  /// Texts by probability of the best suggestion or of all that were shown.
  package private(set) var reliability: [ReliabilityBin] = []
  /// Mean distance of the probability of the best suggestion from how often it is right.
  package private(set) var calibrationError: Double?
  /// Of texts held out, those whose set of answers held a right one, those whose set was one answer, and those of these that
  /// were right; the sets are made for ``ConformalSets/level``.
  package private(set) var sets = (covered: 0, single: 0, singleRight: 0)
  /// By held-out text: its first line, its answers and the suggestions, for those who compare.
  package private(set) var answers: [(line: Int, truth: [Int32], found: [Int32], score: [Float])] = []

  /// Measures over some texts.
  package struct Score: Sendable, Hashable {
    package var texts = 0
    /// The share of texts whose best suggestion is right.
    package var precisionAt1 = 0.0
    /// The share of a text's answers among its first three and five suggestions.
    package var recallAt3 = 0.0
    package var recallAt5 = 0.0
    /// One over the rank of the first right suggestion.
    package var reciprocalRank = 0.0
    /// The mean, over a text's answers, of the precision at their ranks.
    package var averagePrecision = 0.0
  }

  /// Suggestions whose probability lies in a tenth.
  package struct ReliabilityBin: Sendable, Hashable {
    package var low: Double
    package var high: Double
    package var count = 0
    /// Their mean probability, and the share of them that is right.
    package var probability = 0.0
    package var right = 0.0
  }

  /// Why nothing can be measured.
  package struct TooFew: AlignError, Sendable, Hashable {
    package var texts: Int
    package var needed: Int
    package var problems: [Problem] {
      [Problem(.tooFewTexts, at: Problem.Place(table: "links"), .count(texts), .count(needed))]
    }
  }

  /// Ranks beyond this count as not found.
  private static let depth = 50

  /// Cuts the judged texts into parts and finds each by a model taught by the others.
  ///
  /// Where whole programmes are held out, each is found by what others teach, as one that nobody has judged yet would be.
  ///
  /// Lines of one text are held out together, and so are lines that one prefix tied: otherwise a part of an answer would
  /// teach the other.
  ///
  /// - Parameters:
  ///   - task: lines and what was judged of them.
  ///   - folds: parts, at least two.
  ///   - seed: of the order in which texts are dealt out.
  ///   - assigned: by line of the task, its part, where a caller wants the same parts as another program.
  ///   - byProgram: whether whole programmes are held out (departments, where lines have no programmes).
  ///   - departments: by line of the task.
  /// - Throws: ``TooFew``, or ``AlgebraError``.
  package init(
    of task: LinkTask, folds: Int = 5, seed: UInt64 = 1, assigned: [Int: Int]? = nil, byProgram: Bool = false,
    department: (Int) -> String? = { _ in nil }, jobs: Int = 1
  ) throws {
    let teaching = LinkTeaching(task.judged, in: task.index, limit: LinkModel.teachingLimit)
    let fold = Self.deal(teaching, folds: folds, seed: seed, assigned: assigned, byProgram: byProgram)
    let parts = (fold.max() ?? -1) + 1
    // Every part is found again by what the others teach, and they have to be enough.
    let sizes = fold.reduce(into: [Int](repeating: 0, count: max(parts, 1))) { $0[$1] += 1 }
    let fewestLeft = teaching.count - (sizes.max() ?? 0)
    guard teaching.suffices, parts >= 2, fewestLeft >= LinkTeaching.fewest else {
      let share = max(2, parts)
      throw TooFew(texts: teaching.count, needed: (LinkTeaching.fewest * share + share - 2) / (share - 1))
    }
    texts = teaching.count
    self.folds = parts
    var byDepartment: [String: Score] = [:]
    var tenths = (0..<10).map { ReliabilityBin(low: Double($0) / 10, high: Double($0 + 1) / 10) }
    var firsts = tenths
    var isCalibrated = true
    for part in 0..<parts {
      let held = fold.indices.filter { fold[$0] == part }
      let hidden = Set(held.flatMap { teaching.lines[$0] })
      let model = try LinkModel(
        task.index, groups: task.groups, programs: task.programs,
        teaching: teaching.taking(fold.indices.filter { fold[$0] != part }),
        rejected: task.rejectedLines.filter { !hidden.contains($0.line) }, jobs: jobs)
      isCalibrated = isCalibrated && model.taught != nil
      let top = min(Self.depth, task.candidates.count + 1)
      let prediction = try model.predict(held.map { teaching.document[$0] }, top: top, jobs: jobs)
      for (index, entry) in held.enumerated() {
        let truth = teaching.labels[entry]
        let range = index * top..<(index + 1) * top
        let found = prediction.candidate[range].filter { $0 >= 0 }
        let score = Self.score(found, truth: truth)
        let size = Int(prediction.setSize[index])
        let isCovered = found.prefix(size).contains { truth.contains($0) }
        if isCovered { sets.covered += 1 }
        if size == 1 { sets.single += 1 }
        if size == 1, isCovered { sets.singleRight += 1 }
        total.add(score)
        let line = teaching.lines[entry][0]
        byDepartment[department(line) ?? "", default: Score()].add(score)
        for rank in 0..<min(5, found.count) {
          let probability = Double(prediction.score[range.lowerBound + rank])
          let bin = min(9, max(0, Int(probability * 10)))
          let isRight = truth.contains(found[rank])
          tenths[bin].add(probability, isRight)
          if rank == 0 { firsts[bin].add(probability, isRight) }
        }
        answers.append(
          (line, truth, Array(found.prefix(5)), Array(prediction.score[range].prefix(min(5, found.count)))))
      }
    }
    total.finish()
    departments = byDepartment.sorted { $0.key < $1.key }.map { name, score in
      var score = score
      score.finish()
      return (name, score)
    }
    guard isCalibrated else { return }
    reliability = tenths.filter { $0.count > 0 }.map { $0.finished }
    let all = Double(max(texts, 1))
    calibrationError = firsts.reduce(0.0) { sum, bin in
      bin.count > 0 ? sum + Double(bin.count) / all * abs(bin.finished.probability - bin.finished.right) : sum
    }
  }

  private static func score(_ found: [Int32], truth: [Int32]) -> Score {
    var score = Score(texts: 1)
    var right = 0
    for (rank, candidate) in found.enumerated() where truth.contains(candidate) {
      right += 1
      if rank == 0 { score.precisionAt1 = 1 }
      if right == 1 { score.reciprocalRank = 1 / Double(rank + 1) }
      if rank < 3 { score.recallAt3 += 1 / Double(truth.count) }
      if rank < 5 { score.recallAt5 += 1 / Double(truth.count) }
      score.averagePrecision += Double(right) / Double(rank + 1) / Double(truth.count)
    }
    return score
  }

  /// By entry its part: groups in an order that the seed fixes, each to the part that has fewest so far.
  private static func deal(
    _ teaching: LinkTeaching, folds: Int, seed: UInt64, assigned: [Int: Int]?, byProgram: Bool
  ) -> [Int] {
    if let assigned { return (0..<teaching.count).map { assigned[teaching.lines[$0][0]] ?? 0 } }
    let groups = byProgram ? teaching.programs : teaching.groups
    let grouped = Set(groups.joined())
    let alone = (0..<teaching.count).filter { !grouped.contains($0) }.map { [$0] }
    let order = Self.shuffled(alone + groups, seed: seed)
    var sizes = [Int](repeating: 0, count: max(2, folds))
    var fold = [Int](repeating: 0, count: teaching.count)
    for group in order {
      let part = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      sizes[part] += group.count
      for entry in group { fold[entry] = part }
    }
    return fold
  }

  private static func shuffled(_ groups: [[Int]], seed: UInt64) -> [[Int]] {
    var groups = groups
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for index in groups.indices.reversed().dropLast() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      groups.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
    }
    return groups
  }
}

extension LinkEvaluation.Score {
  fileprivate mutating func add(_ other: Self) {
    texts += other.texts
    precisionAt1 += other.precisionAt1
    recallAt3 += other.recallAt3
    recallAt5 += other.recallAt5
    reciprocalRank += other.reciprocalRank
    averagePrecision += other.averagePrecision
  }

  fileprivate mutating func finish() {
    let count = Double(max(texts, 1))
    precisionAt1 /= count
    recallAt3 /= count
    recallAt5 /= count
    reciprocalRank /= count
    averagePrecision /= count
  }
}

extension LinkEvaluation.ReliabilityBin {
  fileprivate mutating func add(_ probability: Double, _ isRight: Bool) {
    count += 1
    self.probability += probability
    right += isRight ? 1 : 0
  }

  fileprivate var finished: Self {
    var bin = self
    bin.probability /= Double(max(count, 1))
    bin.right /= Double(max(count, 1))
    return bin
  }
}
