import HTCDSCells
import HTCDSMapping

extension Part {
    /// Fields become bytes.
    static let writers: [Part] = [
        Part("json-writing") { inputs in
            let chain = try Chain(inputs)
            return {
                encode(
                    chain,
                    RecordJSONEncoder(
                        plan: chain.plan, asArray: false, sourceName: "core.csv", sheetName: nil,
                        columns: chain.columns))
            }
        },
        Part("csv-writing") { inputs in
            let chain = try Chain(inputs)
            return {
                var headers: RecordCSVEncoder.Headers = [:]
                return encode(chain, RecordCSVEncoder(plan: chain.plan, columns: chain.columns, headers: &headers))
            }
        },
        Part("xml-writing") { inputs in
            let chain = try Chain(inputs)
            return {
                encode(
                    chain,
                    RecordXMLEncoder(
                        plan: chain.plan, sourceName: "core.csv", sheetName: nil, columns: chain.columns))
            }
        },
    ]

    private static func encode(_ chain: Chain, _ encoder: any RecordEncoder) -> Int {
        let output = RecordOutput(streamCount: encoder.streamNames.count)
        for record in 0..<chain.cells.recordCount {
            encoder.encode(chain.cells, chain.fields, record: record, ordinal: record, into: output)
        }
        var bytes = 0
        for stream in encoder.streamNames.indices { output.write(stream: stream, before: 0) { bytes += $0.count } }
        return bytes
    }
}
