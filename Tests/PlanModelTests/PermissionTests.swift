import Testing

@testable import PlanModel

@Suite struct PermissionTests {
  private func refusal(_ wanted: String, needs: [String], deny: [String] = []) throws -> String? {
    let permissions = Permissions(
      needs: Permission.named(needs).permissions, denied: Permission.named(deny).permissions)
    let refusal = permissions.refusal(of: try Permission(wanted))
    return refusal.map { $0.denial?.description ?? "missing" }
  }

  @Test("every permission is written as it is read")
  func names() throws {
    for text in ["read:units", "write:tasks", "export:people", "read:*", "export:*", "draft"] {
      #expect(try Permission(text).description == text)
    }
    #expect(throws: PermissionFault.self) { try Permission("export") }
  }

  @Test("who may change or export records may read them, and nothing else follows")
  func includes() throws {
    #expect(try refusal("read:people", needs: ["export:people"]) == nil)
    #expect(try refusal("export:people", needs: ["export:*"]) == nil)
    #expect(try refusal("export:people", needs: ["write:people", "read:*"]) == "missing")
    #expect(try refusal("write:people", needs: ["export:people"]) == "missing")
    #expect(try refusal("export:units", needs: ["export:people"]) == "missing")
  }

  @Test("without reading there is no exporting; without exporting there is reading")
  func forbids() throws {
    let needs = ["export:people", "write:people"]
    #expect(try refusal("export:people", needs: needs, deny: ["read:people"]) == "read:people")
    #expect(try refusal("export:people", needs: needs, deny: ["write:*"]) == nil)
    #expect(try refusal("read:people", needs: needs, deny: ["export:*"]) == nil)
    #expect(try refusal("export:people", needs: needs, deny: ["export:*"]) == "export:*")
  }

  @Test("where the output goes into a file a bundle must export what it reads; others need not")
  func forFile() throws {
    var permissions = Permissions(needs: [.read("people")])
    permissions.isForFile = true
    #expect(permissions.refusal(of: .read("people")) == nil)
    permissions.denied = [.export("people")]
    #expect(permissions.refusal(of: .read("people"))?.denial == .export("people"))
    permissions.denied = []
    permissions.limits = [[.read("people"), .write("tasks")]]
    let refusal = try #require(permissions.refusal(of: .read("people")))
    #expect(refusal.permission == .export("people") && refusal.isBeyondLimit)
    permissions.limits = [[.export("people")]]
    #expect(permissions.refusal(of: .read("people")) == nil)
    permissions.isForFile = false
    permissions.limits = [[.read("people")]]
    #expect(permissions.refusal(of: .read("people")) == nil)
  }

  @Test("no script may be given what a verb keeps")
  func forScripts() {
    #expect(Permission.forScripts.contains("read:keys"))
    #expect(!Permission.forScripts.contains("write:keys"))
    #expect(Permission.forScripts == Permission.forScripts.sorted())
  }
}
