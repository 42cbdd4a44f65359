import AlignBasics
import AlignModel
import AlignReading
import AlignReports
import AlignWords
import AlignmentEngine
import Foundation
import HTTPTypes

/// Approving a draft: its limits and its amounts are kept with who answers for them, and the scenario is locked from then on.
extension ScenarioDesk {
  private var approvals: Approvals { Approvals(visit.served) }

  /// The pages and files of an address.
  func approving(_ address: String) throws -> Answer {
    switch address {
    case "approved.html": return approvedList()
    case "approve.html": return try approve()
    case "withdraw.html" where visit.isWrite: return try withdraw()
    case "approved.xlsx", "approved.json", "approved.yaml":
      let file = ["xlsx": "draft.xlsx", "json": "certificate.json", "yaml": "scenario.yaml"]
      guard let name = visit.query["open"], let approval = approvals.approval(of: name),
        let own = address.split(separator: ".").last.flatMap({ file[String($0)] }),
        let bytes = approvals.file(own, of: approval)
      else { throw Refusal(status: .notFound, reason: .notFound) }
      let types = [
        "draft.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "certificate.json": "application/json", "scenario.yaml": "application/yaml; charset=utf-8",
      ]
      return .file(
        bytes, name: "\(name)-\(own)", type: types[own] ?? "application/octet-stream")
    default: throw Refusal(status: .notFound, reason: .notFound)
    }
  }

  // MARK: what is approved

  /// A draft that is ready to be approved, or why it is not.
  private struct Candidate {
    var work: Work
    var answer: ScenarioAnswer?
    var check: DraftVerification?
    /// Why it cannot be approved; empty where it can.
    var faults: [String] = []
  }

  /// The draft of a saved scenario as the workbook has it, checked by other means than those that made it.
  private func candidate(_ name: String, _ file: (text: String, tag: String)) -> Candidate {
    var candidate = Candidate(work: Work(text: file.text, name: name, tag: file.tag))
    read(&candidate.work)
    if candidate.work.scenario?.years != nil {
      candidate.faults = [say(.approveYears)]
      return candidate
    }
    candidate.work.scenario = candidate.work.scenario?.forOffice(of: workspace)
    solve(&candidate.work)
    let format = visit.format(language)
    guard case .answered(let answer)? = candidate.work.outcome else {
      candidate.faults = candidate.work.problems.prefix(8).map { $0.note(in: language) }
      if let outcome = candidate.work.outcome { candidate.faults += outcome.failure(format: format) }
      if candidate.faults.isEmpty { candidate.faults = [say(.approveNoAnswer)] }
      return candidate
    }
    let check = DraftVerification(of: WrittenDraft(of: answer), against: answer.model)
    (candidate.answer, candidate.check) = (answer, check)
    if check.fault != nil {
      candidate.faults = VerificationReport(check, of: answer.model, format: format).lines()
    }
    return candidate
  }

  private func approve() throws -> Answer {
    let values = visit.isWrite ? visit.form : visit.query
    guard let name = values["open"], let file = opened(name) else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    if !visit.isWrite {
      if let approval = approvals.approval(of: name) { return certificatePage(approval) }
      return approvePage(candidate(name, file))
    }
    try visit.require(.approver)
    let candidate = candidate(name, file)
    guard candidate.faults.isEmpty, let answer = candidate.answer, let check = candidate.check else {
      return approvePage(candidate, status: .unprocessableContent)
    }
    let note = Visit.line(visit.form["note"], most: 500)
    let sink = MemorySink()
    try ReportWorkbook.ofDraft(answer, in: language).write(to: sink)
    let currency = workspace.settings.currency
    let limits = Array(file.text.utf8)
    let approval = Approval(
      scenario: name, by: visit.person, role: visit.visitor.role, at: Clock.now, note: note,
      limits: InputFile.fingerprint(of: limits), draft: InputFile.fingerprint(of: sink.bytes),
      tables: workspace.inputs.reduce(into: extended(candidate.work)) { $0[$1.file] = $1.sha256 },
      total: currency.exact(check.total),
      currency: currency.code, year: answer.model.targetYear, lines: check.lines, gap: check.gap, engine: Engine.name)
    let change = visit.alone(language) {
      // What is approved is what was shown: neither the limits nor a table may have changed since.
      guard visit.served.current() === visit.state, let now = opened(name), now.tag == visit.form["tag"],
        extended(opening(name, now)) == extended(candidate.work),
        now.tag == file.tag, approvals.approval(of: name) == nil
      else { return .refused([say(.approveStale)]) }
      try visit.served.put(
        approvals.changes(approval, limits: limits, draft: sink.bytes), as: "approve", of: "scenarios/\(name).yaml",
        by: visit.visitor, before: nil, after: note.isEmpty ? approval.total : "\(approval.total) · \(note)")
      return .done(say(.approveDone, name))
    }
    switch change {
    case .done(let text): return certificatePage(approval, done: text)
    case .refused(let lines):
      var held = candidate
      held.work.notes += lines
      return approvePage(held, status: .preconditionFailed)
    }
  }

