import AlignNumerics
import Foundation

/// Ridge least squares from texts to what they were tied to, one column an answer (Rifkin, Yeo & Poggio 2003), in the
/// kernel of the term space: exact up to ``landmarks`` texts, on that many of them beyond (Nyström; Williams & Seeger 2001).
///
/// The penalty is the one of a grid whose leave-one-out squared error is least; leaving one out is in closed form (Allen's
/// PRESS by way of the eigenvalues of the Gram matrix), so every text is judged by a fit that has not seen it.
struct RidgeClassifier: Sendable {
  /// The candidates that have an answer of their own, in order; the number of candidates stands for "none".
  let classes: [Int32]
  /// By class, the share of texts that have it.
  let mean: [Double]
  /// The penalty that was chosen.
  let penalty: Double
  /// texts × classes: what a fit without the text says of it.
  let leftOut: Matrix
  /// texts × classes: what a fit without any text of its programme says of it; nil where there are too few programmes.
  let programLeftOut: Matrix?
  /// stems × landmarks: products of stems with landmark texts of length one.
  private let kernelRows: StemRows
  /// landmarks × classes.
  private let coefficients: Matrix

  static let landmarks = 600
  private static let penalties = (0...8).map { pow(10, -2.5 + 0.5 * Double($0)) }

  /// Fits a classifier.
  ///
  /// - Complexity: O(n · m² + m³ + n · m · classes), m = min(n, ``landmarks``).
  init(_ teaching: LinkTeaching, in index: TextIndex, jobs: Int) throws(AlgebraError) {
    let chosen = LinkTeaching.evenly(Self.landmarks, of: teaching.count).map { teaching.document[$0] }
    kernelRows = Self.kernelRows(of: chosen, index, jobs: jobs)
    let kernel = Self.kernel(of: teaching.document, kernelRows, index)
    let classes = Set(teaching.labels.joined()).sorted()
    self.classes = classes
    // Whitened so that products of rows are the kernel: Z = K U Λ^(−1/2).
    let inner = Self.kernel(of: chosen, kernelRows, index)
    let eigen = try SymmetricEigen(inner)
    let kept = eigen.values.indices.filter { eigen.values[$0] > 1e-6 * (eigen.values.last ?? 1) }
    let whitening = Matrix(rows: inner.rows, columns: kept.count) { row, column in
      eigen.vectors[row, kept[column]] / eigen.values[kept[column]].squareRoot()
    }
    let z = try kernel.times(whitening)
    var answers = Matrix(rows: teaching.count, columns: classes.count)
    let position = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
    for (entry, labels) in teaching.labels.enumerated() {
      for label in labels { if let column = position[label] { answers[entry, column] = 1 } }
    }
    let mean = (0..<classes.count).map { answers.column($0).reduce(0, +) / Double(max(teaching.count, 1)) }
    self.mean = mean
    for column in 0..<classes.count { for row in 0..<teaching.count { answers[row, column] -= mean[column] } }
    // ZᵀZ = Q S Qᵀ once; then every penalty costs one product.
    let spectrum = try SymmetricEigen(z.gram())
    let rotated = try z.times(spectrum.vectors)
    let moments = try rotated.times(answers, transposed: true)
    var best: (error: Double, penalty: Double, leftOut: Matrix)?
    for penalty in Self.penalties {
      let inverse = spectrum.values.map { 1 / (max($0, 0) + penalty) }
      let scaled = Matrix(rows: moments.rows, columns: moments.columns) { inverse[$0] * moments[$0, $1] }
      var fit = try rotated.times(scaled)
      let leverage = (0..<teaching.count).map { row in
        // The mean is a fitted column too.
        min(
          0.999,
          1 / Double(teaching.count)
            + inverse.indices.reduce(0.0) { sum, k in
              sum + rotated[row, k] * rotated[row, k] * inverse[k]
            })
      }
      var error = 0.0
      for column in 0..<classes.count {
        for row in 0..<teaching.count {
          let residual = (answers[row, column] - fit[row, column]) / (1 - leverage[row])
          error += residual * residual
          fit[row, column] = answers[row, column] - residual + mean[column]
        }
      }
      if error < best?.error ?? .infinity { best = (error, penalty, fit) }
    }
    penalty = best?.penalty ?? 1
    let chosenPenalty = penalty
    let inverse = spectrum.values.map { 1 / (max($0, 0) + chosenPenalty) }
    let scaled = Matrix(rows: moments.rows, columns: moments.columns) { inverse[$0] * moments[$0, $1] }
    var leftOut = best?.leftOut ?? answers
    let (fitted, spread) = (penalty, spectrum.values)
    func leave(_ texts: [Int], outOf fit: inout Matrix) throws(AlgebraError) {
      if texts.count <= rotated.columns {
        try Self.leaveOut(texts, rotated, inverse, scaled: scaled, answers: answers, mean: mean, in: &fit)
      } else {
        try Self.refit(
          without: texts, rotated, spread, fitted, moments: moments, answers: answers, mean: mean, in: &fit)
      }
    }
    for group in teaching.groups { try leave(group, outOf: &leftOut) }
    self.leftOut = leftOut
    let programs = teaching.programs
    if programs.isEmpty {
      programLeftOut = nil
    } else {
      var without = leftOut
      for program in programs { try leave(program, outOf: &without) }
      programLeftOut = without
    }
    coefficients = try whitening.times(spectrum.vectors.times(scaled))
  }

