import AlignModel
import Foundation

/// The objects of a document that a roll-up takes from it. Amounts are read as decimals, digit by digit: as binary numbers
/// those of a large city would lose their last units.
enum CityRecords {
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  typealias Object = KeyedDecodingContainer<Key>

  /// An amount outside 64 bits, or what is no amount.
  struct NoAmount: Error {
    let key: String
  }

  /// One city: the document of an analysis, the record `summary` of one, or a city of a roll-up.
  struct City: Decodable {
    var result: CityResult

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: Key.self)
      let currency = Currency(code: try object.decode(String.self, forKey: Key("currency")))
      result = CityResult(
        city: try object.decodeIfPresent(String.self, forKey: Key("city")) ?? "", file: "",
        year: try object.decode(Int.self, forKey: Key("year")),
        period: try object.decode(String.self, forKey: Key("period")), currency: currency)
      result.name = try object.decodeIfPresent(String.self, forKey: Key("name"))
      result.isSynthetic = try object.decode(Bool.self, forKey: Key("synthetic"))
      result.population = try object.decodeIfPresent(Int.self, forKey: Key("population"))
      if let people = result.population, !Populations.isPossible(people) { throw NoAmount(key: "population") }
      for amount in CityResult.Amount.allCases {
        let isNeeded = amount == .approved || amount == .linked || amount == .atStake
        result.amounts[amount] = try object.amount(amount.rawValue, in: currency, isNeeded: isNeeded)
      }
      for figure in CityResult.Figure.allCases {
        guard object.contains(Key(figure.rawValue)) else {
          throw DecodingError.keyNotFound(
            Key(figure.rawValue), .init(codingPath: decoder.codingPath, debugDescription: ""))
        }
        result.figures[figure] = try object.decodeIfPresent(Double.self, forKey: Key(figure.rawValue))
      }
      if let fingerprint = try object.decodeIfPresent(String.self, forKey: Key("inputs_sha256")) {
        result.fingerprint = fingerprint
      } else if let inputs = try object.decodeIfPresent([Input].self, forKey: Key("inputs")), !inputs.isEmpty {
        let lines = inputs.map { "\($0.file)=\($0.sha256)" }.sorted().joined(separator: "\n")
        result.fingerprint = InputFile.fingerprint(of: Array(lines.utf8))
      }
      result.goals =
        try object.decodeIfPresent([Goal].self, forKey: Key("goals"))?.map { try $0.goal(in: currency) } ?? []
      result.flags = try (object.decodeIfPresent([Flag].self, forKey: Key("flags_summary")) ?? [])
        .map { try $0.count(in: currency) }
    }
  }

  private struct Input: Decodable {
    var file: String
    var sha256: String
  }

  /// A goal; its amounts wait for the currency.
  struct Goal: Decodable {
    private let object: Object

    init(from decoder: any Decoder) throws { object = try decoder.container(keyedBy: Key.self) }

    func goal(in currency: Currency) throws -> CityResult.Goal {
      var goal = CityResult.Goal(id: try object.decode(String.self, forKey: Key("id")))
      goal.weight = try object.decodeIfPresent(Double.self, forKey: Key("weight"))
      goal.attainment = try object.decodeIfPresent(Double.self, forKey: Key("attainment"))
      goal.needShare = try object.decodeIfPresent(Double.self, forKey: Key("need_share"))
      goal.fundingShare = try object.decodeIfPresent(Double.self, forKey: Key("funding_share"))
      goal.funding = try object.amount("funding", in: currency)
      goal.underFunding = try object.amount("under_funding_amount", in: currency)
      return goal
    }
  }

  /// The flags of one code and severity; the amount waits for the currency.
  struct Flag: Decodable {
    private let object: Object

    init(from decoder: any Decoder) throws { object = try decoder.container(keyedBy: Key.self) }

    func count(in currency: Currency) throws -> CityResult.FlagCount {
      CityResult.FlagCount(
        code: try object.decode(String.self, forKey: Key("code")),
        severity: try object.decode(Severity.self, forKey: Key("severity")),
        count: try object.count("count"), accepted: try object.count("accepted"),
        amount: try object.amount("amount", in: currency, isNeeded: true) ?? 0)
    }
  }

  /// A roll-up that was written before: its groups and their cities.
  struct RollUp: Decodable {
    struct Group: Decodable { var cities: [City] }
    var groups: [Group]
  }

  /// What kind of object it is.
  struct Head: Decodable {
    var record: String?
    var hasGroups: Bool
    /// Of the stamp of a batch: the fingerprint of what follows it.
    var rest: String?
    var hasFlags: Bool

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: Key.self)
      record = try? object.decodeIfPresent(String.self, forKey: Key("record"))
      rest = try? object.decodeIfPresent(String.self, forKey: Key("rest_sha256"))
      hasGroups = object.contains(Key("groups"))
      hasFlags = object.contains(Key("flags_summary"))
    }
  }
}

extension CityRecords.Object {
  /// A number of things, small enough that those of all cities add up.
  fileprivate func count(_ name: String) throws -> Int {
    let count = try decode(Int.self, forKey: CityRecords.Key(name))
    guard (0..<1 << 40).contains(count) else { throw CityRecords.NoAmount(key: name) }
    return count
  }

  /// An amount of main units as minor units, rounded half to even once; nil where it is null or not there.
  fileprivate func amount(_ name: String, in currency: Currency, isNeeded: Bool = false) throws -> Int64? {
    let key = CityRecords.Key(name)
    let read = isNeeded ? try decode(Decimal.self, forKey: key) : try decodeIfPresent(Decimal.self, forKey: key)
    guard let read else { return nil }
    var exact = read * Decimal(currency.minorPerMain)
    var whole = Decimal()
    NSDecimalRound(&whole, &exact, 0, .bankers)
    // The text of a whole decimal has digits alone.
    guard let amount = Int64(whole.description) else { throw CityRecords.NoAmount(key: name) }
    return amount
  }
}
