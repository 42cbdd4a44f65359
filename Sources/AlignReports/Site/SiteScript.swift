/// The one script of a site: a search over names and codes. Every page reads without it.
enum SiteScript {
  /// `search.js`. The index is a script too, since a page that is opened from a disk may fetch no data.
  static let search = """
    "use strict";
    (function () {
      var form = document.querySelector("form.search");
      if (!form) return;
      var field = form.querySelector("input"), list = form.querySelector(".found"), asked = false;
      form.hidden = false;
      function plain(text) {
        return text.toLowerCase().replace(/[\\u064A\\u0649]/g, "\\u06CC").replace(/\\u0643/g, "\\u06A9")
          .replace(/[\\u200C\\u200D\\u064B-\\u0652]/g, "")
          .replace(/[\\u06F0-\\u06F9]/g, function (d) { return String(d.charCodeAt(0) - 0x06F0); })
          .replace(/[\\u0660-\\u0669]/g, function (d) { return String(d.charCodeAt(0) - 0x0660); });
      }
      function load() {
        if (asked) return;
        asked = true;
        var script = document.createElement("script");
        script.src = form.dataset.index;
        script.onload = show;
        document.head.appendChild(script);
      }
      function show() {
        var words = plain(field.value).split(/\\s+/).filter(Boolean);
        list.textContent = "";
        if (!words.length || !window.alignPages) return;
        var found = 0;
        for (var i = 0; i < window.alignPages.length && found < 12; i++) {
          var page = window.alignPages[i];
          var text = page.plain || (page.plain = plain(page[0] + " " + page[1]));
          if (!words.every(function (word) { return text.indexOf(word) >= 0; })) continue;
          found++;
          var item = document.createElement("li"), link = document.createElement("a");
          link.href = form.dataset.root + page[2];
          link.textContent = page[0];
          item.appendChild(link);
          if (page[1]) item.appendChild(document.createTextNode(" " + page[1]));
          list.appendChild(item);
        }
        if (!found) {
          var none = document.createElement("li");
          none.textContent = form.dataset.none;
          list.appendChild(none);
        }
      }
      field.addEventListener("focus", load);
      field.addEventListener("input", function () { load(); show(); });
      form.addEventListener("submit", function (event) {
        event.preventDefault();
        var first = list.querySelector("a");
        if (first) location.href = first.href;
      });
      document.addEventListener("keydown", function (event) { if (event.key === "Escape") list.textContent = ""; });
    })();

    """
}
