/// Swing weighting: the column `weight` holds the worth of bringing a sibling from its worst to its best level, with 100 for
/// the swing that is worth most. A blank cell counts as 0.
///
/// - Source: von Winterfeldt & Edwards 1986.
package struct SwingWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    if siblings.given.allSatisfy({ $0 == nil }) { throw .blank(index: 0) }
    for (index, points) in siblings.given.enumerated() where !((points ?? 0) >= 0) { throw .negative(index: index) }
    return try normalised(siblings.given.map { $0 ?? 0 })
  }
}
