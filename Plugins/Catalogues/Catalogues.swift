import Foundation
import PackagePlugin

/// Puts the catalogues of `Languages/*.po` into the target, and makes a constant for each of their messages.
@main
struct Catalogues: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Languages")
    let catalogues = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "po" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "CarriedCatalogues.swift")
    return [
      .buildCommand(
        displayName: "Putting \(catalogues.count) languages into \(target.name)",
        executable: try context.tool(named: "catalogue-maker").url,
        arguments: [output.path] + catalogues.map(\.path), inputFiles: catalogues, outputFiles: [output])
    ]
  }
}
