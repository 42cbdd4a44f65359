import AlignModel
import AlignNumerics
import AlignReports
import AlignmentEngine
import Foundation

/// Reads the parts of a budget that `align partial` and `align merge` wrote, a line each.
enum PartFiles {
  /// All parts of some files, or of standard input (`-`), in one. Parts are merged in the order of their bytes: whichever comes
  /// first, the same parts give the same bytes.
  ///
  /// - Throws: ``ReadFailure`` where a file cannot be read, a line is no part, or parts do not go together.
  static func merged(_ paths: [String]) throws -> PartialAnalysis {
    var texts: [(text: Data, place: Problem.Place)] = []
    for path in paths {
      let place = Problem.Place(file: path)
      let data =
        path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
      guard let data else { throw ReadFailure(Problem(.fileMissing, at: place)) }
      for (index, line) in data.split(separator: 0x0A).enumerated() {
        texts.append((Data(line), Problem.Place(file: path, line: index + 1)))
      }
    }
    texts.sort { $0.text.lexicographicallyPrecedes($1.text) }
    var merged: PartialAnalysis?
    for (text, place) in texts {
      let part = try part(of: text, at: place)
      if merged == nil { merged = PartialAnalysis(year: part.year, currency: part.currency) }
      try merged?.merge(part)
    }
    guard let merged else { throw ReadFailure(Problem(.emptyFile, at: Problem.Place(file: paths.first ?? "-"))) }
    return merged
  }

  private static func part(of text: Data, at place: Problem.Place) throws -> PartialAnalysis {
    func unreadable(_ key: String) -> ReadFailure { ReadFailure(Problem(.partialUnreadable, at: place, .name(key))) }
    let read: Part
    do {
      read = try JSONDecoder().decode(Part.self, from: text)
    } catch DecodingError.keyNotFound(let key, _) {
      throw unreadable(key.stringValue)
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context)
    {
      throw unreadable(context.codingPath.last?.stringValue ?? "partial")
    }
    let width = PartialAnalysis.columns.count + 1
    guard read.partial == PartialJSON.version else { throw unreadable("partial") }
    guard read.fit.columns == PartialAnalysis.columns, read.fit.rows >= 0, read.fit.rows < 1 << 48,
      read.fit.triangle.count == width * (width + 1) / 2
    else { throw unreadable("fit") }
    guard (0..<1 << 48).contains(read.lines), read.classes.allSatisfy({ (0..<1 << 48).contains($0.lines) }) else {
      throw unreadable("lines")
    }
    var triangle = Matrix(rows: width, columns: width)
    var numbers = read.fit.triangle.makeIterator()
    for row in 0..<width {
      for column in row..<width { triangle[row, column] = numbers.next() ?? 0 }
    }
    let summary = StreamingLeastSquares.Summary(
      rows: read.fit.rows, triangle: triangle, mean: read.fit.mean, squares: read.fit.squares)
    return PartialAnalysis(
      year: read.year, currency: Currency(code: read.currency), lines: read.lines, approved: ExactSum(read.approved),
      classes: read.classes.reduce(into: [:]) { classes, own in
        classes[own.class, default: PartialAnalysis.Class()].lines += own.lines
        classes[own.class, default: PartialAnalysis.Class()].approved.add(own.approved)
      },
      ledger: read.ledger.reduce(into: [:]) { ledger, own in
        var entry = ledger[own.indicator] ?? PartialAnalysis.Entry()
        entry.keeping.add(own.keeping)
        entry.improving.add(own.improving)
        entry.judgedKeeping.add(own.judgedKeeping)
        entry.judgedImproving.add(own.judgedImproving)
        ledger[own.indicator] = entry
      },
      rest: ExactSum(read.rest), fit: try StreamingLeastSquares(summary))
  }

  private struct Part: Decodable {
    var partial: Int
    var year: Int
    var currency: String
    var lines: Int
    var approved: Int64
    var rest: Int64
    var classes: [Class]
    var ledger: [Entry]
    var fit: Fit

    struct Class: Decodable {
      var `class`: LineClass
      var lines: Int
      var approved: Int64
    }

    struct Entry: Decodable {
      var indicator: String
      var keeping: Int64
      var improving: Int64
      var judgedKeeping: Int64
      var judgedImproving: Int64

      enum CodingKeys: String, CodingKey {
        case indicator, keeping, improving
        case judgedKeeping = "judged_keeping"
        case judgedImproving = "judged_improving"
      }
    }

    struct Fit: Decodable {
      var columns: [String]
      var rows: Int
      var mean: Double
      var squares: Double
      var triangle: [Double]
    }
  }
}
