import HTCDSMapping

/// Writes what a mapping document says in a form that people can go through and sign.
public enum MappingExplanation {
    public enum Format: String, Sendable, CaseIterable { case table, csv, sssom }

    /// - Parameters:
    ///   - reference: name of a shipped mapping, path of a document, or `-`.
    ///   - path: a file, which appears whole or not at all, or `-` for standard output.
    ///   - width: of the table, in characters.
    /// - Throws: `ToolError`: 78 for a wrong document.
    public static func write(_ reference: String, format: Format, to path: String, width: Int = 80) throws {
        let review = MappingReview(try MappingLibrary.load(reference).document)
        let bytes: [UInt8] =
            switch format {
            case .table: Array(ReviewTable.text(review, width: width).utf8)
            case .csv: ReviewCSV.text(review)
            case .sssom: ReviewSSSOM.text(review)
            }
        do {
            try OutputGuard.demandApart(inputs: [reference], outputs: [path])
            let sink = try OutputOpener.open(path)
            try bytes.withUnsafeBufferPointer { try sink.write($0) }
            try sink.commit()
        } catch { throw ToolError.wrapping(error) }
    }
}
