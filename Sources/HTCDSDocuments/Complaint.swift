/// Something wrong with a document of ours, with its place.
public struct Complaint: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line in the document, from 1.
    public let line: Int
    /// Column in characters, from 1.
    public let column: Int
    /// What is wrong and what to write instead.
    public let message: String

    public init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
    public var description: String { "line \(line), column \(column): \(message)" }
}

/// All complaints about one document, in the order of their places.
public struct DocumentError: Error, Sendable, CustomStringConvertible {
    /// What the document is called for the user: a file name or the name of a shipped document.
    public let document: String
    public let complaints: [Complaint]

    public init(document: String, complaints: [Complaint]) {
        self.document = document
        self.complaints = complaints.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
    public var description: String {
        complaints.map { "\(document): \($0)" }.joined(separator: "\n")
    }
}
