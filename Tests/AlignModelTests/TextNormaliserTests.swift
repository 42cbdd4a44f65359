import Testing

@testable import AlignModel

@Suite struct TextNormaliserTests {
  @Test(
    "every way of writing a Persian text has one key",
    arguments: [
      ("شهرداري تبريز", "شهرداری تبریز"),
      ("كتابخانه", "کتابخانه"),
      ("پياده‌رو", "پیادهرو"),
      ("مناقصة", "مناقصه"),
      ("۱۴۰۲", "1402"),
      ("١٤٠٢", "1402"),
      ("  حمل  و\u{A0}نقل ", "حمل و نقل"),
      ("مـــترو", "مترو"),
      ("مُدیریت", "مدیریت"),
      ("\u{FEFF}A1", "A1"),
      ("\u{200F}A-1\u{200E}", "A-1"),
      ("Caf\u{65}\u{301}", "Café"),
      ("ﻻﻟﻪ", "لاله"),
      ("", ""),
    ])
  func key(written: String, key: String) {
    #expect(Array(TextNormaliser.key(written).utf8) == Array(key.utf8))
  }

  @Test("normalising twice changes nothing more")
  func idempotent() {
    for text in ["ﻻﻟﻪ كي ۱۲", "می‌شود  که", "Año É ñ", "一二三", "😀 x"] {
      let once = TextNormaliser.key(text)
      #expect(TextNormaliser.key(once) == once)
    }
  }
}
