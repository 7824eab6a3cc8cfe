/// What the beginning of a JSON text shows, to recognise an export by.
public struct JSONHead: Sendable {
    public enum Kind: Sendable, Hashable {
        /// The root is an array.
        case array
        /// The root is an object, or there are several objects one after another that are spread over lines.
        case object
        /// One object a line: a file for ``JSONRecordReader/init(lines:wanted:limits:)``.
        case lines
    }

    public let kind: Kind
    /// Pointers (RFC 6901) to the arrays that hold objects and lie in no array themselves, in order of appearance; `""`
    /// for lines. Empty where there is none: then the root may be the one record.
    public let recordPointers: [String]

    /// A value that is no array or object.
    struct Leaf: Sendable, Hashable {
        let keys: [String]
        /// How many of the keys stand before the outermost array, nil if it lies in none.
        let outermostArray: Int?
    }
    let leaves: [Leaf]

    /// The paths of the values in the first records, as ``JSONRecordReader`` names its columns, in order of appearance;
    /// also of those that are `null`.
    public var paths: [String] { paths(pointer: recordPointers.first ?? "") }

    /// The paths below the records at a pointer, as ``paths``.
    public func paths(pointer: String) -> [String] {
        guard let steps = JSONPointer(pointer)?.steps else { return [] }
        var found: [String] = []
        var known: Set<[UInt8]> = []
        for leaf in leaves where leaf.outermostArray ?? .max >= steps.count && leaf.keys.starts(with: steps) {
            let path = leaf.keys.count == steps.count ? "." : leaf.keys[steps.count...].joined(separator: "/")
            if known.insert(Array(path.utf8)).inserted { found.append(path) }
        }
        return found
    }
}

extension JSONRecordReader {
    /// Looks at the first 64 KiB of a file. The source is used up; open it anew to read records.
    ///
    /// - Throws: `FormatError` if it is no JSON in UTF-8 within these bytes. That it is cut off is no error, and neither
    ///   is a broken line among lines.
    public static func sniff(_ source: any ByteSource) throws -> JSONHead {
        var prefix = [UInt8](repeating: 0, count: 64 * 1_024)
        var count = 0
        while count < prefix.count {
            let added = try prefix.withUnsafeMutableBytes {
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            if added == 0 { break }
            count += added
        }
        prefix.removeSubrange(count...)
        let collector = JSONHeadCollector(prefix)
        do {
            return try collector.head()
        } catch {
            if let head = try linesHead(prefix) { return head }
            throw error
        }
    }

    /// The head of lines of which the first is broken, nil if the bytes do not look like lines.
    private static func linesHead(_ prefix: [UInt8]) throws -> JSONHead? {
        var head: JSONHead?
        for line in prefix.split(separator: 0x0A) {
            guard let first = line.first(where: { $0 > 0x20 }) else { continue }
            guard first == 0x7B else { return nil }
            if head == nil { head = try? JSONHeadCollector(Array(line)).head(whole: true) }
        }
        return head.map { JSONHead(kind: .lines, recordPointers: [""], leaves: $0.leaves) }
    }
}
