import AlignNumerics
import AlignmentEngine
import ArgumentParser

/// The program: ties a budget to a plan and says what of it serves the plan.
struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Ties a budget to a plan: what serves it, what does not, and which goals are under-funded.",
    discussion: """
      A workspace is a folder of tables, a workbook (.xlsx) or a Data Package; 'align init DIR' makes one to fill in.

      Exit status: 0 done; 1 flags at or above --fail-on remain; 2 a scenario cannot be met; 64 usage; 65 bad data; 66 input missing; \
      70 a defect of ours; 73 the output cannot be written.
      """,
    version: "\(Engine.name)\nBLAS: \(BLAS.description)",
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
      BatchCommand.self,
      ReviewCommand.self,
      ReportCommand.self,
      HistoryCommand.self,
      ExportCommand.self,
    ]
  )
}
