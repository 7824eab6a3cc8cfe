import Foundation
import HTCDSFindings
import HTCDSFormats
import HTCDSGate

/// The table of an earlier release, to be held against the one at hand.
struct EarlierRelease {
    let table: CategoryTable

    /// - Parameter directory: a folder that a gate wrote; it has to be as its receipt says.
    /// - Throws: `ToolError`.
    init(_ directory: String) throws {
        let checked = try GateVerification.run(directory: directory)
        guard checked.passes else {
            throw ToolError(
                .unreadableInput,
                "\(directory): This is no release to compare with. \(checked.sentences.joined(separator: " "))")
        }
        do {
            let declared = try JSONDecoder().decode(
                Declared.self, from: Data(try Self.bytes(directory, .columns, most: 16 << 20)))
            var reader = ReleaseReader(
                columns: declared.columns.mapValues {
                    .init(kind: $0.kind, delimiter: $0.delimiter, sensitiveZero: $0.sensitiveZero)
                }, subject: declared.subjectId)
            let bytes = try Self.bytes(directory, .synthesis, most: .max)
            bytes.withUnsafeBufferPointer { reader.read($0) }
            guard let table = reader.finish() else { throw Self.broken(directory) }
            self.table = table
        } catch let error as DecodingError {
            _ = error
            throw Self.broken(directory)
        }
    }

    private struct Declared: Decodable {
        struct Column: Decodable {
            let kind: CategoryTable.Kind
            let delimiter: String?
            let sensitiveZero: Bool
        }
        let columns: [String: Column]
        let subjectId: String?
    }

    private static func bytes(_ directory: String, _ name: GateFileName, most: Int) throws -> [UInt8] {
        let path = "\(directory)/\(name.rawValue)"
        do { return try FileByteSource(path: path).readAll(limit: most) } catch {
            throw ToolError.wrapping(error, file: path)
        }
    }

    private static func broken(_ directory: String) -> ToolError {
        ToolError(.unreadableInput, "\(directory): Its synthesis.csv and synthesis.json do not fit each other.")
    }
}
