import AlignModel
import AlignNumerics

/// Limits that could hold together if lines could be divided, and the whole-or-nothing lines that keep them from it: a
/// smallest set of both, as far as the search proves it.
package struct WholeContradiction: Sendable, Hashable {
  /// Places in ``ScenarioModel/limits``.
  package var limits: [Int]
  /// Rows of L.
  package var lines: [Int]
}

extension ScenarioModel {
  /// More whole lines than this are not looked at one by one.
  private static let mostLines = 60

  /// Why lines that are whole or nothing cannot meet the limits (deletion filter, as for a ``Contradiction``); nil where
  /// that is not proved.
  package func wholeContradiction() -> WholeContradiction? {
    var isOn = Array(repeating: true, count: limits.count)
    var model = self
    guard model.isWholeInfeasible(isOn) else { return nil }
    for index in deletionOrder {
      isOn[index] = false
      if !model.isWholeInfeasible(isOn) { isOn[index] = true }
    }
    var lines = wholeLow.indices.filter { wholeLow[$0] != nil }
    if lines.count <= Self.mostLines {
      for line in lines {
        model.wholeLow[line] = nil
        if !model.isWholeInfeasible(isOn) { model.wholeLow[line] = wholeLow[line] }
      }
      lines = lines.filter { model.wholeLow[$0] != nil }
    }
    return WholeContradiction(limits: isOn.indices.filter { isOn[$0] }, lines: lines)
  }

  /// Whether it is proved that no choice of whole lines meets some of the limits.
  private func isWholeInfeasible(_ isOn: [Bool]) -> Bool {
    if crossedLine(isOn) != nil { return true }
    var allocation = problem(isOn, fits: false)
    for k in base.indices {
      if let low = wholeLow[k] { allocation.lower[k] = max(allocation.lower[k], Double(low)) }
      if allocation.upper[k] == .infinity, wholeLow[k] != nil {
        allocation.upper[k] = max(Double(base[k]), allocation.lower[k])
      }
    }
    let posed = SemicontinuousProblem(allocation, mayBeLeftOut: wholeLow.map { $0 != nil })
    do throws(SemicontinuousFailure) {
      _ = try SemicontinuousSolver(jobs: jobs, nodeLimit: 4000).solve(posed)
      return false
    } catch {
      switch error {
      case .noWholeChoice, .relaxation(.infeasible): return true
      default: return false
      }
    }
  }
}
