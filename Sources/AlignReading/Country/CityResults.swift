import AlignBasics
import AlignModel
import Foundation

/// Reads the results of cities: documents of `align analyze`, folders that `align batch` wrote, and earlier roll-ups.
package enum CityResults {
  /// The results in some files and folders.
  ///
  /// - Throws: ``ReadFailure`` with every file that cannot be read, is no result, or was changed since it was written.
  package static func read(_ paths: [String], jobs: Int) throws -> [CityResult] {
    var problems: [Problem] = []
    var files: [Found] = []
    for path in paths {
      let found = Self.files(at: path)
      files += found.files
      problems += found.problems
    }
    let all = files
    let results = Parallel.map(count: all.count, jobs: jobs) { index in Result { try Self.results(of: all[index]) } }
    var cities: [CityResult] = []
    for result in results {
      switch result {
      case .success(let found): cities += found
      case .failure(let failure as ReadFailure): problems += failure.problems
      case .failure(let failure): throw failure
      }
    }
    if cities.isEmpty, problems.isEmpty {
      problems = paths.map { Problem(.rollupNoResults, at: Problem.Place(file: $0)) }
    }
    if !problems.isEmpty { throw ReadFailure(problems) }
    return cities
  }

  /// A file of results, and what its city is called.
  private struct Found: Sendable {
    var path: String
    var city: String
  }

  /// What a batch calls the file of a result.
  private static let resultName = "result.ndjson"

  private static func files(at path: String) -> (files: [Found], problems: [Problem]) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return ([Found(path: path, city: name(ofFile: path))], [])
    }
    guard manager.isReadableFile(atPath: path), let below = manager.enumerator(atPath: path) else {
      return ([], [Problem(.folderNotPermitted, at: Problem.Place(file: path))])
    }
    var found: [Found] = []
    for case let file as String in below where isResult(file) {
      // A result at the top of the folder is named by the folder.
      let full = path + "/" + file
      let city =
        file == resultName
        ? name(ofFile: full)
        : file.hasSuffix("/" + resultName)
          ? String(file.dropLast(resultName.count + 1)) : withoutEnding(file)
      found.append(Found(path: full, city: city))
    }
    if found.isEmpty { return ([], [Problem(.rollupNoResults, at: Problem.Place(file: path))]) }
    return (found.sorted { $0.path < $1.path }, [])
  }

  private static func isResult(_ file: String) -> Bool {
    if file.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
    return file.hasSuffix(".json") || file.hasSuffix(".ndjson")
  }

  private static func withoutEnding(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func name(ofFile path: String) -> String {
    let parts = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    guard let last = parts.last else { return path }
    return last == resultName && parts.count > 2 ? parts[parts.count - 2] : withoutEnding(last)
  }

  // MARK: One file

  private static func results(of found: Found) throws -> [CityResult] {
    let place = Problem.Place(file: found.path)
    let bytes: FileBytes
    do {
      bytes = try FileBytes(mapping: found.path)
    } catch let failure as FileFailure {
      throw ReadFailure(failure.problem(in: ""))
    }
    return try withExtendedLifetime(bytes) {
      let lines = bytes.buffer.split(separator: 0x0A)
      guard let first = lines.first else { throw ReadFailure(Problem(.emptyFile, at: place)) }
      let reader = ResultFile(found.path, found.city)
      guard let head = try? reader.decoder.decode(CityRecords.Head.self, from: Data(first)) else {
        // One document on several lines.
        return try reader.documents([bytes.buffer[...]])
      }
      if head.record == nil { return try reader.documents(lines) }
      if let rest = head.rest {
        let after = bytes.buffer[min(first.endIndex + 1, bytes.buffer.endIndex)...]
        guard InputFile.fingerprint(of: Array(after)) == rest else {
          throw ReadFailure(Problem(.rollupChanged, at: place))
        }
      }
      return [try reader.city(ofRecords: lines)]
    }
  }
}

