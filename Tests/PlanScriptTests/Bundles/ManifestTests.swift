import Foundation
import PlanModel
import PlanScript
import Testing

@Suite struct ManifestTests {
  /// The sample with one text for another.
  private func changed(_ old: String, _ new: String) -> String {
    SampleBundle.manifest.replacing(old, with: new)
  }

  /// `line:column path problem` of each fault.
  private func faults(_ text: String) throws -> [String] {
    let fault = try bundleFault { _ = try BundleManifest(text) }
    guard case .manifest(let faults)? = fault else { return [] }
    return faults.map { "\($0.place.line):\($0.place.column) \($0.path) \($0.problem)" }
  }

  @Test("a manifest says who made the bundle, what it has and what it needs")
  func whole() throws {
    let manifest = try BundleManifest(SampleBundle.manifest)
    #expect(manifest.name == "so-lieu")
    #expect(manifest.version == BundleVersion(1, 2, 0))
    #expect(manifest.title == Bilingual(vi: "Số liệu", en: "Figures"))
    #expect(manifest.summary.en == "Sums up figures.")
    #expect(manifest.author.name == "Văn phòng")
    #expect(manifest.author.contact == "vp@example.vn")
    #expect(manifest.license == "CC0-1.0")
    #expect(manifest.needs.map(\.description) == ["read:units", "read:attendance", "draft"])
    #expect(manifest.dependencies.mapValues(\.text) == ["ten-don-vi": ">=1.0 <2.0"])
    let entry = try #require(manifest.scripts.first)
    #expect(entry.script == "tong_hop")
    #expect(entry.needs?.map(\.description) == ["read:units"])
    #expect(entry.parameters?.map(\.name) == ["session", "group"])
    #expect(entry.parameters?.map(\.type) == [.record("sessions"), .choice(["kind", "unit"])])
    #expect(entry.parameters?.map(\.isOptional) == [true, false])
    #expect(entry.parameters?.last?.fallback == "kind")
  }

  @Test("it is for the toolkits and models that it names, and for what leads to them")
  func writtenFor() throws {
    let manifest = try BundleManifest(SampleBundle.manifest)
    #expect(manifest.isWritten(for: BundleVersion(0, 1, 7), model: 1))
    #expect(manifest.isWritten(for: try #require(BundleVersion("0.1.0-beta")), model: 1))
    #expect(!manifest.isWritten(for: BundleVersion(0, 2, 0), model: 1))
    #expect(!manifest.isWritten(for: BundleVersion(0, 1, 0), model: 2))
  }

  @Test("everything that is wrong is told at once, each with its line and column")
  func allAtOnce() throws {
    let text = """
      {
        "name": "Số Liệu",
        "version": "1.2",
        "titel": {"vi": "Số liệu", "en": "Figures"},
        "summary": {"vi": "Tổng hợp."},
        "author": "Văn phòng",
        "license": " ",
        "toolkit": "^một",
        "model": 1,
        "needs": ["raed:units", "read:units", "read:units", "write:keys"],
        "scripts": [{"script": "a", "needs": [7], "params": {"x": {"type": "procent"}}}]
      }
      """
    #expect(
      try faults(text) == [
        #"2:11 name badName("Số Liệu")"#,
        #"3:14 version badVersion("1.2")"#,
        #"4:3  unknown("titel", suggestions: ["title"])"#,
        #"5:14 summary missing("en")"#,
        #"6:13 author wrongType(expected: PlanScript.ManifestFault.Kind.object, found: "\"Văn phòng\"")"#,
        #"7:14 license empty"#,
        #"8:14 toolkit badRange("^một")"#,
        #"9:12 model wrongType(expected: PlanScript.ManifestFault.Kind.text, found: "1")"#,
        #"10:13 needs[0] badPermission(PlanModel.PermissionFault(text: "raed:units", suggestions: ["read:units"]))"#,
        #"10:41 needs[2] again("read:units")"#,
        #"10:55 needs[3] kept(write:keys, by: "key")"#,
        #"11:41 scripts[0].needs[0] wrongType(expected: PlanScript.ManifestFault.Kind.text, found: "7")"#,
        #"11:70 scripts[0].params.x.type unknownType("procent", suggestions: ["percent"])"#,
        #"1:1  missing("title")"#,
      ])
  }

  @Test("a text that is no JSON is told where it stops being that")
  func broken() throws {
    let faults = try faults(changed("\"license\": \"CC0-1.0\",", "\"license\": \"CC0-1.0\""))
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("8:3  notJSON") == true)
  }

  @Test(
    "parts that do not fit one another are told too",
    arguments: [
      (
        #""needs": ["read:units"],"#, #""needs": ["write:tasks"],"#,
        "15:17 scripts[0].needs[0] notNeeded(write:tasks)"
      ),
      (#""choices": ["kind", "unit"], "#, "", "18:9 scripts[0].params.group choices"),
      (
        #""type": "session""#, #""type": "session", "choices": ["a"]"#,
        "17:9 scripts[0].params.session choices"
      ),
      (#""ten-don-vi""#, #""so-lieu""#, "22:20 dependencies.so-lieu itself"),
      (
        #""version": "1.2.0","#, #""version": "1.2.0", "version": "1.2.1","#,
        #"3:23  twice("version")"#
      ),
    ])
  func misfits(old: String, new: String, expected: String) throws {
    #expect(try faults(changed(old, new)) == [expected])
  }

  @Test("a hundred faults are told, and no more")
  func many() throws {
    let many = (0..<300).map { "\"x\($0)\": 1" }.joined(separator: ", ")
    #expect(try faults("{\(many)}").count == 100)
  }

  @Test("the published schema is the one of the reader")
  func schema() throws {
    let published = try String(
      contentsOf: Sample.package.appending(path: "docs/schema/bundle.schema.json"), encoding: .utf8)
    #expect(published == BundleManifest.schema + "\n")
    #expect(published.contains("\"required\""))
  }
}
