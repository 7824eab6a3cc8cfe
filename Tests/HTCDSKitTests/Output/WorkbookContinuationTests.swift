import Foundation
import TestSupport
import Testing

@testable import HTCDSKit

/// Tables that are longer than a sheet.
@Suite struct WorkbookContinuationTests {
    private func parts(_ path: String) throws -> [String] {
        let unzipped = try Spawn.capture(["unzip", "-p", path, "xl/worksheets/*.xml"])
        let text = String(decoding: unzipped.output, as: UTF8.self)
        return text.components(separatedBy: "<?xml ").dropFirst().map { part in
            // The texts of the sheet in order, rows set off by a bar.
            part.components(separatedBy: "<row ").dropFirst().map { row in
                row.components(separatedBy: "<t>").dropFirst().map { String($0.prefix { $0 != "<" }) }
                    .joined(separator: ",")
            }.joined(separator: "|")
        }
    }

    @Test("A sheet that is full goes on in the next one, under the same header, and no sheet is empty")
    func goesOn() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "cases.xlsx").path
        let book = try WorkbookOutput(path: path, mostRows: 3)
        let sheet = try book.openSheet("cases")
        // In pieces of every size: a cell may be cut anywhere.
        for byte in Array("id,name\n1,\"a,\"\"b\"\"\"\n2,\n3,c\n4,d\n".utf8) {
            try [byte].withUnsafeBufferPointer { try sheet.write($0) }
        }
        try book.commit()
        #expect(try parts(path) == ["id,name|1,a,\"b\"|2", "id,name|3,c|4,d"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["cases.xlsx"])
    }

    @Test("Dropped without a commit, or started again, it leaves nothing of what was")
    func drops() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "cases.xlsx").path
        do {
            let book = try WorkbookOutput(path: path)
            try Array("a\n".utf8).withUnsafeBufferPointer { try book.openSheet("cases").write($0) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        let book = try WorkbookOutput(path: path)
        try Array("a\n".utf8).withUnsafeBufferPointer { try book.openSheet("cases").write($0) }
        try book.restart()
        try Array("b\n".utf8).withUnsafeBufferPointer { try book.openSheet("cases").write($0) }
        try book.commit()
        #expect(try parts(path) == ["b"])
    }
}
