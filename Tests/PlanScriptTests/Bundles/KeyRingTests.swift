import Foundation
import PlanModel
import PlanStore
import Testing

@testable import PlanScript

@Suite struct KeyRingTests {
  private let message = Array("thông báo".utf8)

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test("a key is kept with mode 600 in a folder with mode 700, and signs when it is read again")
  func kept() throws {
    let place = try Place()
    let ring = KeyRing(dataHome: place.path, home: "/none")
    let key = try PrivateKeyFile(new: "van-phong", passphrase: nil)
    try ring.add(key)
    #expect(ring.folder == place.path + "/planscript/keys")
    #expect(try mode(ring.folder) == 0o700)
    #expect(try mode(ring.path("van-phong")) == 0o600)
    #expect(ring.names == ["van-phong"])
    let read = try ring.key("van-phong")
    #expect(read.key == key.key)
    #expect(!read.isClosed)
    let signer = try read.sign(message) { "" }
    #expect(key.key.signed(message, signer.signature))
    #expect(!key.key.signed(message + [0], signer.signature))
    #expect(KeyRing(dataHome: nil, home: "/nhà").folder == "/nhà/.local/share/planscript/keys")
    #expect(KeyRing(dataHome: "here", home: "/nhà").folder == "/nhà/.local/share/planscript/keys")
  }

  @Test("a passphrase closes a key: without it nothing signs, in either form of its accents")
  func closed() throws {
    let ring = KeyRing(folder: try Place().path)
    let key = try PrivateKeyFile(new: "van-phong", passphrase: "mật kho\u{301}a")
    try ring.add(key)
    let text = try String(contentsOfFile: ring.path("van-phong"), encoding: .utf8)
    #expect(!text.contains("\"private\""))
    let read = try ring.key("van-phong")
    #expect(read.isClosed)
    let signer = try read.sign(message) { "mật kh\u{F3}a" }
    #expect(key.key.signed(message, signer.signature))
    guard
      case .wrongPassphrase("van-phong")? = try bundleFault({
        _ = try read.sign(message) { "mat khoa" }
      })
    else {
      Issue.record("another passphrase opens the key")
      return
    }
  }

  @Test("a key that others may read, that is damaged or a link, is refused")
  func refused() throws {
    let place = try Place()
    let ring = KeyRing(folder: place.path)
    try ring.add(try PrivateKeyFile(new: "mot", passphrase: nil))
    chmod(ring.path("mot"), 0o640)
    guard case .openKey(_, 0o640)? = try bundleFault({ _ = try ring.key("mot") }) else {
      Issue.record("a key that others may read is used")
      return
    }
    chmod(ring.path("mot"), 0o600)
    #expect(try ring.key("mot").name == "mot")
    try FileManager.default.createSymbolicLink(
      atPath: ring.path("hai"), withDestinationPath: ring.path("mot"))
    #expect(try bundleFault { _ = try ring.key("hai") } != nil)
    for text in ["", "{}", "{\"kind\": \"planscript-private-key\"}"] {
      try place.write(["ba.json": text])
      chmod(ring.path("ba"), 0o600)
      guard case .damagedKey? = try bundleFault({ _ = try ring.key("ba") }) else {
        Issue.record("\(text) is a key")
        continue
      }
    }
  }

  @Test("a key never takes another's place, and its name is one that every file system keeps")
  func names() throws {
    let ring = KeyRing(folder: try Place().path)
    let key = try PrivateKeyFile(new: "mot", passphrase: nil)
    try ring.add(key)
    guard
      case .keyExists("mot")? = try bundleFault({
        try ring.add(try PrivateKeyFile(new: "mot", passphrase: nil))
      })
    else {
      Issue.record("a key is written over")
      return
    }
    #expect(try ring.key("mot").key == key.key)
    for name in ["", "../mot", "Một", "a/b", ".mot"] {
      guard
        case .badKeyName? = try bundleFault({
          try ring.add(try PrivateKeyFile(new: name, passphrase: nil))
        })
      else {
        Issue.record("\(name) is a name")
        continue
      }
    }
    guard case .noKey("mto", ["mot"])? = try bundleFault({ _ = try ring.key("mto") }) else {
      Issue.record("a key that is not there is there")
      return
    }
  }
}
