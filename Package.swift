// swift-tools-version: 6.0
import PackageDescription

// C types stay out of public signatures, and an import stays the importer's own.
let strict: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

let package = Package(
  name: "planscript",
  products: [
    .library(name: "Lua", targets: ["Lua"]),
    .library(name: "PlanScript", targets: ["PlanScript", "PlanStore", "PlanModel"]),
    .executable(name: "planscript", targets: ["CLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
  ],
  targets: [
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    // Line editing at a terminal.
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    // The tar of bundles.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .target(name: "CLuaSupport", dependencies: ["CLua"]),
    .target(name: "Lua", dependencies: ["CLua", "CLuaSupport"], swiftSettings: strict),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    // Linux's own file calls, which Swift's import of the C library leaves out.
    .target(name: "CFileCalls"),
    // Its source embeds scripts/ and examples/plan-130/ by #embed.
    .target(name: "CShipped", exclude: ["list.sh"]),
    .target(name: "PlanModel", swiftSettings: strict),
    .target(
      name: "PlanStore",
      dependencies: [
        "CFileCalls", "CSimdjson", "PlanModel",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "PlanScript",
      dependencies: [
        "CArchive", "CShipped", "Lua", "PlanModel", "PlanStore",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "CLI",
      dependencies: [
        "CEdit", "PlanScript", "PlanStore", "PlanModel", "Lua",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "host-example", dependencies: ["PlanModel", "PlanScript", "PlanStore"],
      path: "examples/host"),
    .executableTarget(name: "lua-example", dependencies: ["Lua"], path: "examples/lua"),
    .executableTarget(name: "engine-bench", dependencies: ["CLua", "Lua"], path: "bench/engine"),
    .executableTarget(
      name: "store-bench", dependencies: ["PlanModel", "PlanStore"], path: "bench/store"),
    .target(name: "CGroupLoop", path: "bench/loop"),
    .executableTarget(
      name: "query-bench", dependencies: ["CGroupLoop", "PlanModel", "PlanStore"],
      path: "bench/query"),
    .testTarget(
      name: "LuaTests", dependencies: ["CLua", "CLuaSupport", "Lua"],
      exclude: ["Conformance", "Differential", "Hostile", "Seeds"]),
    // What random tests have in common.
    .target(name: "Chance", path: "Tests/Chance"),
    .testTarget(name: "PlanModelTests", dependencies: ["Chance", "PlanModel"]),
    // A process that the store's tests start, stop and kill.
    .executableTarget(
      name: "store-worker", dependencies: ["PlanModel", "PlanStore"], path: "Tests/StoreWorker"),
    .testTarget(
      name: "PlanStoreTests", dependencies: ["Chance", "PlanModel", "PlanStore", "store-worker"]),
    .testTarget(
      name: "PlanScriptTests",
      dependencies: ["Chance", "Lua", "PlanModel", "PlanScript", "PlanStore"],
      exclude: ["Lua"]),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "CLI", "PlanScript", "PlanModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["Golden"]),
  ],
  cxxLanguageStandard: .cxx17
)
