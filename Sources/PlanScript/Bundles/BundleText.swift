/// The text of a bundle's file: UTF-8 without a byte that is zero.
enum BundleText {
  struct Fault: Error { let offset: Int }

  static func read(_ bytes: [UInt8]) -> Result<String, Fault> {
    if let zero = bytes.firstIndex(of: 0) { return .failure(Fault(offset: zero)) }
    if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
    var (parser, input, place) = (Unicode.UTF8.ForwardParser(), bytes.makeIterator(), 0)
    while case .valid(let scalar) = parser.parseScalar(from: &input) { place += scalar.count }
    return .failure(Fault(offset: place))
  }
}
