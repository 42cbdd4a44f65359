import AlignNumerics
import Foundation

/// What speaks for a candidate, each in its own measure; a blend weighs them against each other.
enum LinkEvidence: Int, CaseIterable, Sendable {
  /// Cosine of words; cosine of runs of letters; BM25; cosine in the latent space: of line and candidate.
  case words, runs, bm25, latent
  /// The share of the nearest judged texts that were tied to it, and how near the nearest of them is.
  case neighbours, nearest
  /// The ridge classifier, for the candidate itself and for all candidates of its goal.
  case ridge, goal
  /// ln(1 + judged texts tied to it).
  case habit
  /// One for "serves none", else zero.
  case none
  /// Cosine of the vectors of line and candidate, where someone gave any.
  case vectors
  /// Less the share of the nearest texts with rejections for which someone has rejected it.
  case rejected

  /// Weights that a careful analyst would begin with: what a few judgements cannot yet move.
  static let beginning: [Double] = [3, 3, 1, 2, 3, 1, 4, 1, 0.3, 0, 2, 1]

  /// What all similarities weigh before anything was confirmed: the four measures of text alike.
  static let similarity: [Double] = [0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0, 0, 0, 0, 0]

  /// The same where there are vectors, which say as much as the four together.
  static let similarityWithVectors: [Double] = [0.125, 0.125, 0.125, 0.125, 0, 0, 0, 0, 0, 0, 0.5, 0]

  static var count: Int { allCases.count }
}

/// Judged texts with the evidence for every candidate, from which the weights of a blend are learnt.
struct BlendExamples {
  /// Candidates and, last, "serves none".
  let width: Int
  /// Whether "serves none" can be an answer: whether anyone ever gave it.
  let hasNone: Bool
  /// Example e's evidence k for candidate c stands at `(e · kinds + k) · width + c`.
  var evidence: [Float] = []
  var truth: [[Int32]] = []
  /// By example, the programme of its text, or −1.
  var program: [Int32] = []

  /// The number of examples.
  var count: Int { truth.count }

  /// Candidates of an example whose evidence enters the fit: the most likely ones, which carry nearly all the probability.
  private static let rivals = 64

  /// Learns weights by the conditional logit (McFadden 1974) on some of the examples: the probability of a candidate is
  /// proportional to the exponential of its weighted evidence, so the weights say how to tell it from its rivals.
  /// Weights of evidence are held at zero or above, and towards ``LinkEvidence/beginning``, so that few examples change
  /// little.
  ///
  /// - Parameter leftOut: kinds of evidence that weigh nothing.
  /// - Complexity: O(examples · rivals · kinds²) an iteration, of 50 at most.
  func weights(on chosen: [Int], leavingOut leftOut: Set<LinkEvidence> = []) -> [Double] {
    let kinds = LinkEvidence.count
    let rows = rivals(chosen)
    var weights = LinkEvidence.beginning
    for kind in leftOut { weights[kind.rawValue] = 0 }
    let isOut = LinkEvidence.allCases.map(leftOut.contains)
    var value = objective(weights, rows)
    for _ in 0..<50 {
      let (gradient, hessian) = derivatives(weights, rows)
      let free = (0..<kinds).filter {
        (weights[$0] > 0 || gradient[$0] > 0 || isSigned($0)) && !isOut[$0]
      }
      let reduced = Matrix(rows: free.count, columns: free.count) { hessian[free[$0], free[$1]] }
      guard let solved = try? LU(reduced).solve(Matrix(column: free.map { gradient[$0] })) else { break }
      var step = 1.0
      var hasMoved = false
      while step > 1e-4 {
        var trial = weights
        for (index, kind) in free.enumerated() {
          trial[kind] += step * solved.entries[index]
          if !isSigned(kind) { trial[kind] = max(0, trial[kind]) }
        }
        let trialValue = objective(trial, rows)
        if trialValue > value {
          hasMoved = trialValue - value > 1e-7 * (1 + abs(value))
          (weights, value) = (trial, trialValue)
          break
        }
        step /= 2
      }
      if !hasMoved { break }
    }
    return weights
  }

  /// How well weights tell the truth of some examples: the logarithm of its probability, and how many are right at once.
  func fit(_ weights: [Double], on chosen: [Int]) -> (logLikelihood: Double, right: Int) {
    let right = chosen.count { example in
      let scores = self.scores(example, weights)
      guard let best = scores.indices.max(by: { (scores[$0], $1) < (scores[$1], $0) }) else { return false }
      return truth[example].contains(Int32(truncatingIfNeeded: best))
    }
    return (probabilities(weights, rivals(chosen)).logLikelihood, right)
  }

