import AlignModel

/// What became of every link and rule that speaks of a line.
struct LineAccount {
  /// A row of `links` or `rules`.
  struct Row {
    /// The place among the links or the rules.
    var index: Int
    var isRule = false
    /// The prefix that it names, normalised; nil where it names the line itself, or is a rule.
    var prefix: String?
    var verdict: Explanation.Tie.Verdict
    /// What it adds to the line's shares, before any scaling down.
    var parts: [(indicator: IndicatorID, share: Double)] = []
    /// By how much of each share its goal's weights give an indicator.
    var isAgainst = false
  }

  var rows: [Row] = []
}

extension LineTracer {
  /// The account of row k of L: the same decisions as tracing takes, with those that lost.
  ///
  /// - Parameter works: codes that stood for another work, whose links are looked for one by one.
  func account(_ row: BudgetRow, year: Int, works: LineWorks) -> LineAccount {
    let line = budget.line[row]
    let exact = index.order[Int(index.first[line.index])..<Int(index.first[line.index + 1])]
    let named = index.prefixes.isEmpty ? [] : linePrefixes(of: budget.lineIDs.key(of: line))
    let prefixes = named.compactMap { key in index.prefixes[key].map { (key: key, rows: $0) } }
    let chain = prefixes.map(\.rows)
    let rejected = rejections(exact: exact, chain: chain)
    let winning = winners(exact: exact, chain: chain)
    let isWinning = Set(winning)
    let best = winning.first.map { links.status[Int($0)] }
    var account = LineAccount()
    var hasExact = false
    for link in exact {
      let row = judged(Int(link), prefix: nil, isWinning.contains(link), best, rejected, besides: .overruledByExact)
      hasExact = hasExact || isWinning.contains(link)
      account.rows.append(row)
    }
    for (key, rows) in prefixes {
      for link in rows {
        account.rows.append(
          judged(
            Int(link), prefix: key, isWinning.contains(link), best, rejected,
            besides: hasExact ? .overruledByExact : .overruledByLongerPrefix))
      }
    }
    if let reuse = works.reused[line], reuse.year > year {
      for link in links.line.indices where Int(links.line[link]) == line.index {
        account.rows.append(LineAccount.Row(index: link, verdict: .otherWork, isAgainst: isAgainst(link)))
      }
    }
    if !matcher.isEmpty { addRules(row, rejected, isOverruled: !winning.isEmpty, to: &account) }
    settleNone(&account)
    return account
  }

  private func judged(
    _ link: Int, prefix: String?, _ isWinning: Bool, _ best: LinkStatus?, _ rejected: Rejections,
    besides verdict: Explanation.Tie.Verdict
  ) -> LineAccount.Row {
    var row = LineAccount.Row(index: link, prefix: prefix, verdict: verdict, isAgainst: isAgainst(link))
    let status = links.status[link]
    if status == .rejected {
      row.verdict = .takesOut
    } else if links.subject[link] == .unknown {
      row.verdict = .unknownTarget
    } else if !statuses.contains(status) {
      row.verdict = .onlySuggested
    } else if isWinning {
      let out = row.isAgainst ? rejected.against : rejected.for
      settle(&row, links.subject[link], share: links.share[link], out)
    } else if let best, status != best {
      row.verdict = .overruledByConfirmed
    }
    return row
  }

  /// What a row of the class that counts adds.
  private func settle(
    _ row: inout LineAccount.Row, _ subject: LinkSubject, share: Double, _ rejected: Set<LinkSubject>
  ) {
    if rejected.contains(subject) {
      row.verdict = .takenOut
    } else if subject == .none || !(share > 0) {
      row.verdict = .judgesNone
    } else {
      row.parts = parts(of: subject).filter { $0.1 > 0 && !isRejected($0.0, by: rejected) }.map {
        (IndicatorID(Int($0.0)), share * $0.1)
      }
      row.verdict = row.parts.isEmpty ? .takenOut : .counts
    }
  }

  private func addRules(_ row: BudgetRow, _ rejected: Rejections, isOverruled: Bool, to account: inout LineAccount) {
    let matching = matcher.matches(row: row.index)
    let winning = Set(matcher.winners(among: matching))
    for position in matching {
      var tie = LineAccount.Row(index: position, isRule: true, verdict: .overruledByLink)
      if !isOverruled {
        if winning.contains(position) {
          settle(&tie, matcher.rules[position].subject, share: matcher.rules[position].share, rejected.for)
        } else {
          tie.verdict = .overruledByFullerRule
        }
      }
      account.rows.append(tie)
    }
  }

  /// `none` beside rows that name a target yields to them.
  private func settleNone(_ account: inout LineAccount) {
    guard account.rows.contains(where: { !$0.parts.isEmpty && !$0.isAgainst }) else { return }
    for index in account.rows.indices where account.rows[index].verdict == .judgesNone {
      account.rows[index].verdict = .yields
    }
  }
}
