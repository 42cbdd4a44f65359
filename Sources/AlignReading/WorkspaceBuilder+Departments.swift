import AlignModel

/// Executing units: one name for each, and spellings that may be of the same one.
extension WorkspaceBuilder {
  mutating func takeDepartments(_ table: ReadTable, _ log: inout ProblemLog) {
    guard let ids = distinctIDs(table, "id", &log) else { return }
    let (names, english) = (optionalStrings(table, "name"), optionalStrings(table, "name_en"))
    let aliases = optionalStrings(table, "aliases")
    var departments = Departments()
    for record in 0..<table.count {
      let others = (aliases[record] ?? "").split { ";؛|\n".contains($0) }.map {
        $0.split(separator: " ").joined(separator: " ")
      }
      let taken = departments.add(
        id: ids[record] ?? "", name: names[record] ?? "", nameEn: english[record],
        aliases: others.filter { !$0.isEmpty })
      if let taken {
        log.add(
          problem(
            table, .doubleAlias, record: record, column: "aliases", .text(taken.spelling),
            .text(departments.names[taken.row])))
      }
    }
    if let parents = table.words("parent") {
      for record in 0..<table.count {
        guard let parent = parents[record] else { continue }
        departments.parents[record] = departments.row(of: parent)
        if departments.parents[record] == nil {
          log.add(problem(table, .unknownDepartment, record: record, column: "parent", .text(parent)))
        }
      }
    }
    workspace.departments = departments
  }

  /// Gives each department one name wherever it stands, and says which other names may be spellings of one.
  mutating func settleDepartments(_ log: inout ProblemLog) {
    let groups = workspace.departments.groups
    if !groups.isEmpty {
      if let column = workspace.budget.categories[.department] {
        workspace.budget.categories[.department] = column.merged(by: groups)
      }
      let indicators = workspace.plan.indicators
      for id in indicators.handles {
        guard let owner = indicators.owner[id], let row = workspace.departments.row(of: owner) else { continue }
        workspace.plan.indicators.owner[id] = groups[row].name
        workspace.plan.indicators.ownerKey[id] = NameForms.keys(of: groups[row].name)[0]
        workspace.plan.indicators.ownerKeys[id] = groups[row].keys
      }
    }
    addAlikeDepartments(&log)
  }

  /// More names than this are no departments.
  private static let mostDepartments = 300

  private func addAlikeDepartments(_ log: inout ProblemLog) {
    let used = workspace.budget.categories[.department]?.names ?? []
    let names = used.filter { workspace.departments.row(of: $0) == nil || used.count > 1 }
    guard names.count > 1, names.count <= Self.mostDepartments else { return }
    let pairs = DepartmentNames(names).alike.filter { one, other in
      // Two rows of the table `departments` are two departments.
      workspace.departments.row(of: one) == nil || workspace.departments.row(of: other) == nil
    }
    guard let origin = workspace.origins["budget"], !pairs.isEmpty else { return }
    log.add(
      Problem(
        .alikeDepartments, .warning, at: Problem.Place(table: "budget", in: origin, column: "department"),
        .count(pairs.count), .list(pairs.map { .text("\($0) = \($1)") })))
  }
}

/// Names of departments, of which some may be spellings of others.
struct DepartmentNames {
  private let names: [(name: String, words: [String])]

  init(_ names: [String]) {
    self.names = names.map { ($0, Spelling.words(of: TextNormaliser.folded($0.replacingJoints(with: "")))) }
  }

  /// Pairs that a slip of the hand, an abbreviation or a general word before the name tells apart.
  var alike: [(String, String)] {
    var pairs: [(String, String)] = []
    for (index, one) in names.enumerated() {
      for other in names[(index + 1)...] where Self.areAlike(one.words, other.words) {
        pairs.append((one.name, other.name))
      }
    }
    return pairs
  }

  private static func areAlike(_ one: [String], _ other: [String]) -> Bool {
    guard one != other else { return true }
    let (bare, otherBare) = (withoutGeneral(one), withoutGeneral(other))
    // One of the two says what kind of office it is, and the other does not.
    if bare.count != one.count || otherBare.count != other.count, !bare.isEmpty, bare == otherBare,
      bare.count == one.count || otherBare.count == other.count
    {
      return true
    }
    return Spelling.isSlip(one, other) || isShort(one, of: other) || isShort(other, of: one)
  }

  /// Words of offices in general.
  private static let general: Set<String> = [
    "سازمان", "اداره", "ادارهکل", "کل", "مدیریت", "شرکت", "موسسه", "ستاد", "department", "dept", "office", "bureau",
    "division", "agency", "of", "the", "departamento", "dirección", "oficina", "secretaría", "de", "del", "la",
  ]

  private static func withoutGeneral(_ words: [String]) -> [String] { words.filter { !general.contains($0) } }

  /// Whether some words are the others shortened: `س` for `سازمان`, `dept` for `department`, or the initials of them all.
  private static func isShort(_ short: [String], of long: [String]) -> Bool {
    if short.count == 1, let word = short.first, word.count >= 3 {
      let initials = String(long.filter { $0.count > 2 }.compactMap(\.first))
      let all = String(long.compactMap(\.first))
      return long.count >= 3 && (word == initials || word == all)
    }
    guard short.count == long.count, short.count > 1 else { return false }
    var shortened = 0
    for (one, other) in zip(short, long) where one != other {
      guard !one.contains(where: \.isNumber), !other.contains(where: \.isNumber), one.count < other.count,
        one.count <= 4, one.first == other.first, isPart(one, of: other)
      else {
        return false
      }
      shortened += 1
    }
    return shortened == 1
  }

  /// Whether letters stand in a word in their order.
  private static func isPart(_ letters: String, of word: String) -> Bool {
    var rest = Substring(word)
    for letter in letters {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }
}
