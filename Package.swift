// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Align",
  products: [
    .library(name: "AlignmentEngine", targets: ["AlignmentEngine"]),
    .executable(name: "align", targets: ["align"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "CLapack"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibzip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(
      name: "AlignmentEngine",
      dependencies: [
        "CLapack",
        "CLibcrypto",
        "CLibzip",
        "CExpat",
        "CXlsxWriter",
        .product(name: "Yams", package: "Yams"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]
    ),
    .executableTarget(
      name: "align",
      dependencies: [
        "AlignmentEngine",
        "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .executableTarget(name: "allocate-bench", dependencies: ["AlignmentEngine"], path: "Benchmarks/Allocate"),
    .executableTarget(name: "smaa-bench", dependencies: ["AlignmentEngine"], path: "Benchmarks/Kernels"),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(
      name: "AlignmentEngineTests",
      dependencies: ["AlignmentEngine", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "CommandTests", dependencies: ["align", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
