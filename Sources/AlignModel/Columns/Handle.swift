/// A dense integer that names one row of one table. Each table has its own type of handle, so that an indicator's handle
/// cannot index a budget line's column.
public protocol Handle: Hashable, Comparable, Sendable {
  /// The row, counted from 0 in the order of the table.
  var index: Int { get }
  /// The handle of a row.
  init(_ index: Int)
}

extension Handle {
  /// Handles sort in the order of their table.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// An axis of the plan.
public struct AxisID: Handle {
  @usableFromInline let raw: Int32
  /// The row, counted from 0.
  @inlinable
  public var index: Int { Int(raw) }
  /// The handle of a row counted from 0.
  @inlinable
  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }
}

/// A goal of the plan.
public struct GoalID: Handle {
  @usableFromInline let raw: Int32
  /// The row, counted from 0.
  @inlinable
  public var index: Int { Int(raw) }
  /// The handle of a row counted from 0.
  @inlinable
  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }
}

/// An indicator of the plan.
public struct IndicatorID: Handle {
  @usableFromInline let raw: Int32
  /// The row, counted from 0.
  @inlinable
  public var index: Int { Int(raw) }
  /// The handle of a row counted from 0.
  @inlinable
  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }
}

/// A budget line: one id of the table `budget`, whatever the number of years in which it stands.
public struct LineID: Handle {
  @usableFromInline let raw: Int32
  /// The row, counted from 0.
  @inlinable
  public var index: Int { Int(raw) }
  /// The handle of a row counted from 0.
  @inlinable
  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }
}

/// One row of the table `budget`: a line in a year.
public struct BudgetRow: Handle {
  @usableFromInline let raw: Int32
  /// The row, counted from 0.
  @inlinable
  public var index: Int { Int(raw) }
  /// The handle of a row counted from 0.
  @inlinable
  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }
}
