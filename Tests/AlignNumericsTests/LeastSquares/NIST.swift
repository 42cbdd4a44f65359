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

  /// Reads a `.dat` file of NIST; nil where the shared folder is absent.
  static func named(_ name: String) throws -> Certified? {
    guard let sharedFolder else { return nil }
    let text = try String(contentsOfFile: sharedFolder + "/data/nist_strd/dat/\(name).dat", encoding: .isoLatin1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var certified = Certified()
    for (number, line) in lines.enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.count == 3, words[0].first == "B", let value = Double(words[1]), let deviation = Double(words[2]) {
        certified.coefficients.append(value)
        certified.deviations.append(deviation)
      }
      if line.contains("Standard Deviation"), words.count == 3, let value = Double(words[2]) {
        certified.residualDeviation = value
      }
      // The first two "Data:" describe; the last one heads the numbers.
      if line.hasPrefix("Data:"), words.count >= 3, words[1] == "y" {
        for row in lines[(number + 1)...] {
          let numbers = row.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
          if numbers.count < 2 { continue }
          certified.y.append(numbers[0])
          certified.x.append(Array(numbers.dropFirst()))
        }
      }
    }
    return certified
  }

  /// The columns of the model: powers of the one x, or a constant and the x as they stand.
  func design(hasConstant: Bool = true) -> Matrix {
    let isPolynomial = coefficients.count > 2 && x[0].count == 1
    return Matrix(rows: y.count, columns: coefficients.count) { row, column in
      if isPolynomial { return power(x[row][0], column) }
      return hasConstant ? (column == 0 ? 1 : x[row][column - 1]) : x[row][column]
    }
  }
}

func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1.0) { product, _ in product * base } }

/// The least number of correct significant digits, at most 15.
func digits(_ found: [Double], _ certified: [Double]) -> Double {
  zip(found, certified).map { found, certified in
    let error = certified == 0 ? abs(found) : abs(found - certified) / abs(certified)
    return error == 0 ? 15 : min(15, max(0, -log10(error)))
  }.min() ?? 0
}
