import Foundation

/// A small workspace in a folder of its own, written for one test and gone with it.
package final class TemporaryWorkspace {
  package let folder: String

  /// Two axes, two goals, three indicators, a budget of two years and two links; nothing wrong with it.
  package static let whole: [String: String] = [
    "align.yaml": "calendar: solar-hijri\ncurrency: IRR\nyear: 1402\nperiod: 1401\n",
    "axes.csv": "id,name\nA1,ایمنی\nA2,حمل و نقل\n",
    "goals.csv": "id,axis,name\nG1,A1,کاهش حادثه\nG2,A2,مترو\n",
    "indicators.csv": """
    id,goal,name,unit,kind,direction,baseline,baseline_year,owner
    I1,G1,زمان رسیدن,دقیقه,level,down,10,1397,آتش‌نشانی
    I2,G2,خط مترو,کیلومتر,level,up,5,1397,قطار شهری
    I3,G2,ایستگاه,عدد,level,up,2,1397,قطار شهری

    """,
    "targets.csv": "indicator,year,target\nI1,1402,5\nI2,1402,15\nI3,1402,4\n",
    "measurements.csv": "indicator,period,value\nI1,1401,8\nI2,1401,7\nI3,1401,4\n",
    "budget.csv": """
    line,year,title,approved,department
    L1,1402,خرید خودرو,1000,آتش‌نشانی
    L2,1402,حفر تونل,3000,قطار شهری
    L3,1402,تشریفات,500,حوزه شهردار

    """,
    "links.csv": "line,indicator,share\nL1,I1,1\nL2,I2,0.5\n",
  ]

  package init(_ files: [String: String] = whole, changing changes: [String: String] = [:]) throws {
    folder = NSTemporaryDirectory() + "align-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files.merging(changes, uniquingKeysWith: { $1 }) { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  package func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }
}
