import Foundation
import HTCDSCells
import HTCDSFormats
import Testing

/// A reader that nobody wants any more, midway or after an error, holds nothing: no file, no memory. (Readers start no
/// threads; those of the pipeline are looked at in `OrderedPipelineTests`.)
@Suite("A reader that is dropped releases its file")
struct ReaderReleaseTests {
    /// How often this process holds the file open.
    private static func descriptors(of path: String) -> Int {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let folder = "/proc/self/fd"
        let open = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return open.count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == real
        }
    }

    private static let hasProc: Bool = {
        if FileManager.default.fileExists(atPath: "/proc/self/fd") { return true }
        print("Skipped: this system does not tell which files a process holds open.")
        return false
    }()

    private static func batch() -> CellBatch {
        CellBatch(
            columnCount: ConformanceTable.headers.count, recordCapacity: 1, arena: ByteArena(capacity: 64),
            carriesLines: true)
    }

    @Test("midway", .enabled(if: hasProc), arguments: Readers.all)
    func midway(_ reader: any ReaderUnderTest) throws {
        let path = Python.temporaryPath("midway")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(reader.whole).write(to: URL(fileURLWithPath: path))
        var open: (any BatchReader)? = try reader.open(path: path)
        weak let released = open
        #expect(try open?.read(into: Self.batch()) == true)
        #expect(Self.descriptors(of: path) > 0)
        #expect(released != nil)
        open = nil
        #expect(Self.descriptors(of: path) == 0)
        #expect(released == nil)
    }

    @Test("after an error", .enabled(if: hasProc), arguments: Readers.all)
    func afterError(_ reader: any ReaderUnderTest) throws {
        let path = Python.temporaryPath("broken")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let content = reader.write().bytes
        // Cut within the first cell that stands in quotes, or within the elements.
        let file = reader.file(Array(content.prefix(content.count / 5)))
        try Data(file).write(to: URL(fileURLWithPath: path))
        func readToError() {
            let batch = Self.batch()
            do {
                let open = try reader.open(path: path)
                while try open.read(into: batch) {}
            } catch {}
        }
        readToError()
        #expect(Self.descriptors(of: path) == 0)
    }
}
