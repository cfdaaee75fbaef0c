internal import Foundation
internal import PlanModel
internal import PlanScript

// What Tab does at a prompt.

extension Conversation {
  /// Completes the word before the cursor as far as it is certain, or lists what it can become.
  func propose(_ line: String, _ cursor: Int) -> LineEditor.Proposal {
    let completion = prompt.complete(line, at: cursor)
    let typed = String(line.dropFirst(completion.range.lowerBound).prefix(completion.range.count))
    if completion.wantsFile { return propose(files(typed), typed, files(typed).count) }
    return propose(completion.candidates, typed, completion.total)
  }

  private func propose(
    _ candidates: [Completion.Candidate], _ typed: String, _ total: Int
  ) -> LineEditor.Proposal {
    var proposal = LineEditor.Proposal()
    if total == 1, let only = candidates.first {
      proposal.removed = typed.count
      proposal.inserted = only.text + only.closing
      return proposal
    }
    let common = commonBeginning(candidates.map(\.text))
    if total == candidates.count, common.count > typed.count,
      folded(common).hasPrefix(folded(typed))
    {
      proposal.removed = typed.count
      proposal.inserted = common
      return proposal
    }
    if !candidates.isEmpty { proposal.list = list(candidates, total) }
    return proposal
  }

  private func commonBeginning(_ texts: [String]) -> String {
    guard var common = texts.first else { return "" }
    for text in texts { common = common.commonPrefix(with: text) }
    return common
  }

  /// One a line with what it is, or side by side where that is nothing.
  private func list(_ candidates: [Completion.Candidate], _ total: Int) -> String {
    let room = max(3, Screen.height - 4)
    let meanings = candidates.map { wording.meaning($0.meaning) }
    let width = candidates.map { displayWidth($0.text) }.max() ?? 0
    let isPlain = meanings.allSatisfy(\.isEmpty)
    let perLine = isPlain ? max(1, Screen.width / (width + 2)) : 1
    var lines: [String] = []
    for start in stride(from: 0, to: candidates.count, by: perLine) where lines.count < room {
      let cells = (start..<min(start + perLine, candidates.count)).map { index in
        let text = candidates[index].text
        let space = String(repeating: " ", count: max(0, width - displayWidth(text)) + 2)
        return text + space + meanings[index]
      }
      lines.append(cut(cells.joined().trimmedAtEnd, to: Screen.width - 1))
    }
    let rest = total - min(candidates.count, lines.count * perLine)
    if rest > 0 { lines.append(wording.moreCandidates(rest)) }
    return lines.joined(separator: "\n")
  }

  /// The files that a path can become; a folder goes on with a slash.
  private func files(_ typed: String) -> [Completion.Candidate] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let word = typed.dropFirst(folder.count)
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(word) && ($0.hasPrefix(".") == word.hasPrefix(".")) }
      .sorted().map { name in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
        return Completion.Candidate(
          text: folder + name, closing: isFolder.boolValue ? "/" : "", meaning: .plain)
      }
  }
}
