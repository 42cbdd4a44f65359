import AlignModel
import AlignWords
import AlignmentEngine

/// Makes notebooks out of a report.
package struct NotebookMaker {
  let contents: ReportContents
  let format: NumberFormat
  let name: String
  /// The workspace as it was named on the command line.
  let path: String
  var language: Language { format.language }

  /// A maker of notebooks on one workspace.
  package init(_ contents: ReportContents, name: String, path: String, format: NumberFormat) {
    self.contents = contents
    self.name = name
    self.path = path
    self.format = format
  }

  /// The notebook of a kind.
  package func notebook(_ kind: NotebookKind) -> Notebook {
    let cells =
      switch kind {
      case .analysis: [title(Phrase.analysis.text(in: language)), setup] + analysis
      case .scenarios: [title(Phrase.alignmentScenarios.text(in: language)), setup] + scenarios
      case .goals: [title(Phrase.underFundedGoals.text(in: language)), setup] + goals
      case .draft: [title(Phrase.aNightlyDraft.text(in: language)), setup] + draft
      }
    return Notebook(cells: language.isRightToLeft ? cells.map(rightToLeft) : cells)
  }

  /// Markdown has no direction of its own.
  private func rightToLeft(_ cell: Notebook.Cell) -> Notebook.Cell {
    cell.outputs == nil ? .text("<div dir=\"rtl\">\n\n\(cell.source)\n\n</div>") : cell
  }

  private func title(_ subject: String) -> Notebook.Cell {
    var lines = ["# \(Self.plain(name)): \(subject)", ""]
    let period = format.words(contents.review.period)
    lines.append(
      Phrase.budgetOfPlanReviewedAt.text(in: language, format.label(String(contents.review.year)), period))
    if contents.review.workspace.settings.isSynthetic {
      lines += ["", "> " + Phrase.synthetic.text(in: language)]
    }
    lines += [
      "",
      Phrase.everyFigureIsAskedAnewOf.text(in: language),
    ]
    return .text(lines.joined(separator: "\n"))
  }

  /// Text in Markdown without anything that Markdown or HTML would take for markup.
  static func plain(_ text: String) -> String {
    var safe = ""
    for scalar in SVG.escaped(text).unicodeScalars {
      if "\\`*_{}[]#|!$".unicodeScalars.contains(scalar) { safe += "\\" }
      safe.unicodeScalars.append(scalar)
    }
    return safe
  }

  /// A text as a literal of Python.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "\"": literal += "\\\""
      case _ where scalar.value < 0x20:
        literal += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  private var setup: Notebook.Cell {
    .code(
      """
      import io, json, os, pathlib, shutil, subprocess, tempfile
      import matplotlib.pyplot as plt
      import pandas as pd

      ALIGN = os.environ.get("ALIGN", "align")

      def found(path):
          "The workspace, wherever above or in the folder of this notebook it stands."
          here = pathlib.Path.cwd()
          places = [folder / path for folder in [here, *here.parents]]
          return str(next((place for place in places if place.exists()), path))

      WORKSPACE = found(os.environ.get("ALIGN_WORKSPACE", \(Self.literal(path))))
      ASKED = ["--period", \(Self.literal(contents.review.period.description)), "--year", "\(contents.review.year)", "--lang", "\(language.rawValue)", "--quiet"]

      def run(command, workspace=None, *options):
          "What the program says, as bytes. That flags remain (1) or a scenario cannot be met (2) is an answer too."
          done = subprocess.run([ALIGN, command, workspace or WORKSPACE, *ASKED, *options], capture_output=True)
          if done.returncode not in (0, 1, 2):
              raise RuntimeError(done.stderr.decode())
          return done.stdout

      def ask(command, workspace=None, *options):
          return json.loads(run(command, workspace, "--format", "json", *options))

      def table(command, workspace=None, *options):
          return pd.read_csv(io.BytesIO(run(command, workspace, "--format", "csv", *options)))

      print(ask("check", None, "--fail-on", "never", "--summary")["engine"])
      """, [.printed(Engine.name + "\n")])
  }
}
