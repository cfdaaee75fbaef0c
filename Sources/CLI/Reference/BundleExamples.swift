internal import PlanModel
internal import PlanScript
internal import PlanStore

extension ErrorExamples {
  /// What can be wrong with a bundle or a key.
  static let bundles: [any Error] =
    archives.map { BundleFault.archive($0) } + [
      BundleFault.unreadable(path: "tham-du.bundle", errno: 2), .manifestMissing,
      .scriptMissing("by-unt", suggestions: ["by-unit"]), .badName("Tham dự"),
      .manifest([
        ManifestFault(
          place: FileFault.Place(offset: 0, in: "{"), path: "", problem: .missing("version"))
      ]),
      .scripts([
        BundleScriptFault(path: "scripts/by-unit.lua", problem: .needs([.read("people")]))
      ]),
      .files([
        BundleFileFault(path: "lib/khoa.pem", problem: .secret(.file, line: 0)),
        BundleFileFault(path: "lib/names.lua", problem: .link),
      ]),
      .tooLarge(.files, path: nil, count: 9 << 20, limit: BundleLimits.files),
      .unsigned, .badSignature,
      .differs([.changed("lib/rates.lua"), .added("lib/more.lua"), .missing("help/vi.md")]),
      .noKey("van-phng", suggestions: ["van-phong"]), .badKeyName("Văn phòng"),
      .keyExists(name: "van-phong"), .damagedKey(path: "keys/van-phong.json"),
      .openKey(path: "keys/van-phong.json", mode: 0o644), .wrongPassphrase(name: "van-phong"),
      .passphraseNeeded(name: "van-phong"),
    ] + byKey

  private static let archives: [ArchiveFault] = [
    .notAnArchive(after: nil), .truncated(after: "lib/rates.lua"), .trailing(512),
    .link("lib/rates.lua"), .special("lib/rates.lua"), .outside("../rates.lua"),
    .badName("lib/tỷ lệ.lua"), .unknownPlace("bin/run.sh"), .twice("bundle.json"),
    .alike("lib/Rates.lua", to: "lib/rates.lua"), .extended("lib/rates.lua"), .unusual,
    .notText("lib/rates.lua", at: 12),
  ]

  /// With a key that nobody has.
  private static let byKey: [any Error] =
    BundleKey(bytes: [UInt8](repeating: 1, count: 32)).map { key in
      [
        BundleFault.wrongSignature(key), BundleFault.unknownKey(key),
        BundleFault.revokedKey(key, name: "Thành phố"),
      ]
    } ?? []
}
