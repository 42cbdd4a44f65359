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
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CLapack"),
    .target(
      name: "AlignmentEngine",
      dependencies: [
        "CLapack",
        .product(name: "Crypto", package: "swift-crypto"),
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
    .testTarget(
      name: "AlignmentEngineTests",
      dependencies: ["AlignmentEngine"]
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: ["align"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
