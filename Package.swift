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
  ],
  targets: [
    .target(name: "CLapack"),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(
      name: "AlignmentEngine",
      dependencies: [
        "CLapack",
        "CLibcrypto",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .executableTarget(
      name: "align",
      dependencies: [
        "AlignmentEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    .executableTarget(name: "lsq-bench", dependencies: ["AlignmentEngine"], path: "Benchmarks/LeastSquares"),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "AlignmentEngineTests", dependencies: ["AlignmentEngine", "TestSupport"]),
    .testTarget(name: "CommandTests", dependencies: ["align", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
