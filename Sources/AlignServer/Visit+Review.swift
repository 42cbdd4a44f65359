import AlignModel
import AlignReading
import AlignReports
import AlignStore
import AlignWords
import AlignWriting
import AlignmentEngine
import HTTPTypes

/// The quarterly review: what was measured, by whom something is missing, and the lock of a period.
extension Visit {
  /// The quarter that a page is about: that of the address or of the form, else the one under review.
  private func asked(_ review: Review) throws -> Period {
    guard let text = (isWrite ? form["period"] : nil) ?? query["period"], !text.isEmpty else {
      return review.period.quarter == nil ? Period(year: review.period.year, quarter: 4) : review.period
    }
    guard let period = Period(description: text), period.months == 3,
      state.workspace.settings.calendar.plausibleYears.contains(period.year)
    else { throw Refusal(status: .notFound, reason: .notFound) }
    return period
  }

  /// Quarters to choose from: two after the last that anything is known of, and two years back.
  private func quarters(_ period: Period, _ review: Review) -> [Period] {
    let last = max(max(period.end, review.period.end), review.workspace.plan.latestPeriod?.end ?? 0)
    let first = (last / 3) * 3 - 24
    return stride(from: last - last % 3 + 6, through: first, by: -3).map { end in
      Period(year: (end - 1) / 12, quarter: (end - (end - 1) / 12 * 12) / 3)
    }
  }

  func reviewing(_ address: String, _ report: WorkspaceState.Report, _ language: Language) throws -> Answer {
    let period = try asked(report.contents.review)
    switch address {
    case "measure.html":
      guard let name = (isWrite ? form["owner"] : query["owner"]) else {
        return .other(Self.address("review.html", [("period", period.description)]))
      }
      return try measure(period, name, report, language)
    case "close.html" where isWrite, "reopen.html" where isWrite:
      try require(.approver)
      let change = address == "close.html" ? close(period, language) : reopen(period, language)
      switch change {
      case .done(let text):
        let visit = again()
        return try visit.reviewPage(period, visit.state.report ?? report, language, done: text)
      case .refused(let lines):
        return try reviewPage(period, report, language, notes: lines, status: .conflict)
      }
    case "review.html": return try reviewPage(period, report, language)
    default: throw Refusal(status: .notFound, reason: .notFound)
    }
  }

  // MARK: the review

  private func reviewPage(
    _ period: Period, _ report: WorkspaceState.Report, _ language: Language, notes: [String] = [], done: String? = nil,
    status: HTTPResponse.Status = .ok
  ) throws -> Answer {
    let (review, comparison) = try state.review(at: period, in: report)
    let format = format(language)
    let lock = served.periods.entry(for: period)
    var head = HTMLForm()
    head.add(said: done.map { [$0] } ?? [], style: "done")
    head.add(said: notes, style: "refused", role: "alert")
    if let lock { head.add(said: [lockedWords(lock, language)], style: "done") }
    if visitor.role == .owner, !review.owners.contains(where: { mayMeasure($0.id) }) {
      head.add(said: [say(.reviewOwnerUnknown, language, visitor.owner ?? "")], style: "refused", role: "alert")
    }
    head.open("review.html", method: "get", with: [("class", "row")])
    head.choice(
      say(.reviewQuarter, language), "period", quarters(period, review).map { ($0.description, format.words($0)) },
      chosen: period.description)
    head.button(say(.serveShow, language))
    head.close()
    let entries = MeasuredEntry.all(of: state.workspace, in: period)
    let found = HTMLSection(
      id: "review-of", heading: say(.reviewTitle, language, format.words(period)),
      lead: say(.reviewLead, language),
      blocks: [.form(head), .list(ReviewAnswer(review, format: format).lines)])
    var sections = [found, owners(review, entries, period, format)]
    let missing = ReviewTable.statistics.table(of: review, in: language)
    if missing.count > 0 {
      let table = HTMLTable(missing, format: format, most: 300, links: report.site.links)
      sections.append(
        HTMLSection(
          id: "missing", heading: missing.title.text(in: language),
          lead: say(.reviewMissingLead, language, format.count(missing.count)),
          blocks: table.blocks(first: 12, summary: say(.allRows, language, format.count(missing.count)))))
    }
    sections.append(changes(comparison, format, report))
    sections.append(locking(period, lock, entries, format))
    return page(
      say(.serveReview, language), sections, report, language,
      address: Self.address("review.html", [("period", period.description)]), desk: "review.html", status: status)
  }

