// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// One layer of the house. An arrow that is not drawn here does not compile.
func layer(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies)
}

func tests(of name: String, _ further: [Target.Dependency] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + further)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "Align",
  products: [
    .library(name: "AlignmentEngine", targets: ["AlignmentEngine", "AlignReading"]),
    .library(name: "AlignNumerics", targets: ["AlignNumerics"]),
    .executable(name: "align", targets: ["align"]),
    .executable(name: "align-serve", targets: ["align-serve"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The workbench alone is built on it.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    // Debian's libraries.
    .target(name: "CLapack"),
    .target(name: "CFault"),
    .target(name: "CLimits"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CPcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The house, from the ground up.
    layer("AlignBasics", on: ["CLapack", "CLibcrypto", "CFault"]),
    layer("AlignNumerics", on: ["AlignBasics", "CLapack"]),
    layer("AlignModel", on: ["AlignBasics", "CPcre2"]),
    layer("AlignmentEngine", on: ["AlignNumerics", "AlignModel", "AlignBasics"]),
    layer("AlignReading", on: ["AlignModel", "AlignBasics", "CLibzip", "CExpat", yams]),
    layer("AlignStore", on: ["AlignmentEngine", "AlignModel", "AlignBasics", database]),
    layer("AlignWriting", on: ["AlignReading", "AlignmentEngine", "AlignModel", "AlignBasics"]),
    layer("PortableObject"),
    .executableTarget(name: "catalogue-maker", dependencies: ["PortableObject"]),
    .plugin(name: "Catalogues", capability: .buildTool(), dependencies: ["catalogue-maker"]),
    .target(
      name: "AlignWords", dependencies: ["AlignModel", "AlignBasics", "PortableObject"], exclude: ["Languages"],
      plugins: ["Catalogues"]),
    layer(
      "AlignReports",
      on: [
        "AlignWords", "AlignmentEngine", "AlignNumerics", "AlignModel", "AlignBasics", "CXlsxWriter",
      ]),
    // What a workspace begins with: example tables, and the settings that map a user's own file.
    layer("AlignStarting", on: ["AlignReports", "AlignReading", "AlignWords", "AlignModel", "AlignBasics"]),
    .executableTarget(name: "document-maker", dependencies: ["AlignReports"]),
    .executableTarget(
      name: "align",
      dependencies: [
        "AlignStarting", "AlignReports", "AlignReading", "AlignWriting", "AlignStore", "AlignWords", "AlignmentEngine",
        "AlignNumerics", "AlignModel", "AlignBasics", "CMalloc", "CLimits",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),

    // The workbench: its own program, so that `align` is built without a web server.
    layer(
      "AlignServer",
      on: [
        "AlignStarting", "AlignReports", "AlignReading", "AlignWriting", "AlignStore", "AlignWords", "AlignmentEngine",
        "AlignNumerics", "AlignModel", "AlignBasics", "CLibcrypto", "CZlib",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "align-serve",
      dependencies: [
        "AlignServer", "AlignWords", "AlignNumerics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "allocate-bench", dependencies: ["AlignNumerics", "AlignmentEngine", "AlignReading"],
      path: "Benchmarks/Allocate"),
    .executableTarget(name: "smaa-bench", dependencies: ["AlignNumerics"], path: "Benchmarks/Kernels"),
    .executableTarget(name: "lsq-bench", dependencies: ["AlignNumerics"], path: "Benchmarks/LeastSquares"),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(
      name: "EngineFixtures",
      dependencies: ["AlignReading", "AlignWords", "AlignmentEngine", "AlignModel", "TestSupport"],
      path: "Tests/EngineFixtures"),
    tests(of: "AlignBasics"),
    tests(of: "AlignNumerics", ["AlignBasics"]),
    tests(of: "AlignModel", ["AlignBasics"]),
    tests(
      of: "AlignWords",
      [
        "AlignModel", "AlignBasics", "AlignNumerics", "AlignReading", "AlignReports", "AlignmentEngine",
        "PortableObject",
      ]),
    tests(
      of: "AlignReading",
      ["AlignModel", "AlignBasics", "AlignNumerics", "AlignmentEngine", "AlignReports", "AlignWords", "EngineFixtures"]),
    tests(
      of: "AlignmentEngine",
      ["AlignNumerics", "AlignModel", "AlignBasics", "AlignReading", "AlignReports", "AlignWords", "EngineFixtures"]),
    tests(of: "AlignStore", ["AlignmentEngine", "AlignModel", "AlignBasics", "EngineFixtures", database]),
    tests(
      of: "AlignReports",
      ["AlignWords", "AlignmentEngine", "AlignModel", "AlignBasics", "AlignReading", "EngineFixtures"]),
    tests(
      of: "AlignServer",
      ["align", "AlignReports", "AlignReading", "AlignWords", "AlignmentEngine", "AlignModel", "AlignBasics"]),
    .testTarget(
      name: "CommandTests", dependencies: ["align", "align-serve", "AlignReading", "AlignBasics", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Built by `make libfuzz` alone: libFuzzer brings the main function, and code counts its edges.
if ProcessInfo.processInfo.environment["ALIGN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "align-fuzz",
      dependencies: ["AlignReading", "AlignStore", "AlignmentEngine", "AlignModel", "AlignBasics", "TestSupport"],
      path: "Tests/Fuzz", exclude: ["seeds.py", "result.txt"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
