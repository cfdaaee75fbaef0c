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
    #expect(try offered("bundle ver").contains("verify"))
    #expect(try offered("bundle info x -o js").contains("json"))
    #expect(try offered("key tr").contains("trust"))
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

  @Test("bash completes a script's name where a verb may stand, and verbs behind options")
  func root() throws {
    let store = try Copy()
    try store.write("own.lua", "print(1)")
    #expect(try offered("summ").contains("summary"))
    #expect(try offered("che").contains("check"))
    #expect(try offered("ow", in: store.path).contains("own.lua"))
    #expect(try offered("-d \(store.path) summ").contains("summary"))
    #expect(try offered("-d \(store.path) che").contains("check"))
    #expect(try offered("-d \(store.path) check --sel").contains("--select"))
    #expect(try offered("summary --tod").contains("--today"))
    #expect(try !offered("summary che").contains("check"))
    #expect(try !offered("-d che").contains("check"))
  }

  @Test("bash completes the values of options")
  func values() throws {
    #expect(try offered("summary -o ") == ["table", "md", "html", "csv", "json", "jsonl"])
    #expect(try offered("check -o ").contains("sarif"))
    #expect(try offered("check --explain class-no-v").contains("class-no-venue"))
    #expect(try offered("summary --lang ") == ["vi", "en"])
  }

  /// What fish offers behind the words; nothing where there is no fish.
  private func fish(_ words: String) throws -> [String]? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/fish") else { return nil }
    let folder = Command.product("planscript").deletingLastPathComponent().path
    let run = try Command(
      URL(filePath: "/usr/bin/fish"),
      [
        "--no-config", "-c",
        """
        set -x PATH '\(folder)' $PATH
        planscript --generate-completion-script fish | source
        complete -C 'planscript \(words)'
        """,
      ])
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run.output.split(separator: "\n").map { line in
      String(line.prefix { $0 != "\t" })
    }
  }

  @Test("fish offers the same")
  func fishes() throws {
    guard let root = try fish("") else { return }
    #expect(root.contains("check") && root.contains("summary"))
    #expect(try fish("summ")?.contains("summary") == true)
    #expect(try fish("-d \(Command.sample) summ")?.contains("summary") == true)
    #expect(try fish("-d \(Command.sample) check --sel")?.contains("--select") == true)
    #expect(try fish("summary -o j") == ["json", "jsonl"])
    #expect(try fish("draft exp")?.contains("export") == true)
  }

  /// What zsh puts on the line for Tab behind the words, up to what is wanted; nothing where there
  /// is no zsh.
  private func zsh(_ words: String, until wanted: String) throws -> String? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/zsh") else { return nil }
    let folder = Command.product("planscript").deletingLastPathComponent().path
    let inner = """
      PATH='\(folder)':$PATH; PS1='$ '; autoload -Uz compinit; compinit -u -D
      source <(planscript --generate-completion-script zsh)
      bindkey '^I' complete-word; zstyle ':completion:*' list-prompt ''; print REA''DY
      """
    let outer = """
      zmodload zsh/zpty
      zpty z zsh -f
      come() {
        local line all
        for ((i = 0; i < 1200; i++)); do
          while zpty -r -t z line; do all+=$line; done
          [[ $all == *$1* ]] && break
          sleep 0.05
        done
        print -rn -- $all
      }
      zpty -w z ${INNER}
      come READY >/dev/null
      zpty -w -n z ${WORDS}$'\\t'
      come ${WANTED}
      zpty -d z
      """
    let run = try Command(
      URL(filePath: "/usr/bin/zsh"), ["-f", "-c", outer],
      environment: [
        "INNER": inner, "WORDS": "planscript " + words, "WANTED": wanted, "TERM": "dumb",
      ])
    return run.output
  }

  @Test("zsh completes the same")
  func zshes() throws {
    for (words, wanted) in [
      ("summar", "planscript summary"), ("-d \(Command.sample) check --sel", "--select"),
      ("draft exp", "draft export"),
    ] {
      guard let line = try zsh(words, until: wanted) else { return }
      #expect(line.contains(wanted), "\(line)")
    }
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
