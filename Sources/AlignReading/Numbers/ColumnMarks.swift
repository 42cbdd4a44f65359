import AlignBasics
import AlignModel

/// Settles, from all numbers of a column together, what their marks stand for (DESIGN §3, "No magnitude is guessed").
struct ColumnMarks {
  /// What is done about the ambiguous numbers of a mark.
  enum Decision { case asRead, reread, ask }

  let kind: CellKind
  /// Decimals that an amount of the column may have: those of the currency and of the unit.
  let decimals: Int
  let hasUnit: Bool
  let language: String
  let sightings: MarkSightings
  /// The filled cells of the column, and how many of its ambiguous numbers end in a zero.
  let count: Int
  let endingInZero: Int
  /// What the other columns of the table show.
  let others: [MarkSightings]

  /// What a mark of ambiguous numbers stands for; nil where nothing says so.
  func role(of mark: NumberMark) -> MarkRole? {
    if let seen = sightings[mark] { return seen }
    // Three decimals are more than an amount can have, so they are none.
    if kind.isAmount, !hasUnit, decimals < 3 { return .thousands }
    // One mark stands before decimals; where another does, or stands between thousands, this is the other kind.
    for other in NumberMark.allCases where other != mark {
      switch sightings[other] {
      case .decimals: return .thousands
      case .thousands: return .decimals
      case nil: continue
      }
    }
    if let seen = others.lazy.compactMap({ $0[mark] }).first { return seen }
    // A program that writes three decimals writes them everywhere; thousands come as 950 and 1.250.000 too, and end in zeros.
    let alike = sightings.ambiguous.count { $0.mark == mark }
    if mark == .stop, alike > 4, alike * 10 >= count * 9, endingInZero * 2 < alike { return .decimals }
    // In English and Persian a comma stands between the thousands of an amount.
    if kind.isAmount, mark == .comma, ["en", "fa"].contains(language) { return .thousands }
    return nil
  }

  /// How a number is read where nothing settles its mark.
  static func unsettled(_ mark: NumberMark) -> MarkRole { mark == .stop ? .decimals : .thousands }
}
