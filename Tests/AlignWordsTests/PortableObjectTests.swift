import PortableObject
import Testing

/// The reader of catalogues.
@Suite struct PortableObjectTests {
  @Test(
    "a line that is no PO is named by its number",
    arguments: [
      ("msgctxt \"a\"\nmsgid \"b\"\nmsgstr \"c\n", 3), ("\"a text without a keyword\"\n", 1),
      ("msgctxt \"a\"\nmsgid \"b\"\nmsgstring \"c\"\n", 3), ("\n\nmsgid \"b\" c\n", 3), ("msgid \"a\\q\"\n", 1),
      ("msgid \"a\"\nmsgstr[9] \"b\"\n", 2),
    ])
  func syntax(text: String, line: Int) {
    let error = #expect(throws: PortableObject.SyntaxError.self) { try PortableObject(text) }
    #expect(error?.line == line)
  }

  @Test("texts over several lines, escapes, comments, plurals and the header are read")
  func whole() throws {
    let file = try PortableObject(
      """
      # a comment
      msgid ""
      msgstr ""
      "Language: fa\\n"
      "X-List: ، \\n"

      #, no-wrap
      msgctxt "first"
      msgid "one "
      "line\\n"
      msgstr "یک \\"سطر\\"\\t"

      msgctxt "second"
      msgid "%1 row"
      msgid_plural "%1 rows"
      msgstr[0] "%1 سطر"
      msgstr[1] "%1 سطرها"

      """)
    #expect(file.header["Language"] == "fa" && file.header["X-List"] == "، ")
    #expect(file.entries.map(\.context) == ["first", "second"])
    #expect(file.entries[0].id == "one line\n" && file.entries[0].texts == ["یک \"سطر\"\t"])
    #expect(file.entries[1].pluralID == "%1 rows" && file.entries[1].texts == ["%1 سطر", "%1 سطرها"])
    #expect(file.entries[1].line == 13)
  }

  @Test(
    "plural rules of gettext pick the form",
    arguments: [
      ("nplurals=2; plural=(n != 1);", [1, 0, 1, 1, 1, 1]), ("nplurals=2; plural=(n > 1);", [0, 0, 1, 1, 1, 1]),
      ("nplurals=1; plural=0;", [0, 0, 0, 0, 0, 0]),
      // Arabic
      (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
        [0, 1, 2, 3, 4, 5]
      ),
    ])
  func plurals(header: String, forms: [Int]) throws {
    let rule = try #require(PluralRule(header))
    #expect([0, 1, 2, 7, 11, 100].map { rule.form(of: $0) } == forms)
  }
}
