internal import ArgumentParser
internal import Foundation
internal import PlanScript

/// Where a passphrase comes from: a file, or the terminal without showing what is typed.
struct PassphraseOptions: ParsableArguments {
  @Option(help: Words.current.keyOption("passphraseFile"), completion: .file())
  var passphraseFile: String?

  func source(_ session: Session) -> PassphraseSource {
    PassphraseSource(file: passphraseFile, wording: session.wording)
  }
}

struct PassphraseSource {
  let file: String?
  let wording: Wording

  /// Of a key that is closed.
  func needed(for name: String) throws -> String {
    if let file { return try line(of: file) }
    guard let text = Console.secret(wording.passphrase(of: name)) else {
      throw BundleFault.passphraseNeeded(name: name)
    }
    return text
  }

  /// Of a new key; nothing where nobody wants one. Typed twice at a terminal.
  func chosen(for name: String) throws -> String? {
    if let file { return try line(of: file) }
    guard let text = Console.secret(wording.newPassphrase(of: name)), !text.isEmpty else {
      return nil
    }
    guard Console.secret(wording.passphraseAgain) == text else {
      throw UsageError.passphrasesDiffer
    }
    return text
  }

  /// The first line of the file.
  private func line(of path: String) throws -> String {
    guard let text = Reading.contents(of: path) else {
      throw BundleFault.unreadable(path: path, errno: errno == 0 ? ENOENT : errno)
    }
    guard let line = text.split(whereSeparator: \.isNewline).first else {
      throw UsageError.emptyPassphrase(path)
    }
    return String(line)
  }
}

extension Console {
  /// A line typed at the terminal that the terminal does not show; nothing where there is none.
  static func secret(_ question: String) -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var shown = termios()
    guard tcgetattr(terminal, &shown) == 0 else { return nil }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    guard tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 else { return nil }
    defer { tcsetattr(terminal, TCSAFLUSH, &shown) }
    let handle = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    handle.write(Data(question.utf8))
    var (bytes, byte): ([UInt8], UInt8) = ([], 0)
    while read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    handle.write(Data("\n".utf8))
    return String(decoding: bytes, as: UTF8.self)
  }
}
