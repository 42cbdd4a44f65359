import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import ArgumentParser

/// `align link evaluate WS`: how well held-out confirmed links are found again.
struct LinkEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: Phrase.helpLinkEvaluate.said,
    discussion: Phrase.helpLinkEvaluateMore.said)

  @OptionGroup var options: CommonOptions

  @Option(help: .of(.helpLinkEvaluateFolds))
  var folds = 5

  @Option(help: .of(.helpLinkEvaluateSeed))
  var seed: UInt64 = 1

  @Option(help: .of(.helpLinkEvaluateTo))
  var to = LinkTask.Aim.indicators

  @Option(help: .of(.helpLinkEvaluateSplits))
  var foldsFrom: String?

  @ArgumentParser.Flag(help: .of(.helpLinkEvaluatePrograms))
  var programs = false

  @ArgumentParser.Flag(help: .of(.helpLinkEvaluateAnswers))
  var answers = false

  /// More parts than anyone cuts a table of links into; each costs a fit of its own.
  private static let mostFolds = 1000

  @Option(help: .of(.helpLinkVectors), completion: .file())
  var vectors: String?

  func validate() throws {
    if folds < 2 { throw ValidationError(.usageAtLeast, "--folds", "\(folds)", "2") }
    if folds > Self.mostFolds { throw ValidationError(.usageAtMost, "--folds", "\(folds)", "\(Self.mostFolds)") }
  }

  func run() throws {
    try options.onWorkspace(needing: LinkContext.needs) { opened in
      let context = try LinkContext(opened)
      let task = try context.task(to, vectors: vectors)
      let budget = context.workspace.budget
      let language = context.language
      let assigned = try foldsFrom.map { try FoldTable(reading: $0).folds(of: task.rows, budget) }
      do {
        let evaluation = try LinkEvaluation(
          of: task, folds: folds, seed: seed, assigned: assigned, byProgram: programs,
          department: { budget.department(of: task.rows[$0]) }, jobs: context.opened.jobs)
        let measures = LinkTables.measures(evaluation, in: language)
        let reliability = LinkTables.reliability(evaluation)
        var json = LinkJSON(
          context.workspace,
          facts: [
            ("year", .integer(context.year)), ("texts", .integer(evaluation.texts)),
            ("folds", .integer(evaluation.folds)),
            ("set_level", .number(ConformalSets.level)),
            ("set_coverage", .number(rounded(Double(evaluation.sets.covered) / Double(max(evaluation.texts, 1))))),
            ("single_answers", .integer(evaluation.sets.single)),
            ("single_answers_right", .integer(evaluation.sets.singleRight)),
            ("calibration_error", .number(evaluation.calibrationError.map(rounded))),
          ])
        json.tables = [("measures", measures), ("reliability", reliability)]
        if answers {
          json.tables.append(("answers", LinkTables.answers(evaluation, task: task, of: context.workspace)))
        }
        try context.opened.write { output, screen in
          guard try !context.write(measures, record: "measure", json: json, to: output) else { return }
          let format = context.format()
          var lines = context.heading(.titleEvaluate, screen, format)
          lines += [
            Phrase.heldOut.text(in: language, format.count(evaluation.texts), format.count(evaluation.folds)), "",
          ]
          lines += TextTable(table: measures, format: format, screen: screen).lines()
          if let error = evaluation.calibrationError {
            lines += ["", screen.styled(Phrase.linkReliability.text(in: language), .bold)]
            lines += TextTable(table: reliability, format: format, screen: screen).lines()
            lines += [
              "",
              Phrase.setsHold.text(
                in: language, format.percent(ConformalSets.level),
                format.percent(Double(evaluation.sets.covered) / Double(max(evaluation.texts, 1))),
                format.count(evaluation.sets.single), format.count(evaluation.sets.singleRight)),
            ]
            lines += ["", Phrase.calibrationErrorIs.text(in: language, format.decimal(error, decimals: 3))]
          }
          try output.write(lines: lines)
        }
      } catch let few as LinkEvaluation.TooFew {
        let format = context.format()
        let said = Phrase.tooFewTexts.text(in: language, format.count(few.texts), format.count(few.needed))
        let empty = ReportTable(title: .linkMeasures, columns: [], count: 0) { _ in [] }
        let json = LinkJSON(
          context.workspace,
          facts: [
            ("year", .integer(context.year)), ("texts", .integer(few.texts)), ("state", .text("not_estimable")),
            ("reason", .text(said)),
          ])
        try context.opened.write { output, screen in
          if try !context.write(empty, record: "measure", json: json, to: output) {
            try output.write(lines: context.heading(.titleEvaluate, screen, format) + [said])
          }
        }
        if options.format != .text { Messages.say(said) }
      }
    }
  }
}
