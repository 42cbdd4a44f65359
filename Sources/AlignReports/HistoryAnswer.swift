import AlignWords
import AlignmentEngine

/// What changed between two runs, in sentences.
package struct HistoryAnswer {
  let comparison: HistoryComparison
  let format: NumberFormat
  private var language: Language { format.language }

  /// The answer of a comparison.
  package init(_ comparison: HistoryComparison, format: NumberFormat) {
    self.comparison = comparison
    self.format = format
  }

  /// The sentences.
  package var lines: [String] {
    let same = Phrase.sameInputs.text(in: language)
    let files = Phrase.changedFiles.text(
      in: language, language.list(comparison.files))
    return [heading] + growth + [comparison.hasSameInputs ? same : files, targets, links, flags, promises]
  }

  private var heading: String {
    let (earlier, later) = (comparison.earlier, comparison.later)
    let from = earlier.id.map { format.label(String($0)) } ?? ""
    let then = format.words(earlier.period)
    guard let to = later.id else {
      return Phrase.comparedNow.text(in: language, from, then, format.words(later.period))
    }
    return Phrase.comparedRuns.text(
      in: language, from, then, format.label(String(to)), format.words(later.period))
  }

  private var growth: [String] {
    comparison.growth.map { [$0.words(format)] } ?? []
  }

  private func count(_ kind: PlanChange.Kind) -> String {
    format.count(comparison.changes.count { $0.kind == kind })
  }

  private var targets: String {
    let easier = comparison.changes.count { $0.kind == .targetMoved && $0.isEasier == true }
    return Phrase.targetsMoved.text(
      in: language, count(.targetMoved), format.count(easier), count(.targetRemoved), count(.targetAdded),
      count(.baselineRewritten))
  }

  private var links: String {
    Phrase.linksMoved.text(
      in: language, count(.linkDropped), count(.linkAdded), count(.linkChanged), count(.indicatorRemoved),
      count(.indicatorAdded))
  }

  private var flags: String {
    let raised = comparison.flags.count(where: \.isRaised)
    return Phrase.flagsMoved.text(
      in: language, format.count(raised), format.count(comparison.flags.count - raised))
  }

  private var promises: String {
    if comparison.promises.isEmpty { return Phrase.noPromises.text(in: language) }
    func count(_ outcome: Promise.Outcome) -> String {
      format.count(comparison.promises.count { $0.outcome == outcome })
    }
    return Phrase.promisesKept.text(
      in: language, format.count(comparison.promises.count), count(.kept), count(.notKept), count(.notMeasured))
  }
}