/// One file of results, and its city.
private struct ResultFile {
  let file: String
  let city: String
  let decoder = JSONDecoder()

  init(_ file: String, _ city: String) { (self.file, self.city) = (file, city) }

  private func place(_ line: Int) -> Problem.Place { Problem.Place(file: file, line: line) }

  /// The cities of whole documents; where there are several in the file, each by its own name or its number.
  func documents(_ texts: [Slice<UnsafeRawBufferPointer>]) throws -> [CityResult] {
    var cities: [CityResult] = []
    for (index, text) in texts.enumerated() {
      let data = Data(text)
      let head = try decoded(CityRecords.Head.self, data, index + 1)
      if head.hasGroups {
        cities += try decoded(CityRecords.RollUp.self, data, index + 1).groups.flatMap(\.cities).map {
          named($0.result)
        }
        continue
      }
      guard head.hasFlags else {
        throw ReadFailure(Problem(.rollupKey, at: place(index + 1), .name("flags_summary")))
      }
      var result = try decoded(CityRecords.City.self, data, index + 1).result
      if texts.count > 1 { result.city = result.name ?? "\(city):\(index + 1)" }
      cities.append(named(result))
    }
    return cities
  }

  /// The city of the records of one analysis, one a line.
  func city(ofRecords lines: [Slice<UnsafeRawBufferPointer>]) throws -> CityResult {
    var result: CityResult?
    var goals: [CityRecords.Goal] = []
    var flags: [CityRecords.Flag] = []
    for (index, line) in lines.enumerated() {
      // Most records of a file are none that a roll-up takes anything of: they are read no further than their first key.
      let known = Self.records.first { line.starts(with: $0.start) }
      if known?.isTaken == false { continue }
      let data = Data(line)
      switch try known?.name ?? decoded(CityRecords.Head.self, data, index + 1).record {
      case "summary": if result == nil { result = try decoded(CityRecords.City.self, data, index + 1).result }
      case "goal": goals.append(try decoded(CityRecords.Goal.self, data, index + 1))
      case "flag_total": flags.append(try decoded(CityRecords.Flag.self, data, index + 1))
      default: break
      }
    }
    guard var result else { throw ReadFailure(Problem(.rollupKey, at: place(1), .name("summary"))) }
    let currency = result.currency
    do {
      result.goals = try goals.map { try $0.goal(in: currency) }
      result.flags = try flags.map { try $0.count(in: currency) }
    } catch {
      throw failure(error, nil)
    }
    return named(result)
  }

  /// The records as we write them, by how their lines begin.
  private static let records = [
    ("indicator", false), ("goal", true), ("flag_total", true), ("axis", false), ("line", false), ("flag", false),
    ("problem", false), ("scenario", false), ("summary", true),
  ].map { name, isTaken in (name: name, start: Array("{\"record\":\"\(name)\"".utf8), isTaken: isTaken) }

  private func named(_ result: CityResult) -> CityResult {
    var result = result
    result.file = file
    if result.city.isEmpty { result.city = city }
    return result
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data, _ line: Int) throws -> Value {
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw failure(error, line)
    }
  }

  private func failure(_ error: any Error, _ line: Int?) -> ReadFailure {
    let place = Problem.Place(file: file, line: line)
    func wrong(_ path: [any CodingKey], _ last: String? = nil) -> ReadFailure {
      let keys = path.map(\.stringValue) + (last.map { [$0] } ?? [])
      return ReadFailure(Problem(.rollupKey, at: place, .name(keys.joined(separator: "."))))
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context): return wrong(context.codingPath, key.stringValue)
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return context.codingPath.isEmpty ? ReadFailure(Problem(.rollupNoJSON, at: place)) : wrong(context.codingPath)
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty: return wrong(context.codingPath)
    case let amount as CityRecords.NoAmount: return wrong([], amount.key)
    default: return ReadFailure(Problem(.rollupNoJSON, at: place))
    }
  }
}
