import AlignModel
import AlignWords

/// The example rows of a new workspace, which hang together, so that `align check` passes on them.
struct ExampleRows {
  let language: Language

  /// A cell: as it stands, a text of the catalogues, or a year of the plan (0 is the first).
  enum Value: ExpressibleByStringLiteral {
    case verbatim(String)
    case said(Phrase)
    case year(Int)

    init(stringLiteral text: String) { self = .verbatim(text) }
  }

  /// The cells of a table by column; a column that a row does not name is blank.
  func rows(of table: String) -> [[String: String]] {
    (Self.rows[table] ?? []).map { row in
      row.reduce(into: [:]) { cells, cell in
        cells[cell.key] = TableWords.choice(text(cell.value), column: cell.key, of: table, in: language)
      }
    }
  }

  /// A year of the example, in the calendar of the language.
  func year(_ offset: Int) -> String {
    String((Int(Phrase.initYear.text(in: language)) ?? 2023) + offset)
  }

  /// A scenario, as rows of its sheet.
  var scenario: [[String: String]] {
    let name = Phrase.initBalanced.text(in: language)
    func row(_ key: String, _ value: String, _ more: [String: String] = [:]) -> [String: String] {
      let known = ScenarioSheet.keys.key(key)
      return more.merging([
        "scenario": name, "key": known?.shown(in: language) ?? key,
        "value": known?.value(value, in: language) ?? value,
      ]) { own, _ in own }
    }
    func by(_ path: String) -> String { ScenarioSheet.selections.key(path)?.shown(in: language) ?? path }
    return [
      row("envelope", "100%"), row("defaults.range", "20%"), row("defaults.mandatory", "held"),
      row("defaults.running", "held"), row("target_year", year(3)),
      row(
        "limits.floor", "90%",
        [
          "select": by("department"), "words": Phrase.exampleTraffic.text(in: language),
          "on": ScenarioSheet.scopes.first { $0.name == "each" }?.shown(in: language) ?? "each",
        ]),
    ]
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .verbatim(let text): text
    case .said(let phrase): phrase.text(in: language)
    case .year(let offset): year(offset)
    }
  }

  private static let rows: [String: [KeyValuePairs<String, Value>]] = [
    "axes": [["id": "A01", "name": .said(.exampleTransport), "name_en": "Transport"]],
    "goals": [
      ["id": "G01", "axis": "A01", "name": .said(.exampleTransit), "name_en": "Faster public transport"],
      ["id": "G02", "axis": "A01", "name": .said(.exampleStreets), "name_en": "Safer streets"],
    ],
    "indicators": [
      [
        "id": "I001", "goal": "G01", "name": .said(.exampleWaiting), "name_en": "Waiting time at bus stops",
        "unit": .said(.exampleMinutes), "kind": "level", "direction": "down", "baseline": "12",
        "baseline_year": .year(0), "owner": .said(.exampleBusCompany), "frequency": "yearly",
        "source": .said(.exampleSurvey),
      ],
      [
        "id": "I002", "goal": "G02", "name": .said(.exampleCrossings), "name_en": "Safe crossings built",
        "unit": .said(.exampleCrossing), "kind": "flow", "direction": "up", "baseline": "10",
        "baseline_year": .year(0), "owner": .said(.exampleTraffic), "aggregate": "sum", "frequency": "yearly",
        "source": .said(.exampleReports),
      ],
    ],
    "targets": [
      ["indicator": "I001", "year": .year(1), "target": "10"], ["indicator": "I001", "year": .year(2), "target": "8"],
      ["indicator": "I002", "year": .year(1), "target": "12"], ["indicator": "I002", "year": .year(2), "target": "14"],
    ],
    "measurements": [
      ["indicator": "I001", "period": .year(1), "value": "11", "status": "final"],
      ["indicator": "I001", "period": .year(2), "value": "9", "status": "final"],
    ],
    "budget": [
      [
        "line": "1001", "year": .year(2), "title": .said(.exampleBusLane), "approved": "500000000",
        "department": .said(.exampleBusCompany), "mission": .said(.exampleTransport), "program": .said(.exampleBuses),
        "kind": "capital", "mandatory": "no",
      ],
      [
        "line": "1002", "year": .year(2), "title": .said(.exampleSchoolCrossing), "approved": "200000000",
        "department": .said(.exampleTraffic), "mission": .said(.exampleTransport), "program": .said(.exampleSafety),
        "kind": "capital", "mandatory": "no",
      ],
      [
        "line": "1003", "year": .year(2), "title": .said(.exampleCeremonies), "approved": "50000000",
        "department": .said(.exampleRelations), "mission": .said(.exampleAdministration),
        "program": .said(.exampleGeneral), "kind": "current", "mandatory": "no",
      ],
    ],
    "departments": [
      ["id": "D01", "name": .said(.exampleBusCompany), "name_en": "Bus company"],
      ["id": "D02", "name": .said(.exampleTraffic), "name_en": "Traffic department"],
      ["id": "D03", "name": .said(.exampleRelations), "name_en": "Public relations"],
    ],
    "links": [
      ["line": "1001", "indicator": "I001", "share": "1", "effect": "for", "status": "confirmed"],
      ["line": "1003", "indicator": "none", "status": "confirmed"],
    ],
    "rules": [
      ["goal": "G02", "share": "0.8", "program": .said(.exampleSafety), "title": .said(.exampleCrossing)]
    ],
    "accepted": [
      [
        "code": "AL101", "subject": "1003", "reason": .said(.exampleDecided), "by": .said(.exampleCouncil),
        "until": .year(2),
      ]
    ],
    "judgements": [["expert": "E1", "node": "A01", "left": "G01", "right": "G02", "ratio": "3"]],
    "projects": [["line": "1002", "cost": "400000000", "years": "2", "from": .year(3)]],
    "commitments": [["line": "1001", "year": .year(3), "amount": "100000000"]],
    "prices": [["year": .year(2), "index": "100"], ["year": .year(3), "index": "110"]],
  ]
}
