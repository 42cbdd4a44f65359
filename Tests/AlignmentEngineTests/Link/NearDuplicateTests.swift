import Foundation
import TestSupport
import Testing

@testable import AlignModel
@testable import AlignReading
@testable import AlignmentEngine

@Suite("Near-duplicates") struct NearDuplicateTests {
  private func analysis(_ titles: [(String, String)], flags: String = "") throws -> Analysis {
    var budget = "line,year,title,approved,department\n"
    for (index, (title, department)) in titles.enumerated() {
      budget += "L\(index + 1),1402,\(title),100,\(department)\n"
    }
    let folder = try TemporaryWorkspace(
      TemporaryWorkspace.whole,
      changing: [
        "budget.csv": budget, "links.csv": "line,indicator\nL1,I1\n",
        "align.yaml": (TemporaryWorkspace.whole["align.yaml"] ?? "") + flags,
      ])
    return try Analysis(of: WorkspaceReader(folder: folder.folder).read())
  }

  private let titles = [
    ("احداث کتابخانه عمومی ولیعصر", "فرهنگی"), ("احداث كتابخانه‌ عمومي وليعصر (ادامه)", "عمران"),
    ("احداث کتابخانه عمومی ولیعصر", "فرهنگی"), ("احداث کتابخانه عمومی لاله", "عمران"), ("روکش آسفالت معابر", "عمران"),
    ("خرید خودرو اطفا", "آتش‌نشانی"), ("نگهداری فضای سبز", "پارک‌ها"),
  ]

  @Test("the same work under two departments is AL105; other work and the same department are not")
  func flags() throws {
    let found = try analysis(titles).flagList.filter { $0.code == "AL105" }
    #expect(found.map(\.subject.id) == ["L1", "L2", "L3"])
    #expect(found.allSatisfy { $0.severity == .info })
    guard case .texts(let like)? = found.last?.evidence.first?.value else { return #expect(Bool(false)) }
    #expect(like == ["L2"])
  }

  @Test("a year with more lines than the threshold is not compared, and that is said")
  func large() throws {
    let analysis = try analysis(titles, flags: "flags:\n  AL105:\n    lines: 5\n")
    #expect(!analysis.flagList.contains { $0.code == "AL105" })
    #expect(analysis.warnings.contains { $0.kind == .nearDuplicatesSkipped })
    #expect(
      try !self.analysis(titles, flags: "flags:\n  AL105: off\n").warnings.contains {
        $0.kind == .nearDuplicatesSkipped
      })
  }