  private func lockedWords(_ lock: ClosedPeriods.Entry, _ language: Language) -> String {
    lock.sentence(.reviewLocked, NumberFormat(language: language)) + (lock.note.isEmpty ? "" : " «\(lock.note)»")
  }

  /// Each owner with what is due and what is there, the way into the form.
  private func owners(_ review: Review, _ entries: [MeasuredEntry], _ period: Period, _ format: NumberFormat)
    -> HTMLSection
  {
    let language = format.language
    let rows = review.owners.map { owner -> [HTMLCell] in
      let own = Set(owner.indicators)
      let due = entries.filter { own.contains($0.indicator) }
      let name = owner.id.isEmpty ? say(.noOwner, language) : state.workspace.department(owner.id, in: language)
      return [
        mayMeasure(owner.id) ? .link(name, measureAddress(period, owner.id)) : .text(name),
        .number(format.count(owner.count)), .number(format.count(due.count)),
        .number(format.count(due.count { $0.measurement != nil })),
        .number(format.count(due.count { $0.measurement == nil })),
        .number(format.count(owner.stale + owner.neverMeasured)),
      ]
    }
    let title = say(.reviewOwners, language)
    return HTMLSection(
      id: "owners", heading: title, lead: say(.reviewOwnersLead, language),
      blocks: [
        .table(
          HTMLTable(
            caption: title,
            columns: [.init(heading: say(.owner, language))]
              + [Phrase.indicators, .reviewDue, .reviewEntered, .reviewMissing, .reviewStale].map {
                .init(heading: say($0, language), isNumber: true)
              }, rows: rows))
      ])
  }

  private func measureAddress(_ period: Period, _ owner: String) -> String {
    "measure.html?period=\(period.description)&owner=\(SitePart.quoted(owner))"
  }

  /// What changed since the last recorded review, and what became of its promises: the records of `align history`.
  private func changes(_ comparison: HistoryComparison?, _ format: NumberFormat, _ report: WorkspaceState.Report)
    -> HTMLSection
  {
    let language = format.language
    guard let comparison else {
      return HTMLSection(
        id: "changes", heading: say(.sinceTheLastReview, language), lead: say(.reviewNoEarlier, language), blocks: [])
    }
    let lines = HistoryAnswer(comparison, format: format).lines
    var blocks: [HTMLBlock] = [.list(Array(lines.dropFirst()))]
    for table in [HistoryTables.promises(comparison, in: language), HistoryTables.changes(comparison, in: language)]
    where table.count > 0 {
      blocks.append(
        .details(
          summary: "\(table.title.text(in: language)) (\(format.count(table.count)))",
          [.table(HTMLTable(table, format: format, most: 200, links: report.site.links))]))
    }
    return HTMLSection(
      id: "changes", heading: say(.sinceTheLastReview, language), lead: lines.first ?? "", blocks: blocks)
  }

