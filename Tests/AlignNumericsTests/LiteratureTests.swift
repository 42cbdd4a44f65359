import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

/// Worked examples of the literature, to the digits that they print.
@Suite("Worked examples", .enabled(if: sharedFolder != nil, "../shared is not there: worked examples skipped"))
struct LiteratureTests {
  private struct Case {
    var matrix: [[Double]]
    var weights: [Double]
    var isDown: [Bool]
    var expected: [Double]
    var ranks: [Double]?
  }

  private static func find(_ test: String) throws -> Case {
    let path = (sharedFolder ?? "") + "/data/mcda_reference/literature_cases.json"
    let all = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [[String: Any]]
    let found = try #require(all?.first { $0["test"] as? String == test })
    let inputs = try #require(found["inputs"] as? [String: Any])
    let problem = inputs["dm"] as? [String: Any] ?? inputs
    let matrix = try #require(problem["matrix"] as? [[Double]])
    let width = matrix[0].count
    let objectives = (problem["objectives"] as? [String])?.map { $0 == "min" ? -1.0 : 1 }
    let types: [Double] = problem["types"] as? [Double] ?? objectives ?? []
    let answer = found["expected"] as? [String: Any] ?? [:]
    let extra = answer["extra"] as? [String: Any]
    let expected =
      answer["real_result"] as? [Double] ?? extra?["score"] as? [Double] ?? extra?["similarity"] as? [Double] ?? []
    return Case(
      matrix: matrix, weights: problem["weights"] as? [Double] ?? Array(repeating: 1, count: width),
      isDown: (0..<width).map { $0 < types.count && types[$0] < 0 }, expected: expected,
      ranks: answer["rank"] as? [Double])
  }

  private static func matrix(_ example: Case) throws -> DecisionMatrix {
    try DecisionMatrix(
      rows: example.matrix.map { $0.map { $0 } }, weights: example.weights, isDown: example.isDown)
  }

  private static func columns(_ example: Case) -> [[Double]] {
    example.matrix[0].indices.map { column in example.matrix.map { $0[column] } }
  }

  /// Half a unit of the last digit that is printed.
  private func expectPrinted(_ found: [Double?], _ expected: [Double], _ comment: Comment) {
    let decimals =
      expected.map { number -> Int in
        let text = "\(number)"
        return text.split(separator: ".").count > 1 ? (text.split(separator: ".").last?.count ?? 0) : 0
      }.max() ?? 0
    #expect(found.count == expected.count, comment)
    for (left, right) in zip(found, expected) {
      #expect(abs((left ?? .nan) - right) <= 0.5 * pow(10, -Double(decimals)) + 1e-12, comment)
    }
  }

