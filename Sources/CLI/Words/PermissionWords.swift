internal import PlanModel
internal import PlanScript

// The words for what a script may do, and may not.

extension Wording {
  func refused(_ refusal: PermissionRefusal) -> Message {
    let wanted = refusal.permission
    let owner = wanted.collection.map(collection) ?? say("mọi tập hợp", "all collections")
    var message = Message(text: "")
    switch wanted {
    case .read:
      message.text = say(
        "kịch bản không được đọc \(owner)", "the script may not read \(owner)")
    case .write:
      message.text = say(
        "kịch bản không được đề nghị sửa \(owner)", "the script may not propose changes to \(owner)"
      )
    case .export:
      message.text = say(
        "kịch bản không được xuất \(owner) ra tệp", "the script may not put \(owner) into files")
    }
    if let denial = refusal.denial {
      message.text += say(
        ": quyền “\(wanted)” bị --deny \(denial) lấy đi",
        ": permission “\(wanted)” is taken away by --deny \(denial)")
    } else if refusal.isBeyondLimit {
      message.text += say(
        ": gói không có quyền “\(wanted)”", ": its bundle does not have permission “\(wanted)”")
      message.hints =
        screenHint(wanted) + [
          say(
            "gói chỉ được làm những gì bundle.json xin và người cài đặt đã cho; xem: planscript bundle info TÊN",
            "a bundle may do only what its bundle.json asks for and who installed it allowed; see: planscript bundle info NAME"
          )
        ]
    } else {
      message.text += say(
        ": thiếu quyền “\(wanted)”", ": permission “\(wanted)” is missing")
      message.hints = [
        say(
          "thêm \"\(wanted)\" vào needs của script { }, hoặc chạy với --allow \(wanted)",
          "add \"\(wanted)\" to needs of script { }, or run it with --allow \(wanted)")
      ]
    }
    return message
  }

  private func screenHint(_ wanted: Permission) -> [String] {
    guard case .export = wanted else { return [] }
    return [
      say(
        "bỏ -o và --out để xem trên màn hình", "leave out -o and --out to see it on the screen")
    ]
  }

  func unknownPermissions(_ faults: [PermissionFault]) -> Message {
    let names = faults.map { "“\($0.text)”" }.joined(separator: ", ")
    let near = faults.flatMap { didYouMean($0.suggestions) }
    return Message(
      text: say("không có quyền \(names)", "there is no permission \(names)"),
      hints: near + [
        say(
          "quyền là read:TẬP_HỢP, write:TẬP_HỢP, export:TẬP_HỢP, draft, read:*, write:*, export:*",
          "permissions are read:COLLECTION, write:COLLECTION, export:COLLECTION, draft, read:*, write:*, export:*"
        )
      ])
  }

  var needsTooLate: Message {
    Message(
      text: say(
        "needs phải có hiệu lực trước khi đọc dữ liệu, nhưng kịch bản đã đọc rồi",
        "needs must hold before anything is read, but the script has read already"),
      hints: [say("đặt script { } lên đầu kịch bản", "put script { } at the top of the script")])
  }

  /// What a script may do, in a line: `đọc plan, units; sửa tasks`.
  func needs(_ needs: [Permission]?) -> String {
    guard let needs else { return say("mọi tập hợp", "all collections") }
    var (reads, writes, exports): ([String], [String], [String]) = ([], [], [])
    for permission in needs {
      let name = permission.collection ?? say("mọi tập hợp", "all collections")
      switch permission {
      case .read: reads.append(name)
      case .write: writes.append(name)
      case .export: exports.append(name)
      }
    }
    let parts = [
      reads.isEmpty ? nil : say("đọc ", "reads ") + reads.joined(separator: ", "),
      writes.isEmpty ? nil : say("sửa ", "changes ") + writes.joined(separator: ", "),
      exports.isEmpty ? nil : say("xuất ra tệp ", "exports ") + exports.joined(separator: ", "),
    ].compactMap { $0 }
    return parts.isEmpty ? say("không cần gì", "nothing") : parts.joined(separator: "; ")
  }

  /// The same for the page of one script, with the words that `needs` has.
  func helpOfNeeds(_ needs: [Permission]?) -> String {
    guard let needs else {
      return say(
        "Quyền: không khai báo, nên đọc được và đề nghị sửa được mọi tập hợp.",
        "Needs: not declared, so it may read, and propose changes to, all collections.")
    }
    let names = needs.map(\.description).joined(separator: ", ")
    return say("Quyền: ", "Needs: ") + (names.isEmpty ? self.needs(needs) : names)
  }
}

// MARK: modules

extension Wording {
  func moduleNotFound(_ name: String, _ places: [String], _ near: [String]) -> Message {
    let shipped = say("thư viện kèm theo", "the shipped library")
    return Message(
      text: say("không thấy mô-đun “\(name)”", "no module “\(name)”"),
      hints: didYouMean(near) + [
        say("đã tìm ở: ", "looked in: ") + (places + [shipped]).joined(separator: ", ")
      ])
  }

  func badModuleName(_ name: String) -> Message {
    Message(
      text: say(
        "“\(name)” không dùng làm tên mô-đun được", "“\(name)” cannot be the name of a module"),
      hints: [
        say(
          "require \"lib.names\" là tệp lib/names.lua bên cạnh kịch bản; không có đường dẫn nào ra ngoài",
          "require \"lib.names\" is the file lib/names.lua beside the script; no path leads out")
      ])
  }

  var damagedData: Message {
    Message(
      text: say(
        "có tệp dữ liệu của kho không đọc được", "a file of the store's data cannot be read"),
      hints: ["planscript doctor"])
  }

  func moduleOutside(_ name: String, _ path: String) -> Message {
    Message(
      text: say(
        "mô-đun “\(name)”: “\(path)” là liên kết dẫn ra ngoài thư mục của nó; không đọc",
        "module “\(name)”: “\(path)” is a link that leads out of its folder; it is not read"),
      hints: [say("chép tệp ấy vào thư mục", "copy the file into the folder")])
  }

  func moduleLoop(_ chain: [String]) -> Message {
    let chain = chain.joined(separator: " → ")
    return Message(
      text: say("các mô-đun gọi vòng nhau: \(chain)", "modules require one another: \(chain)"))
  }
}
