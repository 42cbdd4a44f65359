import AlignModel

/// Why a workbook, or a part of one, cannot be read.
enum WorkbookFailure: Error, Equatable {
  case encrypted, oldFormat, binaryFormat, openDocument, notWorkbook, truncated
  case missing(part: String)
  case missingSheet(String)
  case noSheet
  case damaged(part: String, Damage)
  /// Unpacks to more than any honest workbook of its size.
  case bomb(part: String)
  case tooLarge(part: String)

  /// What is wrong with a part.
  enum Damage: Equatable {
    case notUnpacked, checksum, doctype
    case notXML(line: Int, code: Int)
    case rowName(String)
    case rowOrder(Int, before: Int)
    case tooManyRows, tooManyColumns(row: Int)
    case cellName(String)
    case cellOrder(String)
    case cellOutside, cellsApart
  }

  /// The same as a problem of the workbook.
  func problem(file: String) -> Problem {
    let place = Problem.Place(file: file)
    return switch self {
    case .encrypted: Problem(.workbookEncrypted, at: place)
    case .oldFormat: Problem(.workbookOldFormat, at: place)
    case .binaryFormat: Problem(.workbookBinary, at: place)
    case .openDocument: Problem(.workbookOpenDocument, at: place)
    case .notWorkbook: Problem(.notAWorkbook, at: place)
    case .truncated: Problem(.workbookCutOff, at: place)
    case .missing(let part): Problem(.workbookPartMissing, at: place, .name(part))
    case .missingSheet(let name): Problem(.workbookSheetMissing, at: place, .text(name))
    case .noSheet: Problem(.workbookWithoutSheets, at: place)
    case .damaged(let part, let damage): Problem(damage.kind, at: place, values: [.name(part)] + damage.values)
    case .bomb(let part): Problem(.workbookBomb, at: place, .name(part))
    case .tooLarge(let part): Problem(.workbookTooLarge, at: place, .name(part))
    }
  }
}

extension WorkbookFailure.Damage {
  fileprivate var kind: ProblemKind {
    switch self {
    case .notUnpacked: .workbookNotUnpacked
    case .checksum: .workbookChecksum
    case .doctype: .workbookDoctype
    case .notXML: .workbookXML
    case .rowName: .workbookRowName
    case .rowOrder: .workbookRowOrder
    case .tooManyRows: .workbookTooManyRows
    case .tooManyColumns: .workbookTooManyColumns
    case .cellName: .workbookCellName
    case .cellOrder: .workbookCellOrder
    case .cellOutside: .workbookCellOutside
    case .cellsApart: .workbookCellsApart
    }
  }

  /// What the sentence needs besides the part.
  fileprivate var values: [Problem.Value] {
    switch self {
    case .notUnpacked, .checksum, .doctype, .cellOutside, .cellsApart: []
    case .notXML(let line, let code): [.ordinal(line), .ordinal(code)]
    case .rowName(let text), .cellName(let text), .cellOrder(let text): [.text(text)]
    case .rowOrder(let row, let before): [.ordinal(row), .ordinal(before)]
    case .tooManyRows: [.count(CellName.lastRow)]
    case .tooManyColumns(let row): [.ordinal(row), .count(CellName.lastColumn + 1)]
    }
  }
}
