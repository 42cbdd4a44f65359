import AlignModel
import AlignReading
import AlignReports
import AlignStarting
import AlignWords
import AlignWriting
import Foundation
import HTTPTypes

/// Files that are put into a workspace, and new workspaces.
extension Visit {
  func opening(_ address: String, _ language: Language) throws -> Answer {
    try require(.officer)
    guard isWrite else { return openPage(language) }
    do {
      switch address {
      case "upload.html": return try replace(try Upload(form.files), language)
      case "create.html":
        let name = Self.line(form["name"], most: 100)
        guard shelf.takesMore else { throw Refusal(status: .notFound, reason: .notFound) }
        if form["go"] == "init" { return try create(name, try starter(language), leftOut: [], language) }
        let upload = try Upload(form.files)
        return try create(name, upload.files, leftOut: upload.leftOut, language)
      default: throw Refusal(status: .notFound, reason: .notFound)
      }
    } catch let refusal as Upload.Refusal {
      return openPage(language, notes: [words(refusal, language)], status: .badRequest)
    }
  }

  private func words(_ refusal: Upload.Refusal, _ language: Language) -> String {
    switch refusal {
    case .nothing: say(.uploadNothing, language)
    case .tooMany(let most): say(.uploadTooMany, language, NumberFormat(language: language).count(most))
    case .name(let name): say(.uploadName, language, name)
    case .twice(let name): say(.uploadTwice, language, name)
    case .bomb(let name): say(.uploadBomb, language, name)
    case .otherKind(let name): say(.uploadOtherKind, language, name)
    }
  }

  // MARK: into this workspace

