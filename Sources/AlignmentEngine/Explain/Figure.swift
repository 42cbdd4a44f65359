/// A figure that the program prints: its key, its unit, its formula and where `docs/method.md` defines it.
///
/// This is the one description of a figure. What it is called in a language stands in the catalogues of `AlignWords` under
/// `stated.KEY`.
package enum Figure: String, Sendable, CaseIterable, Codable {
  // The plan and the budget as a whole
  case coverage
  case liveCoverage = "live_coverage"
  case liveCoverageUpper = "live_coverage_upper"
  case alignmentIndex = "alignment_index"
  case alignmentIndexByIndicator = "alignment_index_by_indicator"
  case planAttainment = "plan_attainment"
  case totalApproved = "total_approved"
  case totalLinked = "total_linked"
  case unmeasuredFunding = "unmeasured_funding"
  case baseAmount = "base_amount"
  case theta
  case judgedKind = "judged_kind"
  case amountAtStake = "amount_at_stake"
  case totalNeed = "total_need"

  // An indicator
  case actual, target
  case targetLow = "target_low"
  case targetHigh = "target_high"
  case attainment
  case reviewGap = "review_gap"
  case planningGap = "planning_gap"
  case planningGapPlanEnd = "planning_gap_plan_end"
  case forecast
  case forecastLow = "forecast_low"
  case forecastHigh = "forecast_high"

  // Of several kinds of subjects
  case need, weight
  case needShare = "need_share"
  case funding, keeping, improving
  case fundingShare = "funding_share"
  case improvingShare = "improving_share"
  case underFunding = "under_funding"
  case underFundingAmount = "under_funding_amount"
  case ratio
  case robustShare = "robust_share"

  // A line or a department
  case approved
  case servedShare = "share"
  case score
  case scoreCoverage = "score_coverage"
  case linked, untied
  case untiedShare = "untied_share"
  case execution

  // A flag
  case amount

  /// What a value counts.
  package enum Unit: String, Sendable, CaseIterable, Codable {
    /// A share or a ratio of like things; 1 is the whole.
    case share
    /// A difference of shares.
    case points
    /// Money: minor units in the record, main units of the currency in a document.
    case money
    /// What the indicator counts.
    case own
    case number, count, year
  }

  /// What the figure counts.
  package var unit: Unit {
    switch self {
    case .totalApproved, .totalLinked, .unmeasuredFunding, .baseAmount, .judgedKind, .amountAtStake, .funding, .keeping,
      .improving, .underFundingAmount, .approved, .linked, .untied, .amount:
      .money
    case .actual, .target, .targetLow, .targetHigh, .forecast, .forecastLow, .forecastHigh: .own
    case .underFunding: .points
    case .alignmentIndex, .alignmentIndexByIndicator, .totalNeed, .need, .weight, .ratio, .score: .number
    default: .share
    }
  }

  /// The formula in the symbols of `docs/method.md`; one that depends on the subject is given with its steps.
  package var formula: String {
    switch self {
    case .coverage: "C = Σs / Σb"
    case .liveCoverage: "(Σ keeping + Σ_K improving [gap > 1%]) / Σb"
    case .liveCoverageUpper: "(Σ keeping + Σ_K improving [gap > 1%] + Σ improving [∉ K]) / Σb"
    case .alignmentIndex, .alignmentIndexByIndicator: "C · (1 − ½ Σ|P − F|)"
    case .planAttainment: "Σ w · a / Σ w"
    case .totalApproved: "Σb"
    case .totalLinked: "Σs"
    case .unmeasuredFunding: "Σ s [∉ K]"
    case .baseAmount: "Σ_K improving + θ · Σ_K keeping"
    case .theta: "max(0, (5% · Σ_K s − Σ_K improving) / Σ_K keeping)"
    case .judgedKind: "Σ s [kind = ∅]"
    case .amountAtStake: "Σ b [flag]"
    case .totalNeed: "Σ_K w · need · c"
    case .actual: "A"
    case .target, .targetLow, .targetHigh: "T"
    case .attainment: "(A − B) / (T − B)"
    case .reviewGap: "1 − a"
    case .planningGap: "clip(1 − a*, 0, 1)"
    case .planningGapPlanEnd: "clip(1 − a*, 0, 1)"
    case .forecast: "yₙ + d · h"
    case .forecastLow: "ŷ − t · σ̂"
    case .forecastHigh: "ŷ + t · σ̂"
    case .need: "max(gap, gap(plan_end) / (plan_end − Y + 1))"
    case .weight: "w(axis) · w(goal | axis) · w(indicator | goal)"
    case .needShare: "p = w · need · c / Σ_K w · need · c"
    case .funding: "s = Σ share · b"
    case .keeping: "Σ share · b [current, financial]"
    case .improving: "Σ share · b [capital]"
    case .fundingShare: "f = (improving + θ · keeping) / base"
    case .improvingShare: "Σ improving / base"
    case .underFunding: "P − F"
    case .underFundingAmount: "(P − F) · base"
    case .ratio: "F / P"
    case .robustShare: "Pr_w(F / P < threshold), Pr_w(F / P > threshold)"
    case .approved: "b"
    case .servedShare: "min(1, Σ share)"
    case .score: "Σ w · (x − min) / (max − min) / Σ w"
    case .scoreCoverage: "Σ w [x ≠ ∅]"
    case .linked: "Σ share · b"
    case .untied: "Σ b [untied]"
    case .untiedShare: "Σ b [untied] / Σ b"
    case .execution: "Σ spent / Σ b [spent ≠ ∅]"
    case .amount: "Σ b"
    }
  }

  /// The section of `docs/method.md` that defines it.
  package var section: String {
    switch self {
    case .actual, .target, .targetLow, .targetHigh, .attainment, .reviewGap, .planningGap, .planningGapPlanEnd,
      .planAttainment:
      "2. Measure"
    case .weight: "3. Weigh"
    case .funding, .approved, .servedShare, .linked, .untied, .untiedShare, .totalApproved, .totalLinked:
      "4. Trace and score"
    case .robustShare: "5. Robust ranking"
    case .amount, .amountAtStake: "7. Flags"
    case .forecast, .forecastLow, .forecastHigh, .execution: "10. Reviews and memory"
    default: "4. Trace and score"
    }
  }

  /// The figure of a key, or of another word under which people ask for it; capitals, blanks and hyphens do not matter.
  package init?(named name: String) {
    let key = name.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "_")
    if let found = Figure(rawValue: key) {
      self = found
    } else if let found = Self.others[key] {
      self = found
    } else {
      return nil
    }
  }

  private static let others: [String: Figure] = [
    "gap": .planningGap, "alignment": .alignmentIndex, "alignment_score": .alignmentIndex, "index": .alignmentIndex,
    "weightings": .robustShare, "robustness": .robustShare, "served_share": .servedShare, "base": .baseAmount,
    "money": .funding, "line_score": .score, "at_stake": .amountAtStake,
  ]

  /// The figures of the plan and the budget as a whole, in the order in which they are told.
  package static let ofWhole: [Figure] = [
    .totalApproved, .totalLinked, .coverage, .liveCoverage, .liveCoverageUpper, .keeping, .improving, .theta,
    .baseAmount, .judgedKind, .unmeasuredFunding, .totalNeed, .alignmentIndex, .alignmentIndexByIndicator,
    .planAttainment, .amountAtStake,
  ]
}
