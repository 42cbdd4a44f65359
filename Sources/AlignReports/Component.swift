import AlignBasics
import AlignModel
import AlignWords

/// A library that Align is made of or loads, and the licence under which it may be passed on.
package struct Component: Sendable {
  package var name: String
  /// The identity by which Swift Package Manager names it; nil where it is no package.
  package var package: String?
  /// The licence, by its SPDX expression.
  package var license: String
  package var copyright: String
  package var address: String
  package var part: Part

  /// Where it stands.
  package enum Part: String, Sendable {
    /// Compiled into the program.
    case program
    /// Loaded as the program starts: Debian's, or the copy inside the wheel.
    case loaded
  }

  private init(
    _ name: String, _ part: Part, _ license: String, _ copyright: String, _ address: String, package: String? = nil
  ) {
    (self.name, self.part, self.license) = (name, part, license)
    (self.copyright, self.address, self.package) = (copyright, address, package)
  }

  /// All of them, by part and name. A test holds the packages to those that `Package.swift` names.
  package static let all = [
    Component("Align", .program, "Apache-2.0", "the authors of Align", "LICENSE"),
    Component(
      "GRDB", .program, "MIT", "2015-2025 Gwendal Roué", "https://github.com/groue/GRDB.swift", package: "grdb.swift"),
    Component(
      "Hummingbird (in align-serve)", .program, "Apache-2.0", "2021-2026 the Hummingbird authors",
      "https://github.com/hummingbird-project/hummingbird", package: "hummingbird"),
    Component(
      "ICU (in Foundation)", .program, "Unicode-3.0", "2016-2025 Unicode, Inc.",
      "https://github.com/swiftlang/swift-foundation-icu"),
    Component(
      "libdispatch", .program, "Apache-2.0", "Apple Inc.", "https://github.com/swiftlang/swift-corelibs-libdispatch"),
    Component(
      "LibYAML (in Yams)", .program, "MIT", "2017-2020 Ingy döt Net, 2006-2016 Kirill Simonov",
      "https://github.com/yaml/libyaml"),
    Component(
      "Swift runtime and Foundation", .program, "Apache-2.0 WITH Swift-exception",
      "Apple Inc. and the Swift project authors", "https://swift.org"),
    Component(
      "swift-argument-parser", .program, "Apache-2.0 WITH Swift-exception", "Apple Inc. and the Swift project authors",
      "https://github.com/apple/swift-argument-parser", package: "swift-argument-parser"),
    Component(
      "swift-http-types (in align-serve)", .program, "Apache-2.0 WITH Swift-exception",
      "Apple Inc. and the Swift project authors", "https://github.com/apple/swift-http-types",
      package: "swift-http-types"),
    Component(
      "swift-log", .program, "Apache-2.0", "2018-2026 Apple Inc. and the SwiftLog project authors",
      "https://github.com/apple/swift-log", package: "swift-log"),
    Component(
      "SwiftNIO (in align-serve)", .program, "Apache-2.0", "2017-2026 Apple Inc. and the SwiftNIO project authors",
      "https://github.com/apple/swift-nio", package: "swift-nio"),
    Component("Yams", .program, "MIT", "2016 JP Simard", "https://github.com/jpsim/Yams", package: "yams"),
    Component(
      "bzip2", .loaded, "bzip2-1.0.6", "1996-2019 Julian Seward", "https://sourceware.org/bzip2"),
    Component(
      "Expat", .loaded, "MIT", "1998-2022 Thai Open Source Software Center Ltd and the Expat maintainers",
      "https://libexpat.github.io"),
    Component(
      "libgfortran, libquadmath, libgcc, libstdc++", .loaded, "GPL-3.0-or-later WITH GCC-exception-3.1",
      "Free Software Foundation, Inc.", "https://gcc.gnu.org"),
    Component("libxlsxwriter", .loaded, "BSD-2-Clause", "2014-2022 John McNamara", "https://libxlsxwriter.github.io"),
    Component("libzip", .loaded, "BSD-3-Clause", "1999-2020 Dieter Baron and Thomas Klausner", "https://libzip.org"),
    Component("minizip", .loaded, "Zlib", "1998-2010 Gilles Vollant", "https://www.winimage.com/zLibDll/minizip.html"),
    Component(
      "OpenBLAS, with LAPACK", .loaded, "BSD-3-Clause",
      "2011-2022 the OpenBLAS project; 1992-2013 the University of Tennessee and others", "https://www.openblas.net"),
    Component(
      "OpenSSL (libcrypto)", .loaded, "Apache-2.0", "1998-2025 the OpenSSL project authors", "https://www.openssl.org"),
    Component(
      "PCRE2", .loaded, "BSD-3-Clause", "1997-2022 University of Cambridge, 2009-2022 Zoltan Herczeg",
      "https://www.pcre.org"),
    Component("SQLite", .loaded, "blessing", "none: in the public domain", "https://sqlite.org"),
    Component("zlib", .loaded, "Zlib", "1995-2022 Jean-loup Gailly and Mark Adler", "https://zlib.net"),
  ]

  /// The components as a table.
  package static func table(in language: Language) -> ReportTable {
    ReportTable(
      title: .versionTitle,
      columns: [
        .words("name", .versionName), .words("license", .versionLicense), .words("part", .versionPart),
        .words("copyright", .versionCopyright), .words("address", .versionAddress),
        .words("package", .versionName, isShown: false),
      ], count: all.count
    ) { row in
      let component = all[row]
      return [
        .text(component.name), .text(component.license),
        .word(component.part.rawValue, shown: Phrase.of("version-part", component.part.rawValue).text(in: language)),
        .text(component.copyright), .text(component.address), .text(component.package),
      ]
    }
  }

  /// Writes one object: the program, and its components as `components`.
  package static func writeJSON(to sink: any ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.beginObject()
    DocumentHead.writeProgram(to: &json)
    json.key("components")
    try TableJSON.rows(of: table(in: .en), currency: Settings().currency, to: &json)
    json.endObject()
    json.endLine()
    try json.finish()
  }
}
