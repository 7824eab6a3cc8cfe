public import HTCDSCells
public import HTCDSFindings

/// A policy's attributes compiled against one table: names have become numbers, nothing is looked up any more.
///
/// Immutable and shared by all threads.
public struct AttributePlan: Sendable {
    /// The same for every table of a run.
    public let columns: [OutputColumn]
    let attributes: [Compiled]

    /// Shared by reference, as its sources are.
    final class Compiled: Sendable {
        let sources: [SourcePlan]
        let several: Attribute.Several
        let isBinary: Bool
        let zeros: Bool
        let allowsZero: Bool
        /// Number of its first column.
        let column: Int
        let columnCount: Int
        /// The closed values as bytes, where the column is open all the same; else empty.
        let texts: [[UInt8]]
        let isOpen: Bool
        let delimiter: [UInt8]

        init(
            sources: [SourcePlan], several: Attribute.Several, isBinary: Bool, zeros: Bool, allowsZero: Bool,
            column: Int,
            columnCount: Int, texts: [[UInt8]], isOpen: Bool, delimiter: [UInt8]
        ) {
            self.sources = sources
            self.several = several
            self.isBinary = isBinary
            self.zeros = zeros
            self.allowsZero = allowsZero
            self.column = column
            self.columnCount = columnCount
            self.texts = texts
            self.isOpen = isOpen
            self.delimiter = delimiter
        }
    }

    /// - Parameters:
    ///   - codeNames: by slot of the layout the names of the codes by their numbers; empty for slots without codes.
    ///   - kept: the columns that the table keeps, in the order by which `write` asks for them.
    ///   - asOf: the day that counts as today.
    public init(
        _ policy: Policy, layout: RecordLayout, codeNames: [[String]], kept: [KeptColumn], asOf: PackedDate
    ) {
        var columns: [OutputColumn] = []
        var attributes: [Compiled] = []
        for (number, attribute) in policy.attributes.enumerated() {
            let own = attribute.outputColumns(number: number)
            var values = attribute.closedValues
            var isOpen = values == nil
            var delimiter: [UInt8] = []
            if case .join(let text) = attribute.several, !attribute.isBinary {
                isOpen = true
                delimiter = Array(text.utf8)
            }
            if values == nil {
                values = attribute.sources.flatMap { $0.form.closedValues(of: $0.source) ?? [] }
            }
            let compiler = SourceCompiler(
                layout: layout, codeNames: codeNames, kept: kept, asOf: asOf, values: [""] + (values ?? []))
            attributes.append(
                Compiled(
                    sources: attribute.sources.map { compiler.compile($0.source, $0.form) },
                    several: attribute.several, isBinary: attribute.isBinary, zeros: attribute.zeros,
                    allowsZero: attribute.hasSensitiveZero, column: columns.count, columnCount: own.count,
                    texts: isOpen ? ([""] + (values ?? [])).map { Array($0.utf8) } : [], isOpen: isOpen,
                    delimiter: delimiter))
            columns += own
        }
        self.columns = columns
        self.attributes = attributes
    }

    /// Writes the row of a victim, or of a victim and a perpetrator.
    ///
    /// - Parameters:
    ///   - victim: number of the thing in the layout.
    ///   - perpetrator: the one that the row is about; nil: all of the record.
    ///   - things: numbers of all things that are stated in the record.
    ///   - kept: the text of a kept column of the record by its number, nil where there is none.
    ///   - row: the numbers of the values, one for each of ``columns``.
    public func write(
        victim: Int, perpetrator: Int?, things: [Int], _ cells: CellBatch, _ fields: FieldBatch, record: Int,
        kept: (Int) -> CellBytes?, into row: UnsafeMutableBufferPointer<UInt16>, open: inout OpenValues,
        losses: inout AttributeLosses
    ) {
        precondition(row.count == columns.count)
        row.update(repeating: 0)
        for (number, attribute) in attributes.enumerated() {
            var writing = AttributeWriting(
                attribute: attribute, victim: victim, perpetrator: perpetrator, cells: cells, fields: fields,
                record: record)
            open.items.removeAll(keepingCapacity: true)
            for source in attribute.sources {
                writing.read(source, things: things, kept: kept, &open, &losses.counts[number])
                if !open.items.isEmpty { break }
            }
            writing.finish(row, &open, &losses.counts[number])
        }
    }
}
