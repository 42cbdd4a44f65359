import TestSupport
import Testing

@testable import AlignmentEngine

@Suite("Money divided in whole units") struct ExactSplitTests {
  @Test("the units that are left go to the largest remainders, and what no indicator is due stays with the line")
  func largestRemainder() {
    // 10 at ⅓ each: 3.33 three times; the unit that is left goes to the first, for the rest is due nothing.
    let thirds = ExactSplit.parts(of: 10, by: [1.0 / 3, 1.0 / 3, 1.0 / 3])
    #expect(thirds.parts == [4, 3, 3] && thirds.rest == 0)
    // 7 at 0.5 and 0.25: 3.5 and 1.75 and 1.75; the remainders 0.75, 0.75, 0.5 take the two units.
    let halves = ExactSplit.parts(of: 7, by: [0.5, 0.25])
    #expect(halves.parts == [3, 2] && halves.rest == 2)
    let credit = ExactSplit.parts(of: -7, by: [0.5, 0.25])
    #expect(credit.parts == [-3, -2] && credit.rest == -2)
    #expect(ExactSplit.parts(of: 5, by: []).rest == 5 && ExactSplit.parts(of: 0, by: [0.3]).rest == 0)
  }

  @Test(
    "parts and rest add up to the unit for any amount and shares, within a unit of the real share", arguments: 1...200)
  func sums(seed: Int) {
    var draw = DrawnNumbers(seed)
    let extremes: [Int64] = [.max, .min, 1, -1, 9_007_199_254_740_993]
    let amount =
      draw.chance(0.2) ? extremes[draw.whole(0...4)] : Int64(draw.whole(-1_000_000_000_000...1_000_000_000_000))
    var shares = (0..<draw.whole(1...9)).map { _ in draw.chance(0.1) ? 0 : draw.number(0...1) }
    let sum = shares.reduce(0, +)
    if sum > 1 { shares = shares.map { $0 / sum } }
    let split = ExactSplit.parts(of: amount, by: shares)
    #expect(split.parts.reduce(Int128(split.rest)) { $0 + Int128($1) } == Int128(amount))
    for (part, share) in zip(split.parts, shares) where amount.magnitude < 1 << 50 {
      #expect(abs(Double(part) - Double(amount) * share) < 1.001)
    }
  }
}