  /// The weighted evidence of every candidate of an example.
  func scores(_ example: Int, _ weights: [Double]) -> [Double] {
    var scores = [Double](repeating: 0, count: width)
    for kind in 0..<LinkEvidence.count where weights[kind] != 0 {
      let base = (example * LinkEvidence.count + kind) * width
      for candidate in 0..<width { scores[candidate] += weights[kind] * Double(evidence[base + candidate]) }
    }
    if !hasNone { scores[width - 1] = -.infinity }
    return scores
  }

  private func isSigned(_ kind: Int) -> Bool {
    kind == LinkEvidence.none.rawValue || kind == LinkEvidence.habit.rawValue
  }

  /// The standard deviation of what is believed of a weight beforehand.
  private static let belief = 3.0

  /// The rows of the fit: for each example its rivals and true candidates.
  private struct Rows {
    /// rows × kinds, row by row.
    var evidence: [Double] = []
    /// By row, what part of the example's truth it is.
    var truth: [Double] = []
    var ends: [Int] = []
  }

  private func rivals(_ chosen: [Int]) -> Rows {
    var rows = Rows()
    for example in chosen {
      let scores = self.scores(example, LinkEvidence.beginning)
      var candidates = scores.indices.filter { scores[$0] > -.infinity }
      if candidates.count > Self.rivals {
        candidates.sort { (scores[$1], $0) < (scores[$0], $1) }
        let kept = Set(candidates.prefix(Self.rivals)).union(truth[example].map(Int.init))
        candidates = kept.sorted()
      }
      let share = 1 / Double(max(truth[example].count, 1))
      for candidate in candidates {
        for kind in 0..<LinkEvidence.count {
          rows.evidence.append(Double(evidence[(example * LinkEvidence.count + kind) * width + candidate]))
        }
        rows.truth.append(truth[example].contains(Int32(candidate)) ? share : 0)
      }
      rows.ends.append(rows.truth.count)
    }
    return rows
  }

  /// Probabilities of the rows of each example, and the logarithm of the truth's.
  private func probabilities(_ weights: [Double], _ rows: Rows) -> (probability: [Double], logLikelihood: Double) {
    let kinds = LinkEvidence.count
    var probability = [Double](repeating: 0, count: rows.truth.count)
    var logLikelihood = 0.0
    rows.evidence.withUnsafeBufferPointer { evidence in
      probability.withUnsafeMutableBufferPointer { probability in
        var first = 0
        for end in rows.ends {
          var peak = -Double.infinity
          for row in first..<end {
            var score = 0.0
            for kind in 0..<kinds { score += weights[kind] * evidence[row * kinds + kind] }
            probability[row] = score
            peak = max(peak, score)
          }
          var total = 0.0
          var truth = 0.0
          for row in first..<end {
            truth += rows.truth[row] * (probability[row] - peak)
            probability[row] = exp(probability[row] - peak)
            total += probability[row]
          }
          for row in first..<end { probability[row] /= total }
          logLikelihood += truth - log(total)
          first = end
        }
      }
    }
    return (probability, logLikelihood)
  }

  private func objective(_ weights: [Double], _ rows: Rows) -> Double {
    var value = probabilities(weights, rows).logLikelihood
    for kind in weights.indices {
      let away = (weights[kind] - LinkEvidence.beginning[kind]) / Self.belief
      value -= away * away / 2
    }
    return value
  }

  private func derivatives(_ weights: [Double], _ rows: Rows) -> (gradient: [Double], hessian: Matrix) {
    let kinds = LinkEvidence.count
    let probability = probabilities(weights, rows).probability
    var gradient = weights.indices.map { -(weights[$0] - LinkEvidence.beginning[$0]) / (Self.belief * Self.belief) }
    var hessian = Matrix.identity(kinds)
    for index in hessian.entries.indices { hessian.entries[index] /= Self.belief * Self.belief }
    var mean = [Double](repeating: 0, count: kinds)
    rows.evidence.withUnsafeBufferPointer { evidence in
      hessian.entries.withUnsafeMutableBufferPointer { hessian in
        var first = 0
        for end in rows.ends {
          for kind in 0..<kinds { mean[kind] = 0 }
          for row in first..<end {
            let p = probability[row]
            for kind in 0..<kinds {
              let value = evidence[row * kinds + kind]
              mean[kind] += p * value
              gradient[kind] += (rows.truth[row] - p) * value
            }
          }
          for row in first..<end where probability[row] > 1e-9 {
            for one in 0..<kinds {
              let part = probability[row] * (evidence[row * kinds + one] - mean[one])
              for other in 0..<kinds {
                hessian[one * kinds + other] += part * (evidence[row * kinds + other] - mean[other])
              }
            }
          }
          first = end
        }
      }
    }
    return (gradient, hessian)
  }
}
