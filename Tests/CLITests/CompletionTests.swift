import Foundation
import Testing

@testable import CLI

/// Completion in a real shell, by the script that the command writes for it.
@Suite struct CompletionTests {
  /// What bash offers behind the words.
  private func offered(_ words: String, in directory: String = NSTemporaryDirectory()) throws
    -> [String]
  {
    let run = try Command.shell(
      """
      source <(planscript --generate-completion-script bash)
      COMP_LINE="planscript \(words)"; COMP_POINT=${#COMP_LINE}
      COMP_WORDS=(planscript \(words.hasSuffix(" ") ? words + "''" : words))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _planscript planscript "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, in: directory)
    return run.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test("bash completes verbs, verbs of verbs, options and values")
  func verbs() throws {
    #expect(try offered("che").contains("check"))
    #expect(try offered("draft exp").contains("export"))
    #expect(try offered("check --sel").contains("--select"))
    #expect(try offered("schema ses").contains("sessions"))
    #expect(try offered("import x.csv --into peo").contains("people"))
  }

  @Test("bash completes the names of scripts, the store's own too")
  func scripts() throws {
    let store = try Copy()
    try FileManager.default.createDirectory(
      atPath: store.path + "/scripts", withIntermediateDirectories: true)
    try store.write("scripts/own-figures.lua", "print(1)")
    #expect(try offered("run summ", in: store.path).contains("summary"))
    #expect(try offered("run own", in: store.path).contains("own-figures"))
  }

  @Test("zsh and fish get descriptions in the language of the environment")
  func descriptions() throws {
    for shell in ["zsh", "fish"] {
      let vi = try Command(
        "--generate-completion-script", shell, environment: ["LANG": "vi_VN.UTF-8"])
      #expect(vi.status == 0)
      #expect(vi.output.contains("Kiểm dữ liệu theo mọi phép kiểm"))
      let en = try Command(
        "--generate-completion-script", shell, environment: ["LANG": "en_GB.UTF-8"])
      #expect(en.output.contains("Holds the data against all checks"))
    }
  }
}
