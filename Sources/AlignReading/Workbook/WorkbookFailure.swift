import AlignModel

/// Why a workbook, or a part of one, cannot be read.
enum WorkbookFailure: Error, Equatable {
  case encrypted, oldFormat, binaryFormat, openDocument, notWorkbook, truncated
  case missing(part: String)
  case damaged(part: String, reason: String)
  /// Unpacks to more than any honest workbook of its size.
  case bomb(part: String)
  case tooLarge(part: String)

  /// The same for a person: what it is and how to mend it.
  func problem(file: String) -> Problem {
    let (found, expected, remedy) = words
    return Problem(
      gravity: .error, kind: "workbook", file: file, row: nil, column: nil, found: found, expected: expected,
      remedy: remedy)
  }

  private var words: (found: String, expected: String, remedy: String) {
    let workbook = "a workbook (.xlsx)"
    return switch self {
    case .encrypted:
      ("the workbook is encrypted", "one without a password", "open it, take the password off and save it again")
    case .oldFormat:
      ("this is a workbook of Excel 97–2003 (.xls)", workbook, "open it and save it as “Excel Workbook (.xlsx)”")
    case .binaryFormat:
      ("this is a binary workbook (.xlsb)", workbook, "open it and save it as “Excel Workbook (.xlsx)”")
    case .openDocument:
      ("this is an OpenDocument spreadsheet (.ods)", workbook, "open it and save it as “Excel Workbook (.xlsx)”")
    case .notWorkbook: ("this is no workbook", workbook, "name the workbook, or the folder of tables")
    case .truncated:
      ("the workbook is cut off: the end of the file is missing", "the whole file", "copy or download it again")
    case .missing(let part):
      ("the workbook has no part \(part)", "every sheet that it lists", "open it and save it again")
    case .damaged(let part, let reason):
      ("the part \(part) is damaged: \(reason)", "a whole workbook", "open it and save it again, or copy it again")
    case .bomb(let part):
      (
        "the part \(part) unpacks to hundreds of times its size (a “zip bomb”)", "a workbook made by a spreadsheet",
        "ask who sent it; it was not unpacked any further"
      )
    case .tooLarge(let part):
      ("the part \(part) is too large to be read", "at most 4 GB unpacked", "leave out what is no table")
    }
  }
}
