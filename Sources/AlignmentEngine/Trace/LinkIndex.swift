import AlignBasics
import AlignModel

/// The rows of the table `links` in buckets, one a line, and apart from them those that name a prefix.
struct LinkIndex: Sendable {
  /// The rows of line ℓ stand at `order[first[ℓ]..<first[ℓ + 1]]`, in table order.
  private(set) var first: [Int32]
  private(set) var order: [Int32]
  /// By line: whether every row of it is confirmed, for, and of one indicator, so that the short way serves.
  private(set) var isPlain: [Bool]
  /// Normalised prefix → rows of `links`.
  private(set) var prefixes: [String: [Int32]] = [:]
  /// Whether a prefix row is rejected, so that it may bear on lines that have links of their own.
  private(set) var prefixesBearOnAll = false

  /// Sorts links by line.
  ///
  /// - Parameters:
  ///   - year: rows bound to other years are left out; nil leaves none out.
  ///   - hidden: by line whether its code stands for a work that links without years do not speak of; empty where none does.
  /// - Complexity: O(links + lines).
  init(_ links: Links, lines: any LineNames, in year: Int? = nil, hiding hidden: [Bool] = [], jobs: Int = 1) {
    let count = links.count
    let lineCount = lines.count
    let chunks = count > 1 << 16 ? jobs : 1
    let mayLeaveOut = links.hasYears || !hidden.isEmpty
    let byLine = Buckets(count: lineCount, chunks: chunks, jobs: jobs) { chunk, body in
      links.line.withUnsafeBufferPointer { line in
        for row in Parallel.range(chunk, of: chunks, count: count) where line[row] >= 0 && Int(line[row]) < lineCount {
          if mayLeaveOut, !Self.counts(links, row, in: year, isHidden: !hidden.isEmpty && hidden[Int(line[row])]) {
            continue
          }
          body(Int(line[row]), Int32(truncatingIfNeeded: row))
        }
      }
    }
    first = byLine.first
    order = byLine.members
    isPlain = Self.plainLines(links, byLine, lineCount: lineCount, jobs: jobs)
    for row in links.unresolved.keys.sorted() {
      guard let key = links.unresolved[row], row < count, Self.counts(links, row, in: year, isHidden: false) else {
        continue
      }
      addPrefix(key, row: row, of: links)
    }
    if count > 0 {
      // A row that names a line speaks for the lines below it too.
      for line in lines.linesAbove {
        for row in order[Int(first[line.index])..<Int(first[line.index + 1])] {
          addPrefix(lines.key(of: line), row: Int(row), of: links)
        }
      }
    }
  }

  /// Whether a row speaks of a year.
  private static func counts(_ links: Links, _ row: Int, in year: Int?, isHidden: Bool) -> Bool {
    guard let years = links.years(of: row) else { return !isHidden }
    return year.map(years.contains) ?? true
  }

  private static func plainLines(_ links: Links, _ byLine: Buckets, lineCount: Int, jobs: Int) -> [Bool] {
    Parallel.array(count: lineCount, jobs: jobs) { (lines, isPlain: UnsafeMutablePointer<Bool>) in
      links.subject.withUnsafeBufferPointer { subject in
        links.status.withUnsafeBufferPointer { status in
          let against = links.against
          for line in lines {
            let rows = Int(byLine.first[line])..<Int(byLine.first[line + 1])
            let plain = rows.allSatisfy { index in
              let row = Int(byLine.members[index])
              return status[row] == .confirmed && subject[row].indicator != nil
                && !(row < against.count && against[row])
            }
            (isPlain + line).initialize(to: plain)
          }
        }
      }
    }
  }

  private mutating func addPrefix(_ key: String, row: Int, of links: Links) {
    prefixes[key, default: []].append(Int32(truncatingIfNeeded: row))
    if links.status[row] == .rejected { prefixesBearOnAll = true }
  }
}
