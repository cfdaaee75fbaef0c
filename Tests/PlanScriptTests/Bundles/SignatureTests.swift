import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

@Suite struct SignatureTests {
  private let city = Result { try PrivateKeyFile(new: "thanh-pho", passphrase: nil) }
  private let other = Result { try PrivateKeyFile(new: "khac", passphrase: nil) }

  private func contents(_ files: [String: String] = SampleBundle.files) throws -> BundleContents {
    try BundleContents(files.map { BundleFile(path: $0.key, text: $0.value) })
  }

  private func signed(by key: PrivateKeyFile? = nil) throws -> BundleContents {
    try contents().signed(with: key ?? city.get()) { "" }
  }

  private func trust(
    _ state: Trust.Known.State = .trusted, _ key: PrivateKeyFile? = nil
  ) throws -> Trust {
    Trust(keys: [
      .init(key: try (key ?? city.get()).key, name: "Thành phố", state: state, by: nil, since: nil)
    ])
  }

  private func fault(
    _ contents: BundleContents, _ trust: Trust? = nil
  ) throws -> BundleFault? {
    try bundleFault { _ = try VerifiedBundle(contents, by: try trust ?? self.trust()) }
  }

  @Test("a bundle that a trusted key signed is verified, by the archive's bytes too")
  func good() throws {
    let signed = try signed()
    let verified = try VerifiedBundle(BundleArchive.read(signed.archive), by: trust())
    #expect(verified.signer.name == "Thành phố")
    #expect(verified.contents.files == signed.files)
    #expect(verified.contents.hash == ContentHash(of: signed.archive))
  }

  @Test("nobody's signature is none")
  func unsigned() throws {
    guard case .unsigned? = try fault(try contents()) else {
      Issue.record("an unsigned bundle is verified")
      return
    }
  }

  @Test("a byte changed anywhere in the file is refused")
  func everyByte() throws {
    let bytes = try signed().archive
    let trust = try trust()
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      let fault = try bundleFault {
        _ = try VerifiedBundle(try BundleArchive.read(changed), by: trust)
      }
      #expect(fault != nil, "byte \(place)")
    }
  }

  @Test("changed, added and missing files are named")
  func differences() throws {
    var files = SampleBundle.files
    files["lib/cong.lua"] = "return 0\n"
    files["lib/moi.lua"] = "return 0\n"
    files["help/vi.md"] = nil
    let tampered = try BundleContents(
      files.map { BundleFile(path: $0.key, text: $0.value) }, signature: signed().signature)
    guard case .differs(let differences)? = try fault(tampered) else {
      Issue.record("other files are verified")
      return
    }
    #expect(
      differences == [.missing("help/vi.md"), .changed("lib/cong.lua"), .added("lib/moi.lua")])
  }

  @Test("a manifest that was broken after signing is a difference, and no fault of the manifest")
  func brokenManifest() throws {
    let signature = try signed().signature
    var files = SampleBundle.files
    files["bundle.json"] = "{"
    let fault = try bundleFault {
      _ = try BundleContents(
        files.map { BundleFile(path: $0.key, text: $0.value) }, signature: signature)
    }
    guard case .differs([.changed("bundle.json")])? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test("a signature of another bundle, of another version or by another key is refused")
  func swapped() throws {
    // The same files, listed anew after a change, with the old signature's bytes.
    var files = SampleBundle.files
    files["lib/cong.lua"] = "return 0\n"
    let evil = try contents(files)
    let old = try #require(try signed().signature)
    let relisted = try BundleContents(
      evil.files,
      signature: BundleSignature(files: BundleSignature.list(evil.files), signers: old.signers))
    guard case .wrongSignature(let key)? = try fault(relisted) else {
      Issue.record("a signature of other files is verified")
      return
    }
    #expect(key == (try city.get().key))
    // The key of one over the signature of another.
    let others = try #require(try signed(by: other.get()).signature?.signers.first)
    let posing = BundleSignature.Signer(key: try city.get().key, signature: others.signature)
    let posed = try BundleContents(
      contents().files, signature: BundleSignature(files: old.files, signers: [posing]))
    guard case .wrongSignature? = try fault(posed) else {
      Issue.record("another's signature is verified")
      return
    }
    guard case .unknownKey(let unknown)? = try fault(try signed(by: other.get())) else {
      Issue.record("an unknown key's signature is verified")
      return
    }
    #expect(unknown == (try other.get().key))
  }

  @Test("a revoked key's signature is refused, unless a trusted one stands beside it")
  func revoked() throws {
    guard case .revokedKey(_, "Thành phố")? = try fault(try signed(), try trust(.revoked)) else {
      Issue.record("a revoked key's signature is verified")
      return
    }
    let both = try signed().signed(with: other.get()) { "" }
    #expect(both.signature?.signers.count == 2)
    let trust = Trust(
      keys: try trust(.revoked).keys + (try trust(.trusted, other.get())).keys)
    #expect(try fault(both, trust) == nil)
    #expect(try VerifiedBundle(both, by: trust).signer.key == other.get().key)
  }

  @Test("signing again adds a key once, and leaves out what was signed before a change")
  func again() throws {
    let twice = try signed().signed(with: city.get()) { "" }
    #expect(twice.signature?.signers.count == 1)
    var files = SampleBundle.files
    files["lib/cong.lua"] = "return 0\n"
    let changed = try BundleContents(
      files.map { BundleFile(path: $0.key, text: $0.value) }, signature: signed().signature)
    let resigned = try changed.signed(with: other.get()) { "" }
    #expect(resigned.signature?.signers.map(\.key) == [try other.get().key])
    #expect(try fault(resigned, try trust(.trusted, other.get())) == nil)
  }

  @Test("a signature has one spelling")
  func spelling() throws {
    let text = try #require(try signed().signature?.text)
    #expect(try BundleSignature(text).text == text)
    for (old, new) in [
      ("\"size\": ", "\"size\":  "), ("\"files\"", "\"Files\""), ("ed25519:", "ed25519:0"),
      ("}\n", "}"), ("\"path\"", "\"note\": 1, \"path\""), ("==", "="),
      ("lib/cong.lua", "lib\\/cong.lua"),
    ] {
      #expect(text.contains(old))
      let fault = try bundleFault { _ = try BundleSignature(text.replacing(old, with: new)) }
      guard case .badSignature? = fault else {
        Issue.record("\(new) is a spelling too")
        continue
      }
    }
    for text in ["", "[]", "{\"files\": [], \"signatures\": []}\n"] {
      #expect(try bundleFault { _ = try BundleSignature(text) } != nil)
    }
  }

  @Test("fingerprints are read aloud in groups of four, and typed so")
  func fingerprints() throws {
    let key = try city.get().key
    #expect(key.fingerprint.count == 32)
    #expect(key.description == "ed25519:" + key.fingerprint)
    #expect(BundleKey.fingerprint(typed: key.spokenFingerprint.uppercased()) == key.fingerprint)
    #expect(BundleKey.fingerprint(typed: key.description) == key.fingerprint)
    #expect(BundleKey.fingerprint(typed: "1a2b") == nil)
    #expect(BundleKey(base64: key.base64) == key)
    #expect(BundleKey(base64: key.base64 + "\n") == nil)
  }
}
