/// The table `departments`: what the executing units are called, in another language too, and how else they are spelled.
package struct Departments: Sendable {
  /// By row of the table.
  package var ids: [String] = []
  package var names: [String] = []
  package var namesEn: [String?] = []
  /// The row of the unit above; nil where there is none.
  package var parents: [Int?] = []
  /// Other spellings of each.
  package var aliases: [[String]] = []
  private var index = NameIndex<Int>()

  /// No departments.
  package init() {}

  /// Adds a department.
  ///
  /// - Returns: the first spelling that another department has, and that department's row.
  package mutating func add(id: String, name: String, nameEn: String?, aliases: [String]) -> (
    spelling: String, row: Int
  )? {
    var taken: (String, Int)?
    for spelling in [id, name] + [nameEn].compactMap({ $0 }) + aliases where !spelling.isEmpty {
      if let row = index[spelling], row != ids.count {
        taken = taken ?? (spelling, row)
      } else {
        index[spelling] = ids.count
      }
    }
    ids.append(id)
    names.append(name.isEmpty ? id : name)
    namesEn.append(nameEn)
    parents.append(nil)
    self.aliases.append(aliases)
    return taken
  }

  /// The row of the department that a spelling names.
  package func row(of spelling: String) -> Int? { index[spelling] }

  /// Every department with all keys under which it is found.
  package var groups: [(name: String, keys: [String])] {
    ids.indices.map { row in
      let spellings = [ids[row], names[row]] + [namesEn[row]].compactMap { $0 } + aliases[row]
      return (names[row], spellings.filter { row == index[$0] }.flatMap { NameForms.keys(of: $0) })
    }
  }

  /// What a department is called in a language: in English by its English name, else as written.
  package func name(of spelling: String, in language: String) -> String {
    guard language == "en", let row = index[spelling] else { return spelling }
    return namesEn[row] ?? spelling
  }
}
