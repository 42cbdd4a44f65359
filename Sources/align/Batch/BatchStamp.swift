import AlignBasics
import AlignModel
import AlignReading
import Foundation

/// What says from which inputs a result was made, and whether it is still whole: the first record of the file of a result.
struct BatchStamp {
  /// The program, its libraries, the language and every input, in one line.
  var inputs: String
  /// The files that were made beside the result, and the fingerprints of their bytes.
  var files: [InputFile] = []
  /// The fingerprint of the rest of the file of the result.
  var rest = ""

  func write(to json: inout JSONWriter) throws {
    json.beginObject()
    json.key("record")
    json.string("batch")
    json.key("stamp")
    json.string(inputs)
    json.key("files")
    json.beginArray()
    for file in files {
      json.beginObject()
      json.key("file")
      json.string(file.file)
      json.key("sha256")
      json.string(file.sha256)
      json.endObject()
    }
    json.endArray()
    json.key("rest_sha256")
    json.string(rest)
    json.endObject()
    json.endLine()
    try json.finish()
  }

  /// The records of a result that is whole and made from the same inputs, without the stamp; nil where it is not.
  ///
  /// - Parameter folder: where the files of the result stand.
  static func records(of bytes: Data, madeFrom inputs: String, in folder: String) -> (
    last: [String: Any], files: [String]
  )? {
    guard let end = bytes.firstIndex(of: 0x0A),
      let head = try? JSONSerialization.jsonObject(with: bytes[..<end]) as? [String: Any],
      head["stamp"] as? String == inputs, let files = head["files"] as? [[String: String]]
    else { return nil }
    let rest = Array(bytes[(end + 1)...])
    guard head["rest_sha256"] as? String == InputFile.fingerprint(of: rest) else { return nil }
    for file in files {
      guard let name = file["file"], let made = FileManager.default.contents(atPath: folder + "/" + name),
        InputFile.fingerprint(of: Array(made)) == file["sha256"]
      else { return nil }
    }
    guard let line = rest.split(separator: 0x0A).last,
      let last = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
    else { return nil }
    return (last, files.compactMap { $0["file"] })
  }
}
