import AlignModel
import AlignWords
import AlignmentEngine

extension AttainmentState {
  /// The state in words.
  package func words(in language: Language) -> String {
    switch (self, language) {
    case (.ok, .en): "measured"
    case (.ok, .fa): "سنجیده‌شده"
    case (.notMeasured, .en): "not measured"
    case (.notMeasured, .fa): "سنجیده‌نشده"
    case (.noTarget, .en): "no target"
    case (.noTarget, .fa): "بدون هدف کمی"
    case (.noBaseline, .en): "no baseline"
    case (.noBaseline, .fa): "بدون مقدار پایه"
    case (.notDue, .en): "not due"
    case (.notDue, .fa): "سررسید نشده"
    }
  }
}

extension LineClass {
  /// The class in words.
  package func words(in language: Language) -> String {
    switch (self, language) {
    case (.tied, .fa): "دارای پیوند"
    case (.untied, .fa): "بی‌پیوند"
    case (.neutral, .fa): "بی‌ارتباط"
    default: rawValue
    }
  }
}
