import Foundation
import TestSupport

@testable import AlignNumerics

/// A certified regression of NIST's Statistical Reference Datasets.
struct Certified {
  var coefficients: [Double] = []
  var deviations: [Double] = []
  var residualDeviation = 0.0
  var x: [[Double]] = []
  var y: [Double] = []

  /// Reads a `.dat` file of NIST.
  init(_ name: String) throws {
    let text = String(decoding: try fixture("nist/\(name).dat"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.count == 3, words[0].first == "B", let value = Double(words[1]), let deviation = Double(words[2]) {
        coefficients.append(value)
        deviations.append(deviation)
      }
      if line.contains("Standard Deviation"), words.count == 3, let value = Double(words[2]) {
        residualDeviation = value
      }
      // The last of the three lines that start with "Data:" is the heading of the numbers.
      if line.hasPrefix("Data:"), words.count >= 3, words[1] == "y" {
        for row in lines[(number + 1)...] {
          let numbers = row.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
          if numbers.count < 2 { continue }
          y.append(numbers[0])
          x.append(Array(numbers.dropFirst()))
        }
      }
    }
  }

  /// The columns of the model: the powers of a single x, or a constant and the predictors.
  func design(hasConstant: Bool = true) -> Matrix {
    let isPolynomial = coefficients.count > 2 && x[0].count == 1
    return Matrix(rows: y.count, columns: coefficients.count) { row, column in
      if isPolynomial { return power(x[row][0], column) }
      return hasConstant ? (column == 0 ? 1 : x[row][column - 1]) : x[row][column]
    }
  }
}

func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { product, _ in product * base } }

/// The smallest number of correct significant digits, at most 15.
func digits(_ found: [Double], _ certified: [Double]) -> Double {
  zip(found, certified).map { found, certified in
    let error = certified == 0 ? abs(found) : abs(found - certified) / abs(certified)
    return error == 0 ? 15 : min(15, max(0, -log10(error)))
  }.min() ?? 0
}
