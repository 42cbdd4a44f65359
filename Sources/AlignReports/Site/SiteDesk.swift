import AlignWords

/// A page that only a server has, with its place in the menu.
package struct SiteDesk: Sendable {
  /// What the menu calls it.
  package var name: Phrase
  /// Where it stands in the folder of a language.
  package var address: String

  /// A page of a server.
  package init(_ name: Phrase, at address: String) { (self.name, self.address) = (name, address) }
}