  /// Takes an approval back, with the reason.
  private func withdraw() throws -> Answer {
    try visit.require(.approver)
    guard let name = visit.form["open"], let approval = approvals.approval(of: name) else {
      throw Refusal(status: .notFound, reason: .notFound)
    }
    let reason = Visit.line(visit.form["reason"], most: 500)
    if reason.isEmpty { return certificatePage(approval, notes: [say(.withdrawReason)], status: .badRequest) }
    let change = visit.alone(language) {
      guard let now = approvals.approval(of: name), now.at == approval.at, visit.form["at"] == now.at else {
        return .refused([say(.approveStale)])
      }
      try visit.served.put(
        approvals.removal(of: name), as: "withdraw", of: "scenarios/\(name).yaml", by: visit.visitor,
        before: "\(approval.by), \(approval.at)", after: reason)
      return .done(say(.withdrawDone, name))
    }
    switch change {
    case .done(let text): return approvedList(done: text)
    case .refused(let lines): return certificatePage(approval, notes: lines, status: .preconditionFailed)
    }
  }

  // MARK: pages

  private var trail: [(name: String, address: String)] { [(say(.serveDesk), "scenario.html")] }

  private func approvePage(_ candidate: Candidate, status: HTTPResponse.Status = .ok) -> Answer {
    let format = visit.format(language)
    let work = candidate.work
    var form = HTMLForm()
    form.add(said: work.notes + candidate.faults, style: "refused", role: "alert")
    var blocks: [HTMLBlock] = []
    var lead = say(.approveCannot)
    if let answer = candidate.answer, let check = candidate.check, candidate.faults.isEmpty {
      lead = say(.approveLead)
      blocks = [
        .heading(say(.approveCheck)),
        .list(VerificationReport(check, of: answer.model, format: format).lines()),
        .pairs(limitsInWords(answer.model)),
      ]
      if visit.visitor.role >= .approver {
        form.open("approve.html", with: [("class", "narrow")])
        form.hidden("open", work.name)
        form.hidden("tag", work.tag)
        form.field(say(.approveNote), "note", visit.form["note"] ?? "", with: [("maxlength", "500")])
        visit.addPerson(to: &form, language)
        form.button(say(.approveButton), style: "primary")
        form.close()
      } else {
        form.add("<p class=\"note\">")
        form.add(text: say(.approveWho))
        form.add("</p>")
      }
    }
    form.add("<p class=\"row\">")
    form.link(say(.deskWorkbook), Visit.address("draft.xlsx", [("open", work.name)]))
    form.link(say(.deskDraft), Visit.address("draft.html", [("open", work.name)]))
    form.add("</p>")
    blocks.append(.form(form))
    let title = say(.approveTitle, work.scenario?.name(in: language) ?? work.name)
    return visit.page(
      title, [HTMLSection(id: "approve", heading: title, lead: lead, blocks: blocks)], report, language,
      address: Visit.address("approve.html", [("open", work.name)]), desk: "scenario.html", trail: trail,
      status: status)
  }

