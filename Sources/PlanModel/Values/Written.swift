/// What people write in a cell for a value, read as a Vietnamese office writes it; what could
/// mean two things is refused.
public enum Written {
  /// Why a text is no value of a kind.
  public enum Misreading: Error, Sendable, Hashable {
    case notANumber
    /// The separator could group thousands, or be the decimal one.
    case ambiguousNumber(ExactDecimal, ExactDecimal)
    /// Separators where none can stand: `12.34.567`.
    case oddSeparators
    /// `1,23E+05`: a spreadsheet has left digits out.
    case shortened
    /// More digits than a number holds.
    case tooLong
    case notWhole(ExactDecimal)
    case notADay
    /// `01/02/03` could be read in three ways.
    case shortYear
    /// A form of a day, and no day of the calendar.
    case noSuchDay
    /// The spreadsheet's own count of days, without its form.
    case serialDay
    case notATime
    case notYesOrNo
  }

  /// `có`, `không`, `x` and what else people tick a box with.
  public static func flag(_ text: String) throws(Misreading) -> Bool {
    switch folded(text) {
    case "co", "x", "yes", "y", "true", "dung", "1", "✓", "✔", "☑", "v": return true
    case "khong", "no", "n", "false", "sai", "0", "☐": return false
    default: throw .notYesOrNo
    }
  }
}
