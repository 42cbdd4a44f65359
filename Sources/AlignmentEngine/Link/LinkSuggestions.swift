import AlignModel

/// What each line that nobody has judged may serve, best first, with what spoke for it.
package struct LinkSuggestions: Sendable {
  /// What is asked for.
  package struct Request: Sendable {
    /// Suggestions a line.
    package var top = 5
    /// The least probability (similarity, where nothing was confirmed) of a suggestion; nil for 0 of a probability and
    /// 0.11 of a similarity.
    package var least: Double?
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
    /// The cosine of its vector with the line's, where vectors spoke.
    package var vectorCosine: Double?
  }

  /// The model whose vectors spoke; nil where none did.
  package var vectorModel: String? {
    let weight = LinkEvidence.vectors.rawValue
    return model.weights[weight] != 0 || (unseenLines > 0 && model.ofUnseen.weights[weight] != 0)
      ? task.index.vectors?.name : nil
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

  /// Lines asked about that stand in a programme (or department) nothing of which was judged, and how many such there are.
  package let unseenLines: Int
  package let unseenPrograms: Int
  /// Programmes that were held out whole to learn the probabilities of such lines; 0 where there were too few.
  package var heldOutPrograms: Int { model.taught?.unseen?.heldOutPrograms ?? 0 }
  /// What is held out: programmes or departments; nil where lines have neither.
  package var programsAre: LineCategory? { task.programsAre }

  private let task: LinkTask
  private let model: LinkModel
  private let prediction: LinkPrediction
  private let explanation: LinkExplanation
  /// The same for lines of programmes that were not seen; nil where there are none.
  private let unseenExplanation: LinkExplanation?
  /// Where nothing was taught, what a suggestion must stand on.
  private let ground: LinkGround?
  /// By suggestion: the line among those asked, its place in the prediction, and the rank from 0.
  private let positions: [Position]
  private let asked: [Int]

  private struct Position {
    var line: Int32
    var place: Int32
    var rank: Int32
  }

  /// Where something was taught, so many candidates are looked at, so that what a set holds can be told.
  private static let mostOfSet = 10
  /// Where nothing was taught, so many times what is asked for is looked at, since what has no ground is left out.
  private static let depth = 4
  /// A cosine of vectors that is a ground of its own, where nothing was taught and no word is shared.
  private static let nearInMeaning: Float = 0.25

  /// Looks for suggestions.
  ///
  /// - Throws: ``AlgebraError`` where LAPACK cannot answer.
  package init(_ task: LinkTask, of budget: Budget, request: Request, jobs: Int = 1) throws {
    self.task = task
    let judged = request.bySimilarityOnly ? [] : task.judged
    model = try LinkModel(
      task.index, groups: task.groups, programs: task.programs, judged: judged,
      rejected: request.bySimilarityOnly ? [] : task.rejectedLines, jobs: jobs)
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
    let ground = areProbabilities ? nil : LinkGround(task.index)
    self.ground = ground
    let looked = min(ground == nil ? max(top, Self.mostOfSet) : top * Self.depth, candidates + 1)
    let least = request.least ?? (ground == nil ? 0 : LinkGround.leastSimilarity)
    prediction = try model.predict(asked.map { candidates + $0 }, top: looked, excluded: task.rejected, jobs: jobs)
    var positions: [Position] = []
    var isUsed = [Bool](repeating: false, count: candidates + 1)
    positions.reserveCapacity(asked.count * top)
    var answered = 0
    for line in asked.indices {
      let before = positions.count
      for place in 0..<looked where positions.count < before + top {
        let candidate = Int(prediction.candidate[line * looked + place])
        guard candidate >= 0, Double(prediction.score[line * looked + place]) >= least else { continue }
        if let ground, ground.stems(candidates + asked[line], in: candidate).isEmpty,
          !(task.index.vectors.map {
            $0.cosine(task.index.corpus, candidates + asked[line], candidate) >= Self.nearInMeaning
          }
            ?? false)
        {
          continue
        }
        positions.append(
          Position(
            line: Int32(truncatingIfNeeded: line), place: Int32(truncatingIfNeeded: place),
            rank: Int32(truncatingIfNeeded: positions.count - before)))
        isUsed[candidate] = true
      }
      if positions.count > before { answered += 1 }
    }
    self.positions = positions
    linesAnswered = answered
    let model = model
    let unseen = asked.filter { model.isUnseen(candidates + $0) }
    unseenLines = unseen.count
    unseenPrograms = Set(unseen.map { task.programs[$0] }).count
    let used = Set(isUsed.indices.lazy.filter { isUsed[$0] }.map { Int32(truncatingIfNeeded: $0) })
    explanation = try LinkExplanation(model, candidates: used)
    unseenExplanation = unseen.isEmpty ? nil : try LinkExplanation(model.ofUnseen, candidates: used)
  }

  /// How many answers the set of a suggestion's line holds that has a right one in 90 of 100 lines; 0 where that cannot be told.
  package func setSize(_ index: Int) -> Int { Int(prediction.setSize[Int(positions[index].line)]) }
  /// Texts that such sets were learnt from.
  package var setCases: Int { model.blend.sets?.cases ?? 0 }

  /// The goal, else the axis, in which all answers of a line's set lie, where it holds more than one; nil where they lie in several axes,
  /// where "serves none" is among them, or where it holds more than was looked at.
  package func setHolder(_ index: Int) -> SetHolder? {
    let line = Int(positions[index].line)
    let size = Int(prediction.setSize[line])
    guard size > 1, size < prediction.top, !prediction.setHasNone[line] else { return nil }
    let members = prediction.candidate[line * prediction.top..<(line + 1) * prediction.top]
      .filter { $0 >= 0 && Int($0) < task.candidates.count }.prefix(size).map { Int($0) }
    guard let first = members.first else { return nil }
    if task.aim == .indicators, task.groups[first] >= 0, members.allSatisfy({ task.groups[$0] == task.groups[first] }) {
      return .goal(GoalID(Int(task.groups[first])))
    }
    guard task.axes[first] >= 0, members.allSatisfy({ task.axes[$0] == task.axes[first] }) else { return nil }
    return .axis(AxisID(Int(task.axes[first])))
  }

  /// What holds all answers of a set.
  package enum SetHolder: Sendable, Hashable {
    case goal(GoalID), axis(AxisID)
  }

  /// A suggestion without its reasons, which take time to work out.
  func answer(_ index: Int) -> (row: BudgetRow, candidate: Int32, score: Double) {
    let (line, place) = (Int(positions[index].line), Int(positions[index].place))
    let at = line * prediction.top + place
    return (task.rows[asked[line]], prediction.candidate[at], Double(prediction.score[at]))
  }

  /// A suggestion, with its reasons worked out now.
  package subscript(index: Int) -> Suggestion {
    let (line, place) = (Int(positions[index].line), Int(positions[index].place))
    let candidate = prediction.candidate[line * prediction.top + place]
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
      row: task.rows[asked[line]], rank: Int(positions[index].rank) + 1,
      subject: Int(candidate) < task.candidates.count ? task.candidates[Int(candidate)] : .none,
      score: Double(prediction.score[line * prediction.top + place]), none: none.isNaN ? nil : Double(none),
      words: words(document, for: candidate), neighbours: neighbours,
      vectorCosine: vectorModel == nil || Int(candidate) >= task.candidates.count
        ? nil : task.index.vectors.map { Double($0.cosine(task.index.corpus, document, Int(candidate))) })
  }

  /// Where nothing was taught, words that stand in the candidate's text; else those that spoke most, learnt ones among them.
  private func words(_ document: Int, for candidate: Int32) -> [String] {
    guard let ground else {
      let explanation = model.isUnseen(document) ? unseenExplanation ?? explanation : explanation
      return explanation.words(document, for: candidate)
    }
    return ground.stems(document, in: Int(candidate)).prefix(LinkExplanation.wordsShown).map {
      task.index.corpus.vocabulary.word($0)
    }
  }

  /// How many distinct lines have their best suggestion at or above a probability.
  package func lines(atLeast probability: Double) -> Int {
    positions.count {
      $0.rank == 0 && Double(prediction.score[Int($0.line) * prediction.top + Int($0.place)]) >= probability
    }
  }
}