  /// The limits of a draft, as the desk says them.
  private func limitsInWords(_ model: ScenarioModel) -> [(label: String, value: HTMLCell)] {
    let format = visit.format(language)
    var pairs: [(label: String, value: HTMLCell)] = [
      (
        say(.envelope),
        .number(
          "\(format.exact(model.envelope, workspace.settings.currency)) \(workspace.settings.currency.word(in: language))"
        )
      ),
      (say(.deskInertia), .number(format.decimal(model.scenario.inertia, decimals: 4))),
    ]
    for (index, limit) in model.limits.enumerated() {
      guard case .own(let place) = limit.origin else { continue }
      pairs.append((model.words(index, in: language), .text(model.amounts(ofLimit: place, in: language))))
    }
    return pairs
  }

  /// Who approved what, with the files as they were approved.
  private func certificatePage(
    _ approval: Approval, notes: [String] = [], done: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Answer {
    let format = visit.format(language)
    var form = HTMLForm()
    form.add(said: done.map { [$0] } ?? [], style: "done")
    form.add(said: notes, style: "refused", role: "alert")
    let standing = standing(approval)
    form.add(said: standing.notes, style: "refused")
    let gap = approval.gap.map { say(.approveGap, format.percent($0, decimals: 3)) } ?? say(.approveNoGap)
    var pairs: [(label: String, value: HTMLCell)] = [
      (say(.serveWho), .text("\(approval.by) (\(approval.role.words(in: language)))")),
      (say(.serveWhen), .text(Self.moment(approval.at, format))),
      (say(.approveTotal), .number("\(format.label(approval.total)) \(approval.currency)")),
      (say(.lineCount), .number(format.count(approval.lines))), (say(.approveProof), .text(gap)),
      (say(.approveLimitsTag), .text(String(approval.limits.prefix(16)))),
      (say(.approveDraftTag), .text(String(approval.draft.prefix(16)))), (say(.approveEngine), .text(approval.engine)),
    ]
    if !approval.note.isEmpty { pairs.insert((say(.approveNote), .text(approval.note)), at: 2) }
    var files = HTMLForm()
    files.add("<p class=\"row\">")
    for (label, address) in [
      (Phrase.approveWorkbook, "approved.xlsx"), (.approveLimitsFile, "approved.yaml"),
      (.approveCertificate, "approved.json"),
    ] { files.link(say(label), Visit.address(address, [("open", approval.scenario)])) }
    files.link(say(.deskDraft), Visit.address("draft.html", [("open", approval.scenario)]))
    files.add("</p>")
    if visit.visitor.role >= .approver {
      var taking = HTMLForm()
      taking.open("withdraw.html", with: [("class", "narrow")])
      taking.hidden("open", approval.scenario)
      taking.hidden("at", approval.at)
      taking.field(say(.withdrawWhy), "reason", with: [("maxlength", "500"), ("required", nil)])
      taking.button(say(.withdrawButton))
      taking.close()
      return certificate(
        approval, [.form(form), .pairs(pairs), .form(files), .details(summary: say(.withdrawButton), [.form(taking)])],
        status)
    }
    return certificate(approval, [.form(form), .pairs(pairs), .form(files)], status)
  }

  private func certificate(_ approval: Approval, _ blocks: [HTMLBlock], _ status: HTTPResponse.Status) -> Answer {
    let title = say(.approvedTitle, approval.scenario)
    return visit.page(
      title, [HTMLSection(id: "approved", heading: title, lead: say(.approvedLead), blocks: blocks)], report, language,
      address: Visit.address("approve.html", [("open", approval.scenario)]), desk: "scenario.html", trail: trail,
      status: status)
  }

  /// Whether what was approved is still what stands there.
  private func standing(_ approval: Approval) -> (holds: Bool, notes: [String]) {
    var notes: [String] = []
    if opened(approval.scenario).map({ InputFile.fingerprint(of: Array($0.text.utf8)) }) != approval.limits {
      notes.append(say(.approvedOtherLimits))
    }
    for file in ["scenario.yaml", "draft.xlsx"] where approvals.file(file, of: approval) == nil {
      notes.append(say(.approvedFileChanged, "approved/\(approval.scenario)/\(file)"))
    }
    var now = workspace.inputs.reduce(into: [:]) { $0[$1.file] = $1.sha256 }
    if let file = opened(approval.scenario) { now.merge(extended(opening(approval.scenario, file))) { own, _ in own } }
    let changed = Set(now.keys).union(approval.tables.keys).filter { now[$0] != approval.tables[$0] }.sorted()
    if !changed.isEmpty { notes.append(say(.approvedTablesChanged, language.list(changed))) }
    return (notes.isEmpty, notes)
  }

  /// The files that a scenario extends, each with its fingerprint: who changes one of them changes the limits.
  private func extended(_ work: Work) -> [String: String] {
    (work.scenario?.sources ?? []).reduce(into: [:]) { files, source in
      let name = source.file.split(separator: "/").last.map(String.init) ?? source.file
      if name != work.name + ".yaml" { files["scenarios/" + name] = source.sha256 }
    }
  }

  private func opening(_ name: String, _ file: (text: String, tag: String)) -> Work {
    var work = Work(text: file.text, name: name, tag: file.tag)
    read(&work)
    return work
  }

  /// Every approved draft.
  private func approvedList(done: String? = nil) -> Answer {
    let format = visit.format(language)
    let all = approvals.all
    var form = HTMLForm()
    form.add(said: done.map { [$0] } ?? [], style: "done")
    let rows = all.map { approval -> [HTMLCell] in
      [
        .link(approval.scenario, Visit.address("approve.html", [("open", approval.scenario)])),
        .text("\(approval.by) (\(approval.role.words(in: language)))"),
        .text(Self.moment(approval.at, format)), .number(format.label(approval.total)),
        .text(standing(approval).holds ? say(.approvedHolds) : say(.approvedSeeChanges)),
      ]
    }
    let title = say(.approvedDrafts)
    let table = HTMLTable(
      caption: title,
      columns: [
        .init(heading: say(.deskScenario)), .init(heading: say(.serveWho)), .init(heading: say(.serveWhen)),
        .init(heading: say(.approveTotal), isNumber: true), .init(heading: say(.approvedState)),
      ], rows: rows)
    return visit.page(
      title,
      [
        HTMLSection(
          id: "approved", heading: title, lead: say(all.isEmpty ? .approvedNone : .approvedListLead),
          blocks: [.form(form)] + (all.isEmpty ? [] : [.table(table)]))
      ], report, language, address: "approved.html", desk: "scenario.html", trail: trail)
  }

  /// A moment as a page shows it.
  static func moment(_ text: String, _ format: NumberFormat) -> String {
    format.label(text.replacing("T", with: " ").replacing("Z", with: ""))
  }

  // MARK: marks on other pages

  /// What the desk and the draft say of the approval of the scenario that is open: a sentence, and whether its limits are the
  /// approved ones.
  func mark(_ work: Work) -> (words: String, isApproved: Bool)? {
    guard !work.name.isEmpty, let approval = approvals.approval(of: work.name) else { return nil }
    let isSame = InputFile.fingerprint(of: Array(work.text.utf8)) == approval.limits
    let when = Self.moment(approval.at, visit.format(language))
    return (say(isSame ? .approvedMark : .approvedChangedMark, approval.by, when), isSame)
  }
}

extension WrittenDraft {
  /// A draft with its proof, as `align scenario --format json` would write it and `align verify` would read it.
  init(of answer: ScenarioAnswer) {
    self.init()
    let model = answer.model
    let (workspace, rows) = (model.today.workspace, model.today.funding.rows)
    func id(_ line: Int) -> String { workspace.budget.id(of: rows[line]) }
    lines = answer.draft.indices.map { k in
      Line(id: id(k), amount: answer.draft[k], old: model.base[k], change: answer.draft[k] - model.base[k])
    }
    leftOver = answer.whole?.leftOver ?? 0
    let targets = model.targets
    func named(_ indicators: [Double]) -> [String: Double] {
      indicators.enumerated().reduce(into: [:]) { named, item in
        if item.element != 0, targets[item.offset] != nil {
          named[workspace.plan.indicators.ids[item.offset]] = item.element
        }
      }
    }
    var proof = Proof()
    if let whole = answer.whole?.solution {
      proof.multipliers = whole.multipliers.map { (named($0.indicators), $0.rows) }
      proof.cases = whole.cases.map { ($0.isIn.map(id), $0.isOut.map(id), $0.multipliers, $0.isInfeasible) }
    } else {
      let own = answer.solution.multipliers
      proof.multipliers = [(named(own.indicators), own.rows)]
      proof.cases = [([], [], 0, false)]
    }
    self.proof = proof
  }
}
