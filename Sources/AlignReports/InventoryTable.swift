import AlignModel
import AlignWords
import AlignmentEngine

/// Which statistics exist and which do not, as a table.
package enum InventoryTable {
  /// The inventory by axis, with the names of the axes.
  package static func axes(_ inventory: DataInventory, plan: Plan, in language: Language) -> ReportTable {
    var names: [String: String] = [:]
    for (index, id) in plan.axes.ids.enumerated() { names[id] = plan.name(of: AxisID(index), in: language) }
    let named = names
    return table(.inventoryByAxis, inventory.axes, key: .id, name: { named[$0] ?? $0 }, in: language)
  }

  /// The inventory by owner.
  package static func owners(
    _ inventory: DataInventory, of workspace: Workspace? = nil, in language: Language
  ) -> ReportTable {
    table(.inventoryByOwner, inventory.owners, key: .owner, name: nil, of: workspace, in: language)
  }

  private static func table(
    _ title: Phrase, _ rows: [DataInventory.Row], key: Phrase, name: (@Sendable (String) -> String)?,
    of workspace: Workspace? = nil, in language: Language
  ) -> ReportTable {
    let heading: [ReportTable.Column] =
      name == nil ? [.words("owner", key)] : [.words("axis", key), .words("name", .name)]
    return ReportTable(
      title: title,
      columns: heading + [
        .number("count", .indicators), .number("have", .have), .number("stale", .stale),
        .number("never_measured", .neverMeasured), .number("not_measurable", .notMeasurable),
      ],
      count: rows.count
    ) { index in
      let row = rows[index]
      let blank = Phrase.noOwner.text(in: language)
      let id: ReportTable.Cell =
        row.name.isEmpty
        ? .word("", shown: blank) : workspace?.departmentCell(row.name, in: language) ?? .text(row.name)
      let label: [ReportTable.Cell] = name.map { [id, .text($0(row.name))] } ?? [id]
      return label + [
        .integer(row.count), .integer(row.have), .integer(row.stale), .integer(row.neverMeasured),
        .integer(row.notMeasurable),
      ]
    }
  }
}
