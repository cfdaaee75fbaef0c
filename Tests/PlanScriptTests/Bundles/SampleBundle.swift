import Foundation
import PlanScript

/// A small bundle, and folders to make bundles in.
enum SampleBundle {
  static let manifest = """
    {
      "name": "so-lieu",
      "version": "1.2.0",
      "title": {"vi": "Số liệu", "en": "Figures"},
      "summary": {"vi": "Tổng hợp số liệu.", "en": "Sums up figures."},
      "author": {"name": "Văn phòng", "contact": "vp@example.vn"},
      "license": "CC0-1.0",
      "toolkit": "^0.1",
      "model": "1.x",
      "needs": ["read:units", "read:attendance", "draft"],
      "scripts": [
        {
          "script": "tong_hop",
          "title": {"vi": "Tổng hợp", "en": "Summary"},
          "needs": ["read:units"],
          "params": {
            "session": {"type": "session", "optional": true},
            "group": {"type": "choice", "choices": ["kind", "unit"], "default": "kind"}
          }
        }
      ],
      "dependencies": {"ten-don-vi": ">=1.0 <2.0"}
    }

    """

  static let files = [
    "bundle.json": manifest,
    "scripts/tong_hop.lua": "print(require \"lib.cong\"(1, 2))\n",
    "lib/cong.lua": "return function(a, b) return a + b end\n",
    "checks/thieu.lua": "check { id = \"thieu\" }\n",
    "templates/thu.mustache": "Kính gửi {{name}}\n",
    "tests/tong_hop_test.lua": "-- Đúng.\n",
    "help/vi.md": "# Số liệu\n",
  ]
}

/// A directory of its own, gone when the test is.
final class Place {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ files: [String: String]) throws -> Place {
    for (name, text) in files { try write(name, Array(text.utf8)) }
    return self
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// All names below it.
  var names: [String] {
    (FileManager.default.subpaths(atPath: path) ?? []).sorted()
  }
}

/// What a body throws, as a bundle's fault; nothing when it throws nothing.
func bundleFault(_ body: () throws -> Void) throws -> BundleFault? {
  do {
    try body()
    return nil
  } catch let fault as BundleFault {
    return fault
  }
}
