public import PlanModel

/// An import error is why a file as a whole cannot be imported.
public enum ImportError: Error, Sendable {
  /// What it has, and how much a file may have.
  case tooLarge(ImportMeasure, count: Int, limit: Int)
  /// A spreadsheet program's own file, and no text.
  case workbook
  /// Bytes that no text has.
  case notText(FileFault.Place)
  /// Vietnamese in an encoding that was not asked for.
  case otherEncoding(EncodingRecognition, asked: TextEncoding?, FileFault.Place)
  /// A byte that is none of the encoding.
  case undecodable(TextEncoding, byte: UInt8, FileFault.Place)
  case notCSV(CSVFault.Problem, FileFault.Place)
  /// No row with headings, or none below it.
  case noRows
  case headers(collection: String, [HeaderFault])
  /// A collection that holds one record, and no list of them.
  case isSingle(collection: String)
  /// A collection that only a verb of the command changes.
  case isKept(collection: String, by: String)
  /// The file has no column for what tells which record a row is.
  case needsId(collection: String)
  /// Rows are wrong: none is written.
  case hasFaults(Int)
}

/// What of a file may be too much.
public enum ImportMeasure: Sendable, Hashable {
  case bytes, rows, columns
}

/// What is wrong with a heading, or with what was said about it.
public struct HeaderFault: Sendable, Hashable {
  public let header: String
  public let problem: Problem

  public enum Problem: Sendable, Hashable {
    /// No field, but nearly the name of these.
    case misspelt(suggestions: [String])
    /// It could be any of these fields.
    case ambiguous(fields: [String])
    /// Another column has the same field.
    case fieldTaken(field: String, by: String)
    /// The file has no such heading.
    case notInFile(suggestions: [String])
    case unknownField(String, suggestions: [String])
    /// A field whose values have values inside.
    case notAPlainField(String)
  }
}

/// A row fault is why one row cannot be imported; the others are looked at all the same.
public struct RowFault: Error, Sendable {
  public let place: FileFault.Place
  /// As a spreadsheet program counts: row 1 is the first, column 0 is A. No column: the row as a whole.
  public let (row, column): (Int, Int?)
  public let header: String?
  public let field: String?
  public let problem: Problem

  public enum Problem: Sendable {
    case misread(Written.Misreading, found: String, FieldType)
    case value(ValueFault)
    /// No record is called that; these are called nearly so.
    case noSuchRecord(collection: String, String, suggestions: [Candidate])
    /// Several records are called that.
    case severalRecords(collection: String, String, candidates: [Candidate])
    /// A name alone does not tell which record is meant: these fields are wanted too.
    case nameAlone(collection: String, String, fields: [String])
    /// These records may be meant, or not: the fields would tell, and do not.
    case uncertain(candidates: [Candidate], fields: [String])
    /// Another row is about the same record.
    case sameAs(row: Int, line: Int)
    /// More cells than headings.
    case surplusCell(String)
  }

  /// A record that may be meant.
  public struct Candidate: Sendable, Hashable {
    public let id: String
    public let title: String
  }
}
