import Foundation

/// AHP by logarithmic least squares: where every pair was judged, the geometric means of the rows.
///
/// - Source: Crawford & Williams 1985; Bozóki, Fülöp & Rónyai 2010 where judgements are missing.
package struct GeometricMeanWeights: WeighingMethod {
  package init() {}

  package func shares(among siblings: Siblings) throws(WeighingFault) -> [Double] {
    try siblings.group().geometricMeans()
  }
}
