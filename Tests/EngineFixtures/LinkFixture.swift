import Foundation
import AlignModel
import AlignReading
import TestSupport

/// Sixty lines in four departments whose words tell which of three indicators they serve, and twelve that serve none.
package enum LinkFixture {
  package static let works = [
    ("I1", "آتش‌نشانی", ["خودرو اطفا", "ایستگاه آتش‌نشانی", "شیر هیدرانت", "تجهیزات امداد"]),
    ("I2", "قطار شهری", ["تونل مترو", "ریل خط یک", "واگن قطار", "حفاری ایستگاه زیرزمینی"]),
    ("I3", "پارک‌ها", ["کاشت درخت", "آبیاری چمن", "نیمکت بوستان", "فضای سبز محله"]),
  ]
  package static let positions = ["ولیعصر", "باغمیشه", "لاله", "رشدیه", "سهند"]

  /// Files of a workspace; `judged` keeps the links of so many lines a work and place.
  package static func files(keeping isJudged: (Int) -> Bool = { _ in true }) -> [String: String] {
    var budget = "line,year,title,approved,department,program\n"
    var links = "line,indicator,share\n"
    var line = 0
    for (indicator, department, titles) in works {
      for title in titles {
        for index in positions {
          line += 1
          budget += "L\(line),1402,\(title) \(index),\(1000 + line),\(department),برنامه \(department)\n"
          if isJudged(line) { links += "L\(line),\(indicator),0.8\n" }
        }
      }
    }
    for index in positions + ["بهار", "آزادی", "منبع", "کوی نصر", "تربیت", "پاستور", "حافظ"] {
      line += 1
      budget += "L\(line),1402,پذیرایی و تشریفات \(index),\(1000 + line),حوزه شهردار,هزینه‌های عمومی\n"
      if isJudged(line) { links += "L\(line),none,\n" }
    }
    var files = TemporaryWorkspace.whole
    files["budget.csv"] = budget
    files["links.csv"] = links
    return files
  }

  package static func workspace(keeping isJudged: (Int) -> Bool = { _ in true }) throws -> (
    TemporaryWorkspace, Workspace
  ) {
    let folder = try TemporaryWorkspace(files(keeping: isJudged))
    return (folder, try WorkspaceReader(folder: folder.folder).read())
  }
}
