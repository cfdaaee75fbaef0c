import Foundation

/// What libFuzzer calls with the bytes that it made up: see `FuzzProgram` for what they mean.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let (source, fault) = FuzzHost.run(FuzzProgram(bytes: bytes))
  guard let fault else { return 0 }
  FileHandle.standardError.write(Data("\(fault):\n\(source)\n".utf8))
  abort()
}

/// `FUZZ_SHOW=FILE`: writes the program that a kept input stands for.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ words: UnsafeMutableRawPointer?) -> CInt
{
  guard let file = ProcessInfo.processInfo.environment["FUZZ_SHOW"],
    let bytes = FileManager.default.contents(atPath: file)
  else { return 0 }
  print(FuzzHost.program(FuzzProgram(bytes: Array(bytes))).source)
  exit(0)
}
