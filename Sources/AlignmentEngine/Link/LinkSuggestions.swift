import AlignModel

/// What each line that nobody has judged may serve, best first, with what spoke for it.
package struct LinkSuggestions: Sendable {
  /// What is asked for.
  package struct Request: Sendable {
    /// Suggestions a line.
    package var top = 5
    /// The least probability (similarity, where nothing was confirmed) of a suggestion.
    package var least = 0.0
    /// The most lines, those with most money first; nil for all.
    package var lines: Int?
    /// Also lines that links or rules have settled.
    package var includesSettled = false
    /// Leaves out what confirmed links teach.
    package var bySimilarityOnly = false

    package init() {}
  }

  /// One suggestion.
  package struct Suggestion: Sendable {
    package var row: BudgetRow
    /// Counted from 1.
    package var rank: Int
    package var subject: LinkSubject
    /// Whether ``score`` is a calibrated probability or a similarity.
    package var score: Double
    /// The probability that the line serves no target; nil where that cannot be told.
    package var none: Double?
    /// Words of the line that spoke for it, the strongest first.
    package var words: [String]
    /// Judged lines with the same answer that lie nearest, with their cosines.
    package var neighbours: [(line: BudgetRow, cosine: Double)]
  }

  /// Whether scores are probabilities.
  package let areProbabilities: Bool
  /// Lines that were asked about, and those of them that have a suggestion.
  package let linesAsked: Int
  package let linesAnswered: Int
  /// Distinct judged texts that taught, and how many there would have to be.
  package let taughtBy: Int
  package var taughtByAtLeast: Int { LinkTeaching.fewest }
  /// The number of suggestions.
  package var count: Int { positions.count }

  private let task: LinkTask
  private let model: LinkModel
  private let prediction: LinkPrediction
  private let explanation: LinkExplanation
  /// By suggestion: the line among those asked, and the rank from 0.
  private let positions: [(line: Int32, rank: Int32)]
  private let asked: [Int]

  /// Looks for suggestions.
  ///
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  package init(_ task: LinkTask, of budget: Budget, request: Request, jobs: Int = 1) throws {
    self.task = task
    let judged = request.bySimilarityOnly ? [] : task.judged
    model = try LinkModel(task.index, groups: task.groups, judged: judged, jobs: jobs)
    areProbabilities = model.taught != nil
    taughtBy = model.taught?.teaching.count ?? LinkTeaching(judged, in: task.index).count
    var asked = (0..<task.linesOfYear).filter { request.includesSettled || task.isOpen[$0] }
    let byAmount = asked.map { (line: $0, amount: budget.approved[task.rows[$0]]) }
      .sorted { $0.amount == $1.amount ? $0.line < $1.line : $0.amount > $1.amount }
    asked = byAmount.prefix(request.lines ?? .max).map(\.line)
    self.asked = asked
    linesAsked = asked.count
    let candidates = task.index.candidates
    let top = max(1, min(request.top, candidates + 1))
    prediction = try model.predict(asked.map { candidates + $0 }, top: top, excluded: task.rejected, jobs: jobs)
    var positions: [(line: Int32, rank: Int32)] = []
    var isUsed = [Bool](repeating: false, count: candidates + 1)
    positions.reserveCapacity(asked.count * top)
    var answered = 0
    for line in asked.indices {
      let before = positions.count
      for rank in 0..<top where prediction.candidate[line * top + rank] >= 0 {
        guard Double(prediction.score[line * top + rank]) >= request.least else { continue }
        positions.append((Int32(truncatingIfNeeded: line), Int32(truncatingIfNeeded: rank)))
        isUsed[Int(prediction.candidate[line * top + rank])] = true
      }
      if positions.count > before { answered += 1 }
    }
    self.positions = positions
    linesAnswered = answered
    explanation = try LinkExplanation(
      model, candidates: Set(isUsed.indices.lazy.filter { isUsed[$0] }.map { Int32(truncatingIfNeeded: $0) }))
  }

  /// A suggestion, with its reasons worked out now.
  package subscript(index: Int) -> Suggestion {
    let (line, rank) = (Int(positions[index].line), Int(positions[index].rank))
    let candidate = prediction.candidate[line * prediction.top + rank]
    let none = prediction.none[line]
    let document = task.index.candidates + asked[line]
    var neighbours: [(line: BudgetRow, cosine: Double)] = []
    if let teaching = model.taught?.teaching {
      for neighbour in prediction.neighbours[
        line * LinkPrediction.neighboursKept..<(line + 1) * LinkPrediction.neighboursKept]
      where neighbour.entry >= 0 && teaching.labels[Int(neighbour.entry)].contains(candidate) {
        neighbours.append((task.rows[teaching.lines[Int(neighbour.entry)][0]], Double(neighbour.cosine)))
      }
    }
    return Suggestion(
      row: task.rows[asked[line]], rank: rank + 1,
      subject: Int(candidate) < task.candidates.count ? task.candidates[Int(candidate)] : .none,
      score: Double(prediction.score[line * prediction.top + rank]), none: none.isNaN ? nil : Double(none),
      words: explanation.words(document, for: candidate), neighbours: neighbours)
  }

  /// How many distinct lines have their best suggestion at or above a probability.
  package func lines(atLeast probability: Double) -> Int {
    positions.count { $0.rank == 0 && Double(prediction.score[Int($0.line) * prediction.top]) >= probability }
  }
}
