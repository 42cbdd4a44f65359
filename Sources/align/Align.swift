import AlignWords
import ArgumentParser

/// The program: ties a budget to a plan and says what of it serves the plan.
struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: Phrase.helpAlign.said,
    discussion: Phrase.helpAlignMore.said,
    version: VersionCommand.text,
    subcommands: [
      InitCommand.self,
      CheckCommand.self,
      AnalyzeCommand.self,
      RankCommand.self,
      WeightsCommand.self,
      LinkCommand.self,
      PrioritiesCommand.self,
      EffectsCommand.self,
      ScenarioCommand.self,
      DraftCommand.self,
      VerifyCommand.self,
      BatchCommand.self,
      RollUpCommand.self,
      PartialCommand.self,
      MergeCommand.self,
      ReviewCommand.self,
      ExplainCommand.self,
      ReportCommand.self,
      ServeCommand.self,
      HistoryCommand.self,
      ExportCommand.self,
      DoctorCommand.self,
      VersionCommand.self,
    ]
  )
}
