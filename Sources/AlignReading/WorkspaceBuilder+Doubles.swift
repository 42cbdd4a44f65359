import AlignBasics
import AlignModel

/// Rows of the tables without ids that stand twice: pasted twice, they would count twice.
extension WorkspaceBuilder {
  /// Links of the same line to the same part of the plan that say the same of it; different shares add up as they are meant to.
  func addDoubleLinks(_ links: Links, _ table: ReadTable, _ log: inout ProblemLog) {
    // The rows of a line hang together, the last one first; almost all lines have few.
    var last = [Int32](repeating: -1, count: lineWords?.count ?? 0)
    var before = [Int32](repeating: -1, count: links.count)
    var many: [Int32: Set<LinkKey>] = [:]
    for record in 0..<links.count {
      let line = links.line[record]
      guard line >= 0, Int(line) < last.count else { continue }
      var earlier = last[Int(line)]
      before[record] = earlier
      last[Int(line)] = Int32(truncatingIfNeeded: record)
      var steps = 0
      while earlier >= 0, steps < Self.fewLinks, !Self.isSame(links, Int(earlier), record) {
        earlier = before[Int(earlier)]
        steps += 1
      }
      guard earlier >= 0 else { continue }
      if steps < Self.fewLinks {
        addDouble(table, record, earlier: Int(earlier), name: lineWords?.name(of: LineID(Int(line))) ?? "", &log)
        continue
      }
      if many[line] == nil { many[line] = keys(links, from: before[record], before) }
      if many[line]?.insert(LinkKey(links, record)).inserted == false {
        let first = (0..<record).first { links.line[$0] == line && Self.isSame(links, $0, record) }
        addDouble(table, record, earlier: first ?? record, name: lineWords?.name(of: LineID(Int(line))) ?? "", &log)
      }
    }
    var seen: [String: [Int]] = [:]
    for (record, key) in links.unresolved.sorted(by: { $0.key < $1.key }) {
      if let earlier = seen[key]?.first(where: { Self.isSame(links, $0, record) }) {
        addDouble(table, record, earlier: earlier, name: key, &log)
      }
      seen[key, default: []].append(record)
    }
  }

  /// What the rows of a line say, from one of them upwards.
  private func keys(_ links: Links, from record: Int32, _ before: [Int32]) -> Set<LinkKey> {
    var keys: Set<LinkKey> = []
    var record = record
    while record >= 0 {
      keys.insert(LinkKey(links, Int(record)))
      record = before[Int(record)]
    }
    return keys
  }

  /// Lines with more links than this are looked up by hash.
  private static let fewLinks = 64

  private struct LinkKey: Hashable {
    let subject: LinkSubject
    let share: Double
    let status: LinkStatus
    let isAgainst: Bool
    let years: ClosedRange<Int>?

    init(_ links: Links, _ record: Int) {
      subject = links.subject[record]
      share = links.share[record]
      status = links.status[record]
      isAgainst = record < links.against.count && links.against[record]
      years = links.years(of: record)
    }
  }

  private static func isSame(_ links: Links, _ one: Int, _ other: Int) -> Bool {
    links.subject[one] == links.subject[other] && links.share[one] == links.share[other]
      && links.status[one].rawValue == links.status[other].rawValue
      && (links.against.isEmpty || links.against[one] == links.against[other])
      && (!links.hasYears || links.years(of: one) == links.years(of: other))
      && (links.subject[one] != .unknown || links.unknownSubjects[one] == links.unknownSubjects[other])
  }

  /// Rows whose keys are equal; of rows without a key none.
  func addDoubles(_ table: ReadTable, named name: (Int) -> String, by key: (Int) -> String?, _ log: inout ProblemLog) {
    var first: [String: Int] = [:]
    for record in 0..<table.count {
      guard let key = key(record) else { continue }
      if let earlier = first[key] {
        addDouble(table, record, earlier: earlier, name: name(record), &log)
      } else {
        first[key] = record
      }
    }
  }

  private func addDouble(_ table: ReadTable, _ record: Int, earlier: Int, name: String, _ log: inout ProblemLog) {
    log.add(problem(table, .doubleRow, record: record, .text(name), .ordinal(table.row(earlier))))
  }
}