  /// What a fit without any of a group says of its texts: their own answers less (I − H)⁻¹ times their residuals, H the group's part of
  /// the hat matrix, both as seen from the means of the rest.
  private static func leaveOut(
    _ group: [Int], _ rotated: Matrix, _ inverse: [Double], scaled: Matrix, answers: Matrix, mean: [Double],
    in leftOut: inout Matrix
  ) throws(AlgebraError) {
    let rows = Matrix(rows: group.count, columns: rotated.columns) { rotated[group[$0], $1] }
    let weighted = Matrix(rows: group.count, columns: rotated.columns) { rows[$0, $1] * inverse[$1] }
    var hat = try weighted.times(rows, otherTransposed: true)
    for column in 0..<group.count {
      // A little more than one, so that a text that is alone with its words can be solved for.
      for row in 0..<group.count { hat[row, column] = (row == column ? 1 + 1e-6 : 0) - hat[row, column] }
    }
    let sums = Matrix(column: (0..<rotated.columns).map { rotated.column($0).reduce(0, +) })
    let ofOnes = try weighted.times(sums)
    let left = Double(max(1, answers.rows - group.count))
    let shift = (0..<answers.columns).map { column in -group.reduce(0.0) { $0 + answers[$1, column] } / left }
    let fit = try rows.times(scaled)
    let residuals = Matrix(rows: group.count, columns: answers.columns) {
      answers[group[$0], $1] - fit[$0, $1] - shift[$1] * (1 - ofOnes[$0, 0])
    }
    let without = try LU(hat).solve(residuals)
    for column in 0..<answers.columns {
      for (row, entry) in group.enumerated() {
        leftOut[entry, column] = answers[entry, column] - without[row, column] + mean[column]
      }
    }
  }

  /// The same of a group with more texts than the kernel has columns: the fit itself without it.
  private static func refit(
    without group: [Int], _ rotated: Matrix, _ values: [Double], _ penalty: Double, moments: Matrix, answers: Matrix,
    mean: [Double], in leftOut: inout Matrix
  ) throws(AlgebraError) {
    let rows = Matrix(rows: group.count, columns: rotated.columns) { rotated[group[$0], $1] }
    let own = Matrix(rows: group.count, columns: answers.columns) { answers[group[$0], $1] }
    let left = max(1, answers.rows - group.count)
    // Means of the rest, as seen from the means of all.
    let shift = (0..<answers.columns).map { -own.column($0).reduce(0, +) / Double(left) }
    var gram = try rows.gram()
    for column in 0..<gram.columns {
      for row in 0..<gram.rows {
        gram[row, column] = (row == column ? max(values[row], 0) + penalty : 0) - gram[row, column]
      }
    }
    let sums = (0..<rotated.columns).map { column in
      rotated.column(column).reduce(0, +) - rows.column(column).reduce(0, +)
    }
    let part = try rows.times(own, transposed: true)
    let right = Matrix(rows: moments.rows, columns: moments.columns) {
      moments[$0, $1] - part[$0, $1] - sums[$0] * shift[$1]
    }
    let fit = try rows.times(LU(gram).solve(right))
    for column in 0..<answers.columns {
      for (row, entry) in group.enumerated() {
        leftOut[entry, column] = fit[row, column] + shift[column] + mean[column]
      }
    }
  }

  /// For each stem what it adds to each column that mixes the classes: `mixture` is classes × columns.
  func rows(_ mixture: Matrix) throws(AlgebraError) -> StemRows {
    let mixed = try coefficients.times(mixture)
    let (stems, landmarks) = (kernelRows.values.count / max(kernelRows.width, 1), kernelRows.width)
    var values: [Float] = []
    values.reserveCapacity(stems * mixed.columns)
    // In blocks of stems, so that the doubles of a large vocabulary never stand in memory at once.
    for first in stride(from: 0, to: stems, by: 2048) {
      let count = min(2048, stems - first)
      let block = Matrix(rows: landmarks, columns: count) { Double(kernelRows.values[(first + $1) * landmarks + $0]) }
      let product = try mixed.times(block, transposed: true)
      values.append(contentsOf: product.entries.lazy.map { Float($0) })
    }
    return StemRows(width: mixed.columns, values: values)
  }

  private static func kernelRows(of documents: [Int], _ index: TextIndex, jobs: Int) -> StemRows {
    let columns = KernelColumns(documents, index.corpus, index.space, norms: index.norms)
    return columns.rows(0..<documents.count, jobs: jobs)
  }

  /// documents × landmarks.
  private static func kernel(of documents: [Int], _ rows: StemRows, _ index: TextIndex) -> Matrix {
    var kernel = Matrix(rows: documents.count, columns: rows.width)
    var sums = [Float](repeating: 0, count: rows.width)
    for (row, document) in documents.enumerated() {
      let length = index.norms.whole(document, index.space)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let base = sums.baseAddress else { return }
        sums.update(repeating: 0)
        rows.add(index.corpus, document, factor: length > 0 ? 1 / length : 0, to: base)
        for column in 0..<rows.width { kernel[row, column] = Double(base[column]) }
      }
    }
    return kernel
  }
}
