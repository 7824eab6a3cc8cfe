import Foundation
import HTCDSKit

/// Files of fictional records, the same in every run, in a folder that is gone with them.
public final class Inputs {
    private let folder: URL
    /// Records of each file.
    public let records: Int

    /// - Throws: `ToolError` where the files cannot be written.
    public init(records: Int = 2_000) throws {
        self.records = records
        folder = FileManager.default.temporaryDirectory.appending(path: "htcds-parts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The day that counts as today, so that no result depends on the real one.
    public static let asOf = "2026-01-31"
    private static let seed: UInt64 = 5

    /// The core fields of the standard, one row a record. The file is there as long as this.
    public func csvPath() throws -> String {
        try file("core.csv") {
            try Fiction.write(records: records, seed: Self.seed, fields: .core, asOf: Self.asOf, to: $0)
        }
    }

    public func csv() throws -> [UInt8] { try Self.bytes(csvPath()) }
    public func xml() throws -> [UInt8] { try Self.bytes(file("core.xml") { try convert(to: .xml, $0) }) }
    public func xlsx() throws -> [UInt8] { try Self.bytes(file("core.xlsx") { try convert(to: .xlsx, $0) }) }

    private static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func convert(to format: Conversion.Format, _ path: String) throws {
        try Fiction.convert(
            records: records, seed: Self.seed, to: .records(format), fields: .core, asOf: Self.asOf, output: path,
            threads: 1)
    }

    private func file(_ name: String, _ write: (String) throws -> Void) throws -> String {
        let path = folder.appending(path: name).path
        if !FileManager.default.fileExists(atPath: path) { try write(path) }
        return path
    }
}
