import AlignBasics
import AlignModel
import AlignWords
import AlignmentEngine

/// Writes a roll-up as JSON, whose shape is `schema/rollup.schema.json`. A whole document can be rolled up again.
package struct CountryJSON {
  let rollUp: CountryRollUp
  let language: Language

  /// A document of a roll-up.
  package init(_ rollUp: CountryRollUp, language: Language) { (self.rollUp, self.language) = (rollUp, language) }

  /// Writes one object.
  ///
  /// - Parameter summary: leaves out the goals and flags of each city; such a document cannot be rolled up again.
  package func write(summary: Bool, to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.writeProgram(to: &json)
    try ProblemJSON.write(rollUp.warnings, in: language, to: &json)
    json.key("groups")
    json.beginArray()
    for group in rollUp.groups {
      json.beginObject()
      head(of: group, to: &json)
      try array("figures", group.knownFigures, CountryRecords.figures(of: group, in: language), group, &json)
      try array("goals", group.goals, CountryRecords.goals, group, &json)
      try array("flags", group.flags, CountryRecords.flags(in: language), group, &json)
      json.key("cities")
      json.beginArray()
      let cities = CountryRecords.cities(of: group)
      for index in group.cities.indices {
        json.beginObject()
        city(index, cities, group, to: &json)
        if !summary {
          let result = group.cities[index].result
          try array("goals", result.goals, CountryRecords.cityGoals, group, &json)
          try array("flags_summary", result.flags, CountryRecords.cityFlags, group, &json)
        }
        json.endObject()
        try json.drain()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// Writes one record a line, each an object with `record`: group, figure, city, goal or flag.
  package func writeRecords(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    func record(_ name: String, _ group: CountryRollUp.Group, _ members: (inout JSONWriter) -> Void) throws {
      json.beginObject()
      json.key("record")
      json.string(name)
      members(&json)
      json.endObject()
      json.endLine()
      try json.drain()
    }
    for group in rollUp.groups {
      try record("group", group) { head(of: group, to: &$0) }
      let figures = CountryRecords.figures(of: group, in: language)
      for figure in group.knownFigures {
        try record("figure", group) { of(group, &$0, figures, figure) }
      }
      let cities = CountryRecords.cities(of: group)
      for index in group.cities.indices { try record("city", group) { city(index, cities, group, to: &$0) } }
      for goal in group.goals { try record("goal", group) { of(group, &$0, CountryRecords.goals, goal) } }
      let flags = CountryRecords.flags(in: language)
      for flag in group.flags { try record("flag", group) { of(group, &$0, flags, flag) } }
    }
    try json.finish()
  }

  private func of<Subject: Sendable>(
    _ group: CountryRollUp.Group, _ json: inout JSONWriter, _ fields: RecordFields<Subject>, _ subject: Subject
  ) {
    kind(of: group, to: &json)
    fields.write(subject, to: &json, in: group.currency)
  }

  private func kind(of group: CountryRollUp.Group, to json: inout JSONWriter) {
    json.key("year")
    json.integer(group.year)
    json.key("currency")
    json.string(group.currency.code)
  }

  private func city(
    _ index: Int, _ fields: RecordFields<Int>, _ group: CountryRollUp.Group, to json: inout JSONWriter
  ) {
    of(group, &json, fields, index)
    json.key("synthetic")
    json.bool(group.cities[index].result.isSynthetic)
  }

  private func head(of group: CountryRollUp.Group, to json: inout JSONWriter) {
    kind(of: group, to: &json)
    json.key("city_count")
    json.integer(group.cities.count)
    json.key("synthetic_cities")
    json.integer(group.syntheticCities)
    json.key("population")
    json.integer(group.hasPeople ? group.population : nil)
    for amount in CityResult.Amount.allCases {
      json.key(amount.rawValue)
      json.amount(group.totals[amount], in: group.currency)
    }
    json.key("unmatched_goals")
    json.integer(group.unmatchedGoals)
    json.key("unmatched_funding")
    json.amount(group.unmatchedFunding, in: group.currency)
  }

  private func array<Subject: Sendable>(
    _ key: String, _ subjects: [Subject], _ fields: RecordFields<Subject>, _ group: CountryRollUp.Group,
    _ json: inout JSONWriter
  ) throws {
    json.key(key)
    json.beginArray()
    for subject in subjects {
      json.beginObject()
      fields.write(subject, to: &json, in: group.currency)
      json.endObject()
    }
    json.endArray()
    try json.drain()
  }
}
