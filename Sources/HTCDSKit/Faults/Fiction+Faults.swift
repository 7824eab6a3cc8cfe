import HTCDSCells
import HTCDSSpec

extension Fiction {
    /// Writes records of which one in ``FaultPlanter/interval`` is wrong in one way, and the list of what is wrong.
    ///
    /// XLSX is a workbook of one sheet, one row a case, as the CSV has it. Memory: 24 bytes a fault.
    /// - Parameter truth: where the list goes.
    /// - Throws: `ToolError`.
    public static func plant(
        records: Int, seed: UInt64, format: Conversion.Format, fields: Fields = .current, asOf: String? = nil,
        to output: String, truth: String, progress: ((Int) -> Void)? = nil
    ) throws {
        try OutputGuard.demandApart(inputs: [], outputs: [output, truth])
        let author = try author(records: records, seed: seed, asOf: asOf)
        let chosen = chosen(fields)
        let year = try Clock(option: asOf).day.year
        let planter = FaultPlanter(author, seed: seed, year: year, format: format, chosen: chosen)
        let writer: any FictionWriter =
            switch format {
            case .csv, .xlsx: FictionCSVWriter(author.words.phrases, fields: chosen)
            case .ndjson: FictionJSONWriter(author.words.phrases, fields: chosen)
            case .json: FictionJSONWriter(author.words.phrases, fields: chosen, isArray: true)
            case .xml: FictionXMLWriter(author.words.phrases, fields: chosen)
            }
        let truthSink = try OutputOpener.open(truth)
        let workbook = format == .xlsx ? try WorkbookOutput(path: output) : nil
        let sink: any ByteSink = try workbook?.openSheet("cases") ?? OutputOpener.open(output)
        try write(records, author, writer, to: sink, planter: planter, progress)
        try FaultTruth.write(planter, to: truthSink)
        try sink.commit()
        try workbook?.commit()
        try truthSink.commit()
    }
}
