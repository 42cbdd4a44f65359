import Foundation

/// Pairwise judgements of n items: how many times as important one is as another. Pairs that were not judged are missing.
package struct PairwiseMatrix: Sendable, Hashable {
  /// n, the number of items.
  package let count: Int
  /// Row by row; 0 where the pair was not judged.
  private var ratios: [Double]

  /// A matrix without judgements.
  package init(count: Int) {
    self.count = count
    ratios = Array(repeating: 0, count: count * count)
    for index in 0..<count { ratios[index * count + index] = 1 }
  }

  /// A reciprocal matrix from its rows, of which the upper triangle is read; 0 stands for a missing judgement.
  package init(_ rows: [[Double]]) {
    self.init(count: rows.count)
    for left in 0..<count {
      for right in left + 1..<max(count, left + 1) { judge(left, over: right, ratio: rows[left][right]) }
    }
  }

  /// Sets the judgement of a pair: `left` is `ratio` times as important as `right`. A ratio that is not positive and finite
  /// removes the judgement.
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

  /// The pairs that were judged, each once, the lower index first.
  package var judged: [(left: Int, right: Int)] {
    (0..<count).flatMap { left in
      (left + 1..<max(count, left + 1)).compactMap { self[left, $0] == nil ? nil : (left, $0) }
    }
  }

  /// The number of pairs that were not judged.
  package var missing: Int { count * (count - 1) / 2 - judged.count }

  /// The first item that no chain of judgements connects to item 0; nil where all are connected.
  package var firstUnconnected: Int? {
    var isReached = [Bool](repeating: false, count: count)
    var pending = count > 0 ? [0] : []
    if count > 0 { isReached[0] = true }
    while let index = pending.popLast() {
      for other in 0..<count where !isReached[other] && self[index, other] != nil {
        isReached[other] = true
        pending.append(other)
      }
    }
    return isReached.firstIndex(of: false)
  }

  /// The matrix whose principal eigenvector gives the weights. A missing judgement stands for the ratio of the resulting
  /// weights, which makes a diagonal entry 1 + the number of missing judgements in its row (Harker 1987).
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

  /// The geometric mean of several matrices, over those in which a pair was judged.
  ///
  /// - Precondition: all are of one size.
  /// - Source: Aczél & Saaty 1983, who show that only this mean keeps the matrix reciprocal.
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
