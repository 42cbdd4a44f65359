/// Branch and bound over the choices of one ``SemicontinuousProblem``.
struct ChoiceSearch {
  typealias Choice = SemicontinuousProblem.Choice
  typealias Multipliers = AllocationSolution.Multipliers

  let problem: SemicontinuousProblem
  let relaxation: SemicontinuousRelaxation
  let lagrangian: LagrangianBound
  let solver: AllocationSolver
  /// The best choices so far.
  var best: (isIn: [Bool], solution: AllocationSolution)?
  var objective: Double { best?.solution.certificate.objective ?? .infinity }
  var nodes = 0
  /// Choices that were tried, so that none is solved twice.
  private var tried: Set<[Bool]> = []

  init(_ problem: SemicontinuousProblem, jobs: Int) {
    self.problem = problem
    relaxation = SemicontinuousRelaxation(problem)
    lagrangian = LagrangianBound(problem)
    solver = AllocationSolver(jobs: jobs)
  }

  /// A case: the choices made in it, and its relaxation.
  struct Node {
    var choices: [Choice]
    var multipliers: Multipliers
    /// By choice the part that is in.
    var fractions: [Double]
    var value: LagrangianBound.Value
    var order: Int
    var isInfeasible = false
  }

  /// What a relaxation comes to: nil multipliers where nothing is known.
  private enum Relaxed {
    case solved(AllocationSolution)
    case infeasible([Double])
    case failed(AllocationFailure)
  }

  private mutating func relax(_ choices: [Choice], from start: Multipliers?) -> Relaxed {
    nodes += 1
    do throws(AllocationFailure) {
      let posed = relaxation.problem(choices)
      if let start { return .solved(try solver.solve(posed, from: start)) }
      return .solved(try solver.solve(posed))
    } catch {
      switch error {
      case .infeasible(let ray, nil): return .infeasible(ray)
      case .notCertified(let solution?): return .solved(solution)
      default: return .failed(error)
      }
    }
  }

  mutating func run(nodeLimit: Int) throws(SemicontinuousFailure) -> SemicontinuousSolution {
    let open = Array(repeating: Choice.open, count: problem.choices.count)
    let root: Node
    let first: AllocationSolution
    switch relax(open, from: nil) {
    case .solved(let solution):
      root = node(open, solution)
      first = solution
    case .infeasible(let ray): throw .relaxation(.infeasible(ray: ray, line: nil))
    case .failed(let failure): throw .relaxation(failure)
    }
    polish(root, first)
    dive(from: root)
    return try branch(root, nodeLimit)
  }

  private func node(_ choices: [Choice], _ solution: AllocationSolution) -> Node {
    Node(
      choices: choices, multipliers: solution.multipliers, fractions: relaxation.fractions(solution),
      value: lagrangian.value(solution.multipliers, choices), order: nodes)
  }

  // MARK: Choices that can be carried out

  /// Solves with every choice made, and keeps the better answer.
  @discardableResult
  private mutating func settle(_ isIn: [Bool], from start: Multipliers) -> AllocationSolution? {
    if let best, best.isIn == isIn { return best.solution }
    guard tried.insert(isIn).inserted else { return nil }
    var byLine = Array(repeating: true, count: problem.allocation.count)
    for (index, line) in problem.choices.enumerated() { byLine[line] = isIn[index] }
    guard let solution = try? solver.solve(problem.chosen(byLine), from: start), solution.certificate.holds else {
      return nil
    }
    if solution.certificate.objective < objective { best = (isIn, solution) }
    return solution
  }

  /// Rounds a relaxation, and searches from there.
  private mutating func polish(_ node: Node, _ solution: AllocationSolution) {
    let amounts = relaxation.amounts(solution)
    let isIn = node.fractions.indices.map { index in
      node.choices[index] == .open ? node.fractions[index] >= 0.5 : node.choices[index] == .isIn
    }
    search(isIn, amounts: amounts, around: node)
  }

  /// How many choices a search looks at, and how many pairs.
  private static let candidates = 400
  private static let effort = 2_000_000
  /// How many choices are flipped against the gradient. More gain little: on 2,440 lines 60 of them 0.02 % in 3 s.
  private static let forced = 8
  /// The relaxation is rounded again at the first nodes, and then every so many.
  private static let firstPolished = 10
  private static let polishedNodes = 40

  private mutating func search(_ start: [Bool], amounts: [Double], around node: Node, forced: Int = 0) {
    let difference = node.value.difference
    let distance = difference.indices.map { abs(difference[$0]) }
    let gap = objective - node.value.bound
    let candidates = difference.indices.filter { distance[$0] <= gap }.sorted {
      (distance[$0], $0) < (distance[$1], $1)
    }.prefix(Self.candidates)
    var (isIn, amounts) = (start, amounts)
    // The divisible lines move after each search, which may open the way for another.
    for _ in 0..<3 {
      let flips = FlipSearch(problem, around: amounts, node.multipliers)
      let next = flips.improved(
        isIn, amounts: amounts, candidates: Array(candidates), effort: Self.effort, forced: forced)
      guard let settled = settle(next, from: node.multipliers) else { return }
      if next == isIn { return }
      (isIn, amounts) = (next, settled.amounts)
    }
  }

