internal import Foundation
internal import Lua
internal import PlanModel
internal import PlanScript
internal import PlanStore

/// The words for everything that the command says, in Vietnamese and English. Each subject has its
/// file beside this one.
struct Wording {
  let language: Language

  var errorLabel: String { say("lỗi:", "error:") }
  var hintLabel: String { say("gợi ý:", "hint:") }
  var remarkLabel: String { say("lưu ý:", "note:") }

  func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// An error in words. `source` gives a line of the script by its number.
  func message(_ error: any Error, source: (Int) -> String? = { _ in nil }) -> Message {
    switch error {
    case let error as LuaError: lua(error, source)
    case let error as QueryError: query(error)
    case let error as HostError: host(error)
    case let error as ValueFault: change(error)
    case let error as Proposal.Failure: change(error)
    case let error as EditError: change(error)
    case let error as TransactError: change(error)
    case let error as CommitError: change(error)
    case let error as StoreError: store(error)
    case let error as ImportFailure: importing(error)
    case let error as FileFault: file(error)
    case let error as ScriptSearchError: search(error)
    case let error as UsageError: usage(error)
    case let fault as CallFault: call(fault)
    case let error as SampleStore.Failure: sample(error)
    case let error as OutputError: output(error)
    case let error as DraftError: draft(error)
    case is DraftsMissing: draftsMissing
    case let error as UnitForm.Failure: perUnit(error, source)
    case let fault as CheckFault: check(fault)
    case let error as StoreSettingsFault: settings(error)
    case let fault as ParameterFile.Fault: parameterFile(fault)
    case let fault as BundleFault: bundle(fault)
    case let failure as BundleFailure: bundle(failure)
    case let error as PromptError: prompt(error)
    case let fault as TestFault: test(fault)
    case let fault as InstallFault: install(fault)
    case let fault as NotAudited: notAudited(fault)
    case let fault as UnitSettingFault: unitSetting(fault)
    case is Stopped: lua(.interrupted(nil), source)
    default: fact(error)
    }
  }

  /// An error with its place and hints, for programs that take one text.
  func inOneLine(_ error: any Error) -> String {
    let message = self.message(error)
    let place = message.place.map { "\($0.file):\($0.line): " } ?? ""
    return ([place + message.text] + message.hints).joined(separator: "; ")
  }

  func didYouMean(_ suggestions: [String]) -> [String] {
    guard !suggestions.isEmpty else { return [] }
    let quoted = suggestions.map { "“\($0)”" }.joined(separator: say(" hay ", " or "))
    return [say("có phải ý bạn là \(quoted)?", "did you mean \(quoted)?")]
  }

  func system(_ code: Int32) -> String {
    switch code {
    case ENOENT: say("không có tệp hay thư mục ấy", "no such file or directory")
    case EACCES, EPERM: say("không được phép", "permission denied")
    case EISDIR: say("không phải là một tệp thường", "not a regular file")
    case ENOSPC, EDQUOT: say("đĩa đã đầy", "the disk is full")
    case EFBIG: say("tệp lớn quá mức cho phép", "the file is larger than allowed")
    case EROFS: say("đĩa chỉ cho đọc", "the disk is read-only")
    case ENOTDIR:
      say("có phần của đường dẫn không phải là thư mục", "a part of the path is no directory")
    default: String(cString: strerror(code))
    }
  }
}