  /// Puts files in the place of those of the same names; of each a copy is kept, and the history leads back to it.
  private func replace(_ upload: Upload, _ language: Language) throws -> Answer {
    let isBook = served.path != served.folder
    if isBook {
      guard upload.files.count == 1, let file = upload.files.first, file.place.lowercased().hasSuffix(".xlsx") else {
        return openPage(language, notes: [say(.uploadOneBook, language)], status: .badRequest)
      }
    }
    var left = upload.leftOut
    let change = alone(language) {
      var changes: [FileChange] = []
      for file in upload.files {
        let path = isBook ? served.path : served.folder + "/" + file.place
        if file.place.hasPrefix("scenarios/"),
          Approvals(served).approval(of: String(file.place.dropFirst(10).dropLast(5))) != nil
        {
          left.append(file.place)
          continue
        }
        var status = stat()
        // Nothing is written through a link that leads elsewhere.
        if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
          return .refused([say(.uploadName, language, file.place)])
        }
        if path.hasSuffix(".xlsx") { try TableAppender.refuseOpen(path) }
        if FileManager.default.contents(atPath: path).map({ Array($0) }) == file.bytes { continue }
        changes.append(FileChange(path: path, bytes: file.bytes))
      }
      if changes.isEmpty { return .refused([say(.uploadSame, language)]) }
      let closed = state.workspace.plan.measured(in: served.periods.closed)
      let names = changes.map { served.name(ofFile: $0.path) }
      try served.put(
        changes, as: "upload", of: names.joined(separator: ", "), by: visitor, before: nil,
        after: changes.map { "\($0.bytes?.count ?? 0)" }.joined(separator: ", ")
      ) { if !closed.isEmpty { try keepsClosed(closed, in: $0, language) } }
      return .done(say(.uploadDone, language, language.list(names)))
    }
    switch change {
    case .done(let text):
      let more = left.isEmpty ? "" : " " + say(.uploadLeftOut, language, language.list(left))
      return again().check(language, done: text + more)
    case .refused(let lines): return openPage(language, notes: lines, status: .conflict)
    }
  }

  // MARK: a new one

  /// The files of `align init`.
  private func starter(_ language: Language) throws -> [(place: String, bytes: [UInt8])] {
    try Starter(language: language).files().map { ($0.name, $0.bytes) }
  }

  /// Makes a workspace beside this one: in a hidden folder first, which gets its name once everything stands in it.
  private func create(
    _ name: String, _ files: [(place: String, bytes: [UInt8])], leftOut: [String], _ language: Language
  ) throws -> Answer {
    guard ScenarioFolder.isName(name) else {
      return openPage(language, notes: [say(.deskBadName, language)], status: .badRequest)
    }
    let target = shelf.path + "/" + name
    let folder = shelf.path + "/.align-new-" + Secret.word()
    func refused(_ lines: [String], _ status: HTTPResponse.Status) -> Answer {
      try? FileManager.default.removeItem(atPath: folder)
      return openPage(language, notes: lines, status: status)
    }
    if FileManager.default.fileExists(atPath: target) {
      return refused([say(.uploadNameTaken, language, name)], .conflict)
    }
    do {
      try FileManager.default.createDirectory(atPath: folder + "/scenarios", withIntermediateDirectories: true)
    } catch {
      return refused([Problem.notWritten(folder, errno: errno).line(in: language)], .internalServerError)
    }
    do {
      for file in files { try WholeReplacement.write(file.bytes, to: folder + "/" + file.place) }
      if !files.contains(where: { ["align.yaml", "datapackage.json"].contains($0.place) }) {
        try survey(folder, files, language)
      }
    } catch {
      return refused(WorkspaceState.problems(of: error).map { $0.line(in: language) }, .unprocessableContent)
    }
    guard Shelf.isWorkspace(folder) else { return refused([say(.uploadNoPlan, language)], .unprocessableContent) }
    // A folder of that name that came meanwhile stays as it is.
    guard rename(folder, target) == 0 else { return refused([say(.uploadNameTaken, language, name)], .conflict) }
    shelf.look()
    guard let new = shelf.workspaces.first(where: { $0.path == target }) else {
      throw Refusal(status: .internalServerError, reason: .busy)
    }
    let written = ((try? FileManager.default.contentsOfDirectory(atPath: target)) ?? []).sorted()
    try new.audit.add(
      "open", of: name, by: visitor, before: nil, after: written.filter { !$0.hasPrefix(".") }.joined(separator: ", "))
    return .other("../../\(new.slug)/\(language.rawValue)/check.html")
  }

  /// Writes the settings that map a user's own headings, as `align init --from` does, where the tables need them.
  private func survey(_ folder: String, _ files: [(place: String, bytes: [UInt8])], _ language: Language) throws {
    func isBook(_ place: String) -> Bool {
      place.lowercased().hasSuffix(".xlsx") || place.lowercased().hasSuffix(".xlsm")
    }
    let hasPlan = files.contains { !isBook($0.place) && $0.place.split(separator: ".").first == "indicators" }
    let own = files.filter { isBook($0.place) }.max { $0.bytes.count < $1.bytes.count } ?? (hasPlan ? nil : files.first)
    guard let own, !hasPlan || files.count == 1 else { return }
    let survey = try WorkbookSurvey(reading: folder + "/" + own.place)
    // Without any table of ours the settings would map nothing.
    if survey.tables.isEmpty, survey.settingsSheet.isEmpty { return }
    try WholeReplacement.write(
      Array(SurveySettings(survey: survey, language: language).text.utf8), to: folder + "/align.yaml")
  }

  // MARK: the page

  private func openPage(_ language: Language, notes: [String] = [], status: HTTPResponse.Status = .ok) -> Answer {
    let format = NumberFormat(language: language)
    let megabytes = format.count(Workbench.mostUploadBytes >> 20)
    func fields(_ form: inout HTMLForm, isFolder: Bool) {
      form.add("<label><span>")
      form.add(text: say(isFolder ? .uploadFolder : .uploadFiles, language))
      form.add("</span> <input type=\"file\" name=\"file\" multiple")
      if isFolder {
        form.add(" webkitdirectory")
      } else {
        form.add(" accept=\".xlsx,.xlsm,.csv,.tsv,.txt,.yaml,.json\"")
      }
      form.add("></label>\n")
    }
    var own = HTMLForm()
    own.add(said: notes, style: "refused", role: "alert")
    own.open("upload.html", with: [("class", "narrow"), ("enctype", "multipart/form-data")])
    fields(&own, isFolder: false)
    own.button(say(.uploadButton, language), style: "primary")
    own.close()
    var sections = [
      HTMLSection(
        id: "replace", heading: say(.uploadTitle, language),
        lead: say(.uploadLead, language, megabytes, format.count(Upload.mostFiles)), blocks: [.form(own)])
    ]
    if shelf.takesMore {
      var new = HTMLForm()
      for isFolder in [false, true] {
        new.open("create.html", with: [("class", "narrow"), ("enctype", "multipart/form-data")])
        new.field(
          say(.uploadNewName, language), "name", isFolder ? "" : form["name"] ?? "",
          with: [("required", nil), ("maxlength", "60")])
        fields(&new, isFolder: isFolder)
        new.button(say(.uploadCreate, language), "go", "files", style: "primary")
        new.close()
      }
      var empty = HTMLForm()
      empty.open("create.html", with: [("class", "narrow"), ("enctype", "multipart/form-data")])
      empty.field(say(.uploadNewName, language), "name", with: [("required", nil), ("maxlength", "60")])
      empty.button(say(.uploadStart, language), "go", "init")
      empty.close()
      sections += [
        HTMLSection(
          id: "new", heading: say(.uploadNewTitle, language), lead: say(.uploadNewLead, language), blocks: [.form(new)]),
        HTMLSection(
          id: "start", heading: say(.uploadStartTitle, language), lead: say(.uploadStartLead, language),
          blocks: [.form(empty)]),
      ]
    } else {
      sections.append(
        HTMLSection(
          id: "new", heading: say(.uploadNewTitle, language), lead: say(.uploadNotHere, language), blocks: []))
    }
    return plainPage(
      say(.serveOpen, language), sections, language, address: "open.html", desk: "open.html", status: status)
  }
}