  /// Makes the clearest choices of the relaxation, solves again, and so on until none is open.
  private mutating func dive(from root: Node) {
    var node = root
    for _ in 0..<60 {
      let open = node.fractions.indices.filter {
        node.choices[$0] == .open && node.fractions[$0] > 1e-6 && node.fractions[$0] < 1 - 1e-6
      }
      if open.isEmpty { break }
      func doubt(_ index: Int) -> Double { min(node.fractions[index], 1 - node.fractions[index]) }
      let order = open.sorted { (doubt($0), $0) < (doubt($1), $1) }
      var choices = node.choices
      for index in order.prefix(max(4, open.count / 3)) {
        choices[index] = node.fractions[index] >= 0.5 ? .isIn : .isOut
      }
      guard case .solved(let solution) = relax(choices, from: node.multipliers) else { return }
      node = self.node(choices, solution)
    }
    let amounts = best?.solution.amounts ?? problem.allocation.base
    search(node.fractions.map { $0 >= 0.5 }, amounts: amounts, around: root)
    if let best { search(best.isIn, amounts: best.solution.amounts, around: root, forced: Self.forced) }
  }

  // MARK: Branch and bound

  private mutating func branch(_ root: Node, _ nodeLimit: Int) throws(SemicontinuousFailure) -> SemicontinuousSolution {
    var open = [root]
    var closed: [Node] = []
    let before = nodes
    while !open.isEmpty, nodes < nodeLimit {
      // The least bound first; among equals the older node.
      var at = 0
      for index in open.indices
      where (open[index].value.bound, open[index].order) < (open[at].value.bound, open[at].order) {
        at = index
      }
      if open[at].value.bound >= threshold { break }
      let node = open.remove(at: at)
      guard let choice = branching(node) else {
        // Every choice is made, so this is the best of its case.
        settle(node.fractions.map { $0 >= 0.5 }, from: node.multipliers)
        closed.append(node)
        continue
      }
      for side in [Choice.isIn, .isOut] {
        var choices = node.choices
        choices[choice] = side
        var child = node
        child.choices = choices
        child.value = lagrangian.value(node.multipliers, choices)
        // What the parent's multipliers prove needs no solve.
        if child.value.bound >= threshold {
          closed.append(child)
          continue
        }
        switch relax(choices, from: node.multipliers) {
        case .solved(let solution):
          let solved = self.node(choices, solution)
          // A bound never falls below the parent's.
          if solved.value.bound > child.value.bound { child = solved } else { child.fractions = solved.fractions }
          child.order = nodes
          if nodes - before <= Self.firstPolished || nodes.isMultiple(of: Self.polishedNodes) {
            polish(child, solution)
          }
          if child.value.bound >= threshold { closed.append(child) } else { open.append(child) }
        case .infeasible(let ray):
          child.isInfeasible = true
          child.multipliers = Multipliers(indicators: child.multipliers.indicators.map { _ in 0 }, rows: ray)
          child.value.bound = .infinity
          closed.append(child)
        case .failed:
          child.order = nodes
          open.append(child)
        }
      }
    }
    guard let best else {
      if open.isEmpty, closed.allSatisfy(\.isInfeasible) { throw .noWholeChoice }
      throw .undecided(nodes: nodes)
    }
    return answer(best, closed + open)
  }

  /// A case whose bound reaches this holds nothing better.
  private var threshold: Double { objective - SemicontinuousSolver.exactGap * abs(objective) }

  /// The choice whose part in the objective the relaxation splits most; nil where none is split.
  private func branching(_ node: Node) -> Int? {
    let allocation = problem.allocation
    var found: Int?
    var most = 0.0
    for (index, line) in problem.choices.enumerated() where node.choices[index] == .open {
      let fraction = node.fractions[index]
      guard fraction > 1e-9, fraction < 1 - 1e-9 else { continue }
      var stiffness = allocation.curvature(line) * allocation.scale
      for entry in allocation.shares.start[line]..<allocation.shares.start[line + 1] {
        let share = allocation.shares.value[entry]
        stiffness += allocation.weight[Int(allocation.shares.column[entry])] * share * share
      }
      let amount = allocation.lower[line] / allocation.scale
      let score = fraction * (1 - fraction) * stiffness * amount * amount
      if score > most { (found, most) = (index, score) }
    }
    return found
  }

  private func answer(_ best: (isIn: [Bool], solution: AllocationSolution), _ nodes: [Node]) -> SemicontinuousSolution {
    var byLine = Array(repeating: true, count: problem.allocation.count)
    for (index, line) in problem.choices.enumerated() { byLine[line] = best.isIn[index] }
    var answer = SemicontinuousSolution(
      isIn: byLine, chosen: best.solution, objective: best.solution.certificate.objective, bound: .infinity,
      nodes: self.nodes, cases: [], multipliers: [])
    for node in nodes {
      func lines(_ choice: Choice) -> [Int] {
        problem.choices.indices.filter { node.choices[$0] == choice }.map { problem.choices[$0] }
      }
      answer.cases.append(
        .init(
          isIn: lines(.isIn), isOut: lines(.isOut), multipliers: answer.multipliers.count,
          isInfeasible: node.isInfeasible, bound: node.value.bound))
      answer.multipliers.append(.init(indicators: node.multipliers.indicators, rows: node.multipliers.rows))
      if !node.isInfeasible { answer.bound = min(answer.bound, node.value.bound) }
    }
    return answer
  }
}