  @Test("filing finds what comparing each title with each finds")
  func exhaustive() throws {
    let words = [
      "احداث", "پل", "پارک", "آسفالت", "معابر", "مترو", "ایستگاه", "بازار", "درخت", "چراغ", "روشنایی", "کتابخانه",
      "تکمیل", "ادامه", "پروژه",
    ]
    var state: UInt64 = 11
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(below))
    }
    let titles = (0..<300).map { _ in
      ((0..<(3 + next(5))).map { _ in words[next(words.count)] }.joined(separator: " "), "D\(next(4))")
    }
    let found = Set(try analysis(titles).flagList.filter { $0.code == "AL105" }.map(\.subject.id))
    var vocabulary = Vocabulary(language: .english)
    let bags = titles.map { title -> [Int32: Double] in
      Dictionary(grouping: vocabulary.stems(of: title.0), by: { $0 }).mapValues { 1 + log(Double($0.count)) }
    }
    let rarity = { (stem: Int32) in log(301 / (1 + Double(bags.count { $0[stem] != nil }))) + 1 }
    let vectors = bags.map { bag in Dictionary(uniqueKeysWithValues: bag.map { ($0, $1 * rarity($0)) }) }
    let norms = vectors.map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let same = SameWork(language: .english)
    let titleWords = titles.map { SameWork.words(of: $0.0, .english) }
    var expected: Set<String> = []
    for one in 0..<300 {
      let like = (0..<300).filter { other in
        vectors[one].reduce(0) { $0 + $1.value * (vectors[other][$1.key] ?? 0) } >= 0.9 * norms[one] * norms[other]
          && same.isSame(titleWords[one], titleWords[other])
      }
      let departments = Set(like.map { titles[$0].1 }).count
      if departments > 1, departments <= 3, like.count <= 2 * departments { expected.insert("L\(one + 1)") }
    }
    #expect(found == expected && found.count > 10)
  }

  @Test(
    "another deed, place, object or number is other work; one word written as two, or a synonym of the deed, is not")
  func sameWork() {
    let same = SameWork(language: .english)
    func isSame(_ one: String, _ other: String) -> Bool {
      same.isSame(SameWork.words(of: one, .english), SameWork.words(of: other, .english))
        && same.isSame(SameWork.words(of: other, .english), SameWork.words(of: one, .english))
    }
    for (one, other) in [
      ("احداث بوستان لاله", "احداث و تکمیل بوستان لاله"),
      ("روکش آسفالت خیابان بهار", "اجرای روکش اسفالت خیابان بهار (ادامه)"),
      ("ساخت پل بهار", "احداث پل بهار"), ("تعمیر ماشین‌آلات باغ گلستان", "تعمیر ماشین آلات باغ گلستان"),
      ("Repair of the Elm Street bridge", "Elm Street bridge: repair (continued)"),
    ] { #expect(isSame(one, other), "\(one) | \(other)") }
    for (one, other) in [
      ("توسعه بوستان لاله", "نگهداری بوستان لاله"), ("احداث بوستان لاله", "تکمیل بوستان لاله"),
      ("لایروبی کانال (منطقه پنج)", "لایروبی کانال (منطقه شش)"),
      ("تجهیز واحد نقشه‌برداری", "تجهیز واحد نقشه‌برداری (منطقه پنج)"),
      ("پل بهار فاز ب", "پل بهار فاز ج"), ("خط ۲ قطار شهری", "خط ۳ قطار شهری"),
      ("Repair of Elm Street bridge", "Repair of Oak Street bridge"),
    ] { #expect(!isSame(one, other), "\(one) | \(other)") }
  }

  @Test("pay, overheads and titles that many departments carry are no work budgeted twice")
  func generic() throws {
    let found = try analysis([
      ("General Administration: Travel", "Fire"), ("General Administration: Travel", "Police"),
      ("Care: Animal Food", "Fire"), ("Care: Animal Food", "Police"), ("Parks: Animal Food", "Parks"),
      ("Zoo: Animal Food", "Zoo"),
      ("Street sweeping", "One"), ("Street sweeping", "Two"), ("Street sweeping", "Three"), ("Street sweeping", "Four"),
      ("Fountain in Lake Park", "One"), ("Fountain in Lake Park", "Two"),
    ]).flagList.filter { $0.code == "AL105" }
    #expect(found.map(\.subject.id) == ["L11", "L12"])
  }

  @Test("a threshold beyond all numbers is no trap", arguments: ["-1.0e+19", "1e300"])
  func beyond(_ lines: String) throws {
    let analysis = try analysis(titles, flags: "flags: {AL105: {lines: \(lines)}}\n")
    #expect(analysis.warnings.contains { $0.kind == .nearDuplicatesSkipped } == lines.hasPrefix("-"))
  }

  @Test(
    "of the labelled pairs of three budgets, four in five of those that are raised are the same work, and none is missed"
  )
  func labelled() throws {
    var workspaces: [String: Workspace] = [:]
    workspaces["tabriz-1402"] = try WorkspaceReader(folder: repository + "/datasets/tabriz-1402").read()
    if let sharedFolder {
      workspaces["la-2018"] = try WorkspaceReader(folder: sharedFolder + "/workspaces/la-2018").read()
      workspaces["ahvaz"] = try ahvaz(sharedFolder + "/data/ahvaz_capital/ahvaz_capital.csv")
    }
    let raised = try workspaces.mapValues { workspace in
      Set(
        try Analysis(of: workspace).flagList.filter { $0.code == "AL105" }.flatMap { flag -> [Set<String>] in
          guard case .texts(let others)? = flag.evidence.first?.value else { return [] }
          return others.map { [flag.subject.id, $0] }
        })
    }
    let rows = try String(contentsOfFile: repository + "/Tests/Fixtures/same-work/pairs.csv", encoding: .utf8).split(
      separator: "\n"
    )
    .dropFirst()
    var (right, wrong, missed) = (0, 0, 0)
    for row in rows.map({ $0.split(separator: ",").map(String.init) }) {
      guard let own = raised[row[0]] else { continue }
      let isRaised = own.contains([row[1], row[2]])
      if row[3] == "yes" { (right, missed) = isRaised ? (right + 1, missed) : (right, missed + 1) }
      if row[3] == "no", isRaised { wrong += 1 }
    }
    #expect(missed == 0 && right >= 12 && Double(right) >= 0.8 * Double(right + wrong))
  }

  /// Its table with the numbers of its rows as lines and its districts as departments.
  private func ahvaz(_ file: String) throws -> Workspace {
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    var budget = "line,year,title,approved,department\n"
    for (index, row) in rows.enumerated() {
      let number = String(10_001 + index).dropFirst()
      let code = row.firstIndex(of: ",").map { row[row.index(after: $0)...] } ?? row
      // Title, approved and spent amounts, district; titles may be quoted.
      let parts = code.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count >= 4, let district = parts.last else { continue }
      let title = parts.dropLast(3).joined(separator: ",")
      budget += "R\(number),1402,\(title),\(parts[parts.count - 3]),\(district)\n"
    }
    let folder = try TemporaryWorkspace(changing: ["budget.csv": budget, "links.csv": "line,indicator\nR0001,I1\n"])
    return try WorkspaceReader(folder: folder.folder).read()
  }

  @Test("the planted near-duplicates of tabriz-1402 are found, and nothing else")
  func planted() throws {
    let folder = repository + "/datasets/tabriz-1402"
    let truth = try String(contentsOfFile: folder + "/truth.csv", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("AL105") }.map { String($0.split(separator: ",")[1]) }
    let analysis = try Analysis(of: WorkspaceReader(folder: folder).read())
    let found = Set(analysis.flagList.filter { $0.code == "AL105" }.map(\.subject.id))
    #expect(truth.count == 24 && Set(truth) == found)
  }
}
