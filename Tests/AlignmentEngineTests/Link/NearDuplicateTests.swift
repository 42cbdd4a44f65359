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
    var expected: Set<String> = []
    for one in 0..<300 {
      let like = (0..<300).filter { other in
        vectors[one].reduce(0) { $0 + $1.value * (vectors[other][$1.key] ?? 0) } >= 0.9 * norms[one] * norms[other]
      }
      if Set(like.map { titles[$0].1 }).count > 1 { expected.insert("L\(one + 1)") }
    }
    #expect(found == expected)
  }

  @Test("the planted near-duplicates of tabriz-1402 are found")
  func planted() throws {
    let folder = repository + "/datasets/tabriz-1402"
    let truth = try String(contentsOfFile: folder + "/truth.csv", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("AL105") }.map { String($0.split(separator: ",")[1]) }
    let analysis = try Analysis(of: WorkspaceReader(folder: folder).read())
    let found = Set(analysis.flagList.filter { $0.code == "AL105" }.map(\.subject.id))
    #expect(truth.count == 24 && Set(truth).subtracting(found).isEmpty)
  }
}
