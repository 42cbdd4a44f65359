import Foundation
import TestSupport
import Testing

@testable import AlignNumerics

/// Worked examples of the literature, to the digits that the papers print.
@Suite("Worked examples") struct LiteratureTests {
  private struct Example: Decodable {
    var name: String
    var source: String
    var matrix: [[Double]]
    var weights: [Double]?
    var lessIsBetter: [Bool]?
    var expected: [Double]
    var ranks: [Int]?

    var columns: [[Double]] { matrix[0].indices.map { column in matrix.map { $0[column] } } }

    /// The matrix with these weights; if nil, with those of the paper.
    func decision(weights other: [Double]? = nil) throws -> DecisionMatrix {
      try DecisionMatrix(
        rows: matrix.map { $0.map { $0 } }, weights: other ?? weights ?? matrix[0].map { _ in 1 },
        isDown: lessIsBetter)
    }
  }

  private static func find(_ name: String) throws -> Example {
    let examples = try JSONDecoder().decode([Example].self, from: fixture("literature/decision-analysis.json"))
    return try #require(examples.first { $0.name == name })
  }

  /// Half a unit of the last printed digit.
  private func expectPrinted(_ found: [Double?], _ expected: [Double], _ comment: Comment) {
    let decimals =
      expected.map { number -> Int in
        let parts = "\(number)".split(separator: ".")
        return parts.count > 1 ? parts[1].count : 0
      }.max() ?? 0
    #expect(!expected.isEmpty && found.count == expected.count, comment)
    for (left, right) in zip(found, expected) {
      #expect(abs((left ?? .nan) - right) <= 0.5 * pow(10, -Double(decimals)) + 1e-12, comment)
    }
  }

  @Test("TOPSIS: Ersoy 2021")
  func topsisErsoy() throws {
    let example = try Self.find("topsis-ersoy-2021")
    // The paper's scores are from its entropy weights before they were rounded for printing.
    let weights = try EntropyWeights.weights(of: example.columns)
    let scores = try Scores(of: example.decision(weights: weights), by: Topsis())
    expectPrinted(scores.values, example.expected, "closeness")
  }

  @Test("TOPSIS: Tzeng & Huang 2011, with its ranks")
  func topsisTzeng() throws {
    let example = try Self.find("topsis-tzeng-2011")
    let scores = try Scores(of: example.decision(), by: Topsis())
    expectPrinted(scores.values, example.expected, "closeness")
    #expect(scores.ranks == example.ranks)
  }

  @Test("VIKOR: Papathanasiou & Ploskas 2018, with its ranks")
  func vikor() throws {
    let example = try Self.find("vikor-papathanasiou-2018")
    let solution = Vikor(majority: 0.625).solution(of: try example.decision())
    expectPrinted(solution.compromise, example.expected, "Q")
    #expect(try Scores(of: example.decision(), by: Vikor(majority: 0.625)).ranks == [3, 6, 4, 2, 1, 5])
  }

  @Test("PROMETHEE II: Papathanasiou & Ploskas 2018, linear preference from 1 to 2")
  func promethee() throws {
    let example = try Self.find("promethee-papathanasiou-2018")
    let method = Promethee(preference: .linear(indifference: 1, strict: 2))
    expectPrinted(try Scores(of: example.decision(), by: method).values, example.expected, "net flows")
  }

  @Test("weighted sum: Kracka 2010, with its ranks")
  func weightedSum() throws {
    let example = try Self.find("weighted-sum-kracka-2010")
    let scores = try Scores(of: example.decision(), by: WeightedSum(normalisation: ShareOfSum()))
    expectPrinted(scores.values, example.expected, "weighted sum")
    #expect(scores.ranks == example.ranks)
  }

  @Test("weighted product: Wikipedia")
  func weightedProduct() throws {
    let example = try Self.find("weighted-product-wikipedia")
    let mean = GeneralisedMean(power: 0, normalisation: ShareOfSum())
    let products = try Scores(of: example.decision(), by: mean)
    expectPrinted(products.values.map { $0.map { log10($0) } }, example.expected, "logarithms")
    // By ratios to the best the order is the same.
    #expect(try Scores(of: example.decision(), by: WeightedProduct()).ranks == example.ranks)
  }

  @Test("CRITIC, and the mean of sum and product: Tuş & Aytaç Adalı 2019")
  func critic() throws {
    let critic = try Self.find("critic-tus-2019")
    expectPrinted(try CriticWeights.weights(of: critic.columns), critic.expected, "CRITIC")
    // The paper continues with the printed weights, and truncates its last score, 0.7228, to three digits.
    let waspas = try Self.find("waspas-tus-2019")
    let matrix = try waspas.decision(weights: critic.expected)
    let sum = try WeightedSum(normalisation: RatioToBest()).scores(of: matrix)
    let product = try WeightedProduct().scores(of: matrix)
    let means = zip(sum, product).map { ($0 + $1) / 2 }
    expectPrinted(Array(means.dropLast()), Array(waspas.expected.dropLast()), "WASPAS")
    #expect(abs(means[4] - waspas.expected[4]) < 1e-3)
  }

  @Test(
    "entropy weights: Xu 2004, Zavadskas & Podvezko 2016, Ersoy 2021, Lee & Chang 2018",
    arguments: ["entropy-xu-2004", "entropy-zavadskas-2016", "entropy-ersoy-2021", "entropy-lee-2018"])
  func entropy(name: String) throws {
    let example = try Self.find(name)
    expectPrinted(try EntropyWeights.weights(of: example.columns), example.expected, "\(name)")
  }

  @Test("standard deviation and equal weights: Sałabun et al. 2020")
  func deviation() throws {
    let example = try Self.find("deviation-salabun-2020")
    expectPrinted(try StandardDeviationWeights.weights(of: example.columns), example.expected, "deviation")
    let equal = EqualWeights().shares(among: Siblings(given: [nil, nil, nil]))
    expectPrinted(equal, try Self.find("equal-salabun-2020").expected, "equal")
  }

  /// Equal weights (EW) and the budget allocation (BAP) are printed exactly enough. The weights of the factor analysis (FA)
  /// and of AHP are rounded to two digits, which lets neighbours change places.
  @Test(
    "OECD/JRC 2008, technology achievement of 23 countries: published ranks",
    arguments: [("EW", 0), ("BAP", 0), ("FA", 1), ("AHP", 2)])
  func technology(method: String, largest: Int) throws {
    let folder = "literature/technology-achievement/"
    let countries = try table(folder + "indicators.csv")
    let weights = try #require(try table(folder + "weights.csv").first { $0["method"] == method })
    let criteria = try table(folder + "goalposts.csv").map { row in
      let indicator = try #require(row["indicator"])
      let low = try #require(row["min"].flatMap(Double.init))
      let high = try #require(row["max"].flatMap(Double.init))
      return DecisionMatrix.Criterion(
        indicator, countries.map { $0[indicator].flatMap(Double.init) },
        weight: try #require(weights[indicator].flatMap(Double.init)), goalposts: low...high)
    }
    #expect(criteria.count == 8 && countries.count == 23)
    let ranks = try Scores(of: DecisionMatrix(criteria), by: WeightedSum()).ranks
    let published = try table(folder + "ranks.csv")
    for (country, rank) in zip(countries, ranks) {
      let row = try #require(published.first { $0["country"] == country["country"] })
      let expected = try #require(row[method].flatMap { Int($0) })
      let found = try #require(rank)
      #expect(abs(found - expected) <= largest, "\(country["country"] ?? "")")
    }
  }
}
