/// The program that made a document.
public enum Engine {
  /// The version of the engine and of the program `align`.
  public static let version = "0.2.0"
  /// The version of the shape of our JSON documents; `schema/analyze.schema.json` describes it.
  public static let schemaVersion = "2.0"
  /// The engine as documents name it.
  public static let name = "align \(version)"
}