  private func locking(
    _ period: Period, _ lock: ClosedPeriods.Entry?, _ entries: [MeasuredEntry], _ format: NumberFormat
  ) -> HTMLSection {
    let language = format.language
    var form = HTMLForm()
    let missing = entries.count { $0.measurement == nil }
    if visitor.role >= .approver {
      form.open(lock == nil ? "close.html" : "reopen.html", with: [("class", "narrow")])
      form.hidden("period", period.description)
      form.field(
        say(lock == nil ? .reviewLockNote : .reviewReopenReason, language), "note",
        with: [("maxlength", "500")] + (lock == nil ? [] : [("required", nil)]))
      if lock == nil { addPerson(to: &form, language) }
      form.button(say(lock == nil ? .reviewLockButton : .reviewReopenButton, language), style: "primary")
      form.close()
    }
    return HTMLSection(
      id: "lock", heading: say(.reviewLockTitle, language),
      lead: lock.map { lockedWords($0, language) }
        ?? say(.reviewLockLead, language, format.count(missing)), blocks: [.form(form)])
  }

  // MARK: the lock

  private func close(_ period: Period, _ language: Language) -> Change {
    alone(language) {
      guard served.current() === state, let report = state.report else {
        return .refused([say(.linkDeskStale, language)])
      }
      let periods = served.periods
      if periods.isBroken { return .refused([say(.reviewLocksBroken, language)]) }
      if let lock = periods.entry(for: period) { return .refused([lockedWords(lock, language)]) }
      let (review, _) = try state.review(at: period, in: report)
      let snapshot = try Snapshot(of: review, command: "review", recordedAt: Clock.now, jobs: state.jobs)
      let run = try HistoryStore(path: HistoryStore.path(ofWorkspace: served.path), create: true).record(snapshot)
      let entry = ClosedPeriods.Entry(
        period: period.description, by: person, at: Clock.now, note: Self.line(form["note"], most: 500), run: run)
      try served.put(
        [FileChange(path: periods.path, bytes: try periods.bytes(of: periods.entries + [entry]))], as: "lock",
        of: period.description, by: visitor, before: nil, after: entry.note.isEmpty ? "run \(run)" : entry.note)
      // What the others are compared with has changed.
      state.reviews.withLock { $0 = [:] }
      let format = NumberFormat(language: language)
      return .done(say(.reviewLockedNow, language, format.words(period), format.label(String(run))))
    }
  }

  private func reopen(_ period: Period, _ language: Language) -> Change {
    let reason = Self.line(form["note"], most: 500)
    if reason.isEmpty { return .refused([say(.reviewReopenReason, language)]) }
    return alone(language) {
      let periods = served.periods
      guard let lock = periods.entry(for: period) else { return .refused([say(.linkDeskStale, language)]) }
      let left = periods.entries.filter { $0.period != lock.period }
      try served.put(
        [FileChange(path: periods.path, bytes: try periods.bytes(of: left))], as: "unlock", of: lock.period,
        by: visitor, before: "\(lock.by), \(lock.at)", after: reason)
      return .done(say(.reviewReopened, language, NumberFormat(language: language).words(period)))
    }
  }

  /// Refuses a change under which something measured in a locked period would be another than it was.
  func keepsClosed(_ before: [String: [Plan.Measured]], in after: WorkspaceState, _ language: Language) throws {
    let periods = served.periods
    if after.workspace.plan.measured(in: periods.closed) == before { return }
    let format = NumberFormat(language: language)
    throw Held(
      words: say(
        .reviewClosedChange, language, language.list(periods.closed.map { format.words($0) }),
        language.list(Array(Set(periods.entries.map(\.by))).sorted())))
  }
}

extension WorkspaceState {
  /// The review at a period with what changed since the last recorded one, made once for as long as no table changes.
  func review(at period: Period, in report: Report) throws -> (review: Review, comparison: HistoryComparison?) {
    if report.contents.review.period == period { return (report.contents.review, report.contents.comparison) }
    return try reviews.withLock { kept in
      if let found = kept[period.description] { return found }
      let review = try Review(of: workspace, period: period, jobs: jobs)
      let comparison = try HistoryStore.comparison(
        ofWorkspace: path, with: review, includingSuggested: false, jobs: jobs)
      kept[period.description] = (review, comparison)
      return (review, comparison)
    }
  }
}