  @Test(
    "TOPSIS: Ersoy 2021; Tzeng & Huang 2011", arguments: ["Test_TOPSIS.test_topsis", "test_TOPSIS_tzeng2011multiple"])
  func topsis(test: String) throws {
    var example = try Self.find(test)
    // Ersoy's scores come from his entropy weights before they were rounded for printing.
    if example.ranks == nil { example.weights = try EntropyWeights.weights(of: Self.columns(example)) }
    let scores = try Scores(of: Self.matrix(example), by: Topsis())
    expectPrinted(scores.values, example.expected, "\(test)")
    if let ranks = example.ranks { #expect(scores.ranks.map { $0.map(Double.init) } == ranks) }
  }

  @Test("VIKOR: Papathanasiou & Ploskas 2018, with its ranks")
  func vikor() throws {
    let example = try Self.find("Test_VIKOR.test_vikor")
    let solution = Vikor(majority: 0.625).solution(of: try Self.matrix(example))
    expectPrinted(solution.compromise, example.expected, "Q")
    let ranks = try Scores(of: Self.matrix(example), by: Vikor(majority: 0.625)).ranks
    #expect(ranks == [3, 6, 4, 2, 1, 5])
  }

  @Test("PROMETHEE II: Papathanasiou & Ploskas 2018, linear preference from 1 to 2")
  func promethee() throws {
    let example = try Self.find("Test_PROMETHEE_II.test_promethee_II")
    let method = Promethee(preference: .linear(indifference: 1, strict: 2))
    expectPrinted(try Scores(of: Self.matrix(example), by: method).values, example.expected, "net flows")
  }

  @Test("weighted sum: Kracka 2010; weighted product: Wikipedia")
  func sums() throws {
    let sum = try Self.find("test_WeightedSumModel_kracka2010ranking")
    let scores = try Scores(of: Self.matrix(sum), by: WeightedSum(normalisation: ShareOfSum()))
    expectPrinted(scores.values, sum.expected, "weighted sum")
    #expect(scores.ranks.map { $0.map(Double.init) } == sum.ranks)
    let product = try Self.find("test_WeightedProductModel_enwiki_1015567716")
    let mean = GeneralisedMean(power: 0, normalisation: ShareOfSum())
    let products = try Scores(of: Self.matrix(product), by: mean)
    expectPrinted(products.values.map { $0.map { log10($0) } }, product.expected, "weighted product")
    // By ratios to the best the order is the same.
    #expect(try Scores(of: Self.matrix(product), by: WeightedProduct()).order == [0, 1, 2])
  }

  @Test("CRITIC, and the mean of sum and product: Tuş & Aytaç Adalı 2019")
  func critic() throws {
    let critic = try Self.find("Test_CRITIC.test_critic")
    let weights = try CriticWeights.weights(of: Self.columns(critic))
    expectPrinted(weights, critic.expected, "CRITIC")
    // The paper goes on with the weights as printed, and cuts its last score, 0.7228, to three digits.
    var both = try Self.find("Test_WASPAS.test_waspas")
    both.weights = critic.expected
    let matrix = try Self.matrix(both)
    let sum = try WeightedSum(normalisation: RatioToBest()).scores(of: matrix)
    let product = try WeightedProduct().scores(of: matrix)
    let means = zip(sum, product).map { ($0 + $1) / 2 }
    expectPrinted(Array(means.dropLast()), Array(both.expected.dropLast()), "WASPAS")
    #expect(abs(means[4] - both.expected[4]) < 1e-3)
  }

  @Test(
    "entropy: Xu 2004, Zavadskas & Podvezko 2016, Ersoy 2021, Lee & Chang 2018",
    arguments: [
      "Test_Entropy.test_Entropy", "Test_Entropy.test_Entropy2", "Test_Entropy.test_Entropy3",
      "Test_Entropy.test_Entropy4",
    ])
  func entropy(test: String) throws {
    let example = try Self.find(test)
    expectPrinted(try EntropyWeights.weights(of: Self.columns(example)), example.expected, "\(test)")
  }

  @Test("standard deviation and equal weights: Sałabun et al. 2020")
  func deviation() throws {
    let example = try Self.find("Test_STD.test_std")
    expectPrinted(try StandardDeviationWeights.weights(of: Self.columns(example)), example.expected, "deviation")
    let equal = EqualWeights().shares(among: Siblings(given: [nil, nil, nil]))
    expectPrinted(equal, try Self.find("Test_equal.test_equal").expected, "equal")
  }

  @Test("OECD/JRC 2008, technology achievement of 23 countries: published ranks")
  func technology() throws {
    let folder = (sharedFolder ?? "") + "/data/mcda_reference/oecd_jrc_tai/"
    func rows(_ name: String) throws -> [[String]] {
      try String(contentsOfFile: folder + name, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map {
        $0.split(separator: ",").map(String.init)
      }
    }
    let raw = try rows("tableA2_raw_23_countries.csv")
    let posts = try rows("goalposts_HDR2001_not_from_handbook.csv").map { $0.dropFirst().compactMap { Double($0) } }
    let weights = try rows("table22_weights_as_printed.csv")
    let published = Dictionary(uniqueKeysWithValues: try rows("table23_published_ranks.csv").map { ($0[0], $0) })
    // Equal weights and the budget allocation are printed exactly enough; the two others are rounded to two digits, which
    // lets neighbours change places.
    for (method, column, largest) in [("EW", 1, 0), ("BAP", 4, 0), ("FA", 2, 1), ("AHP", 5, 2)] {
      let own = try #require(weights.first { $0[0] == method }).dropFirst().compactMap { Double($0) }
      let criteria = posts.indices.map { index in
        DecisionMatrix.Criterion(
          "\(index)", raw.map { Double($0[index + 1]) }, weight: own[index],
          goalposts: posts[index][0]...posts[index][1])
      }
      let ranks = try Scores(of: DecisionMatrix(criteria), by: WeightedSum()).ranks
      for (row, rank) in zip(raw, ranks) {
        let expected = try #require(published[row[0]].flatMap { Int($0[column]) })
        #expect(abs((rank ?? 0) - expected) <= largest, "\(method) \(row[0])")
      }
    }
  }
}
