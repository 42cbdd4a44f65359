import AlignModel

/// The words by which a total row says what it is.
enum TotalWords {
  private static let whole: Set<String> = [
    "جمع", "جمع کل", "مجموع", "جمعکل", "جمع کل بودجه", "جمع کل اعتبارات", "مجموع کل", "total", "totals", "grand total",
    "grand totals", "sum", "subtotal", "sub-total", "sub total",
  ]
  private static let openings = ["جمع ", "مجموع ", "total ", "totals ", "grand total ", "subtotal "]
  /// «جمع‌آوری» is what a city does with its waste, not a total.
  private static let others = ["جمع آوری", "جمع اوری", "جمعآوری"]

  /// Whether a text is a total's.
  ///
  /// - Parameter alone: only where it is nothing but the word.
  static func isTotal(_ text: String, alone: Bool = false) -> Bool {
    let word = TextNormaliser.folded(text).trimmingSuffix(while: { $0 == ":" || $0 == "." || $0 == " " })
    if whole.contains(String(word)) { return true }
    guard !alone, !others.contains(where: { word.hasPrefix($0) }) else { return false }
    return openings.contains { word.hasPrefix($0) }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
