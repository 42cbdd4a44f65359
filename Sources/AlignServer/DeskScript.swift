/// The one script of the workbench, an ES module without a build step. The desks work without it; with it sliders solve while
/// they are dragged, and keys answer.
enum DeskScript {
  /// `desk.js`.
  static let source = #"""
    // The scenario desk: what is typed or dragged is sent, and what comes back is put in its place.
    const form = document.getElementById("desk");
    if (form) {
      const limits = document.getElementById("limits");
      const result = document.getElementById("result");
      const status = document.getElementById("status");
      const undo = document.getElementById("undo");
      const field = (name) => form.elements.namedItem(name);
      const ranges = [...form.querySelectorAll("input[type=range]")];
      const past = [];
      let asked = 0, shown = 0, busy = false;
      // What waits for its turn: buttons one after the other, of moved sliders only the last.
      const waiting = [];

      const isLog = (range) => range.dataset.scale === "log";
      const fromRange = (range) =>
        isLog(range) ? String(Number((10 ** Number(range.value)).toPrecision(2))) : range.value;
      const toRange = (range, value) => {
        const number = Number(value);
        if (Number.isFinite(number)) range.value = isLog(range) ? Math.log10(Math.max(number, 1e-9)) : number;
      };

      async function next() {
        if (busy || !waiting.length) return;
        busy = true;
        const action = waiting.shift();
        const generation = ++asked;
        const body = new URLSearchParams(new FormData(form));
        body.set("generation", String(generation));
        if (action) body.set("action", action);
        const before = field("yaml").value;
        document.body.classList.add("working");
        const late = setTimeout(() => { status.textContent = form.dataset.working; }, 250);
        try {
          const answer = await fetch(form.dataset.solve, {
            method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(60000),
          });
          if (answer.status === 401 || answer.redirected) { location.reload(); return; }
          if (!answer.ok) throw new Error(String(answer.status));
          show(await answer.json(), before, action);
          status.textContent = "";
        } catch (error) {
          status.textContent = form.dataset.offline;
        } finally {
          clearTimeout(late);
          busy = false;
          if (!waiting.length) document.body.classList.remove("working");
          next();
        }
      }

      function show(answer, before, action) {
        // A late answer never takes the place of a newer one.
        if (answer.generation <= shown) return;
        shown = answer.generation;
        if (answer.yaml !== before && field("yaml").value === before) {
          past.push(before);
          undo.hidden = false;
          field("yaml").value = answer.yaml;
        }
        for (const name of ["envelope", "lambda", "range"]) {
          const own = field(name);
          const isMoved = own.value !== own.dataset.sent;
          field("shown_" + name).value = answer[name];
          // A slider that was moved on meanwhile stays where the hand is.
          if (isMoved && waiting.length) continue;
          own.value = answer[name];
          const range = ranges.find((range) => range.dataset.of === name);
          if (range && document.activeElement !== range) toRange(range, answer[name]);
        }
        if (action === "add" && answer.added) field("which").value = "";
        limits.innerHTML = answer.limits;
        const open = [...result.querySelectorAll("details")].map((details) => details.open);
        result.innerHTML = answer.result;
        result.querySelectorAll("details").forEach((details, index) => { details.open = open[index] || false; });
      }

      function ask(action) {
        const last = waiting.length - 1;
        if (!action && last >= 0 && !waiting[last]) return;
        waiting.push(action);
        for (const name of ["envelope", "lambda", "range"]) field(name).dataset.sent = field(name).value;
        next();
      }

      for (const range of ranges) {
        range.hidden = false;
        const number = field(range.dataset.of);
        toRange(range, number.value);
        range.addEventListener("input", () => { number.value = fromRange(range); ask(""); });
        number.addEventListener("change", () => { toRange(range, number.value); ask(""); });
      }
      field("yaml").addEventListener("change", () => ask(""));
      undo.addEventListener("click", (event) => {
        event.preventDefault();
        const text = past.pop();
        if (text === undefined) return;
        undo.hidden = !past.length;
        field("yaml").value = text;
        for (const name of ["envelope", "lambda", "range"]) field("shown_" + name).value = field(name).value;
        ask("");
      });
      form.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (!button || button.name !== "action" || button.id === "undo") return;
        event.preventDefault();
        ask(button.value);
      });
      document.querySelector("#adding")?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target.tagName === "BUTTON") return;
        event.preventDefault();
        ask("add");
      });
    }

    // A form whose figures follow what is chosen: only the last answer counts.
    const judged = document.querySelector("[data-live]");
    if (judged) {
      const into = document.getElementById(judged.dataset.into);
      let turn = 0;
      judged.addEventListener("change", async () => {
        const own = ++turn;
        const body = new URLSearchParams(new FormData(judged));
        try {
          const answer = await fetch(judged.dataset.live, {
            method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(60000),
          });
          if (answer.ok && own === turn) into.innerHTML = (await answer.json()).html;
        } catch (error) { /* The button works out the same. */ }
      });
    }

    // The pages for a meeting: a full screen, and a section at a time by the keys of a clicker.
    const full = document.getElementById("full-screen");
    if (full) {
      full.hidden = !document.fullscreenEnabled;
      full.addEventListener("click", () => document.documentElement.requestFullscreen());
      const slides = [...document.querySelectorAll("main > section")];
      document.addEventListener("keydown", (event) => {
        // Where the space bar presses something, it stays a press.
        if (event.ctrlKey || event.altKey || event.metaKey
          || /^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|A)$/.test(event.target.tagName)) return;
        const step = { PageDown: 1, " ": 1, PageUp: -1 }[event.key];
        if (!step || !slides.length) return;
        event.preventDefault();
        const here = slides.filter((slide) => slide.getBoundingClientRect().top < 40).length - 1;
        slides[Math.min(slides.length - 1, Math.max(0, here + step))].scrollIntoView();
      });
    }

    // The link desk: an answer by its key.
    const answers = document.querySelector("[data-keys]");
    if (answers) {
      document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
        const button = answers.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
        if (button) { event.preventDefault(); button.click(); }
      });
    }

    """#
}
