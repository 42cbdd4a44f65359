import Foundation

/// Pairwise judgements of n things: how many times more one matters than another. Pairs that were not judged are missing.
package struct PairwiseMatrix: Sendable, Hashable {
  /// n, the number of things.
  package let count: Int
  /// Row by row; 0 where the pair was not judged.
  private var ratios: [Double]

  /// No judgement yet.
  package init(count: Int) {
    self.count = count
    ratios = Array(repeating: 0, count: count * count)
    for index in 0..<count { ratios[index * count + index] = 1 }
  }

  /// A reciprocal matrix from its rows, of which the part above the diagonal is read; 0 stands for no judgement.
  package init(_ rows: [[Double]]) {
    self.init(count: rows.count)
    for left in 0..<count {
      for right in left + 1..<max(count, left + 1) { judge(left, over: right, ratio: rows[left][right]) }
    }
  }

  /// Judges one pair: `left` matters `ratio` times as much as `right`. A ratio that is not above 0 and finite takes the
  /// judgement back.
  package mutating func judge(_ left: Int, over right: Int, ratio: Double) {
    guard left != right else { return }
    let isJudged = ratio > 0 && ratio.isFinite
    ratios[left * count + right] = isJudged ? ratio : 0
    ratios[right * count + left] = isJudged ? 1 / ratio : 0
  }

  /// The judgement of a pair, or nil where there is none.
  package subscript(left: Int, right: Int) -> Double? {
    let ratio = ratios[left * count + right]
    return ratio > 0 ? ratio : nil
  }

  /// The pairs that were judged, each once, the lower place first.
  package var judged: [(left: Int, right: Int)] {
    (0..<count).flatMap { left in
      (left + 1..<max(count, left + 1)).compactMap { self[left, $0] == nil ? nil : (left, $0) }
    }
  }

  /// The number of pairs that were not judged.
  package var missing: Int { count * (count - 1) / 2 - judged.count }

  /// The first thing that no chain of judgements ties to the first one; nil where all are tied.
  package var firstUnconnected: Int? {
    var isReached = [Bool](repeating: false, count: count)
    var open = count > 0 ? [0] : []
    if count > 0 { isReached[0] = true }
    while let index = open.popLast() {
      for other in 0..<count where !isReached[other] && self[index, other] != nil {
        isReached[other] = true
        open.append(other)
      }
    }
    return isReached.firstIndex(of: false)
  }

  /// The matrix whose principal eigenvector weighs the things. A missing judgement stands for the ratio of the weights
  /// that come out, which makes the diagonal 1 + the number of missing ones in the row (Harker 1987).
  var completed: Matrix {
    var matrix = Matrix(rows: count, columns: count)
    for row in 0..<count {
      var missing = 0
      for column in 0..<count where column != row {
        matrix[row, column] = self[row, column] ?? 0
        if self[row, column] == nil { missing += 1 }
      }
      matrix[row, row] = Double(1 + missing)
    }
    return matrix
  }

  /// The geometric mean of several matrices, pair by pair over those that judged it.
  ///
  /// - Precondition: all of one size, at least one.
  /// - Source: Aczél & Saaty 1983: the only mean that keeps reciprocals reciprocal.
  package static func joined(_ matrices: [PairwiseMatrix]) -> PairwiseMatrix {
    var joined = PairwiseMatrix(count: matrices.first?.count ?? 0)
    for left in 0..<joined.count {
      for right in left + 1..<max(joined.count, left + 1) {
        let logs = matrices.compactMap { $0[left, right].map { log($0) } }
        if !logs.isEmpty { joined.judge(left, over: right, ratio: exp(logs.reduce(0, +) / Double(logs.count))) }
      }
    }
    return joined
  }
}
