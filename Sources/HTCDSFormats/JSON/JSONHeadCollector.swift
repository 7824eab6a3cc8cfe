import HTCDSCells

/// Notes arrays of objects and paths at the beginning of a JSON text.
final class JSONHeadCollector {
    private struct Frame {
        let isObject: Bool
        /// How many keys lead to it.
        let keys: Int
    }

    private let scanner: JSONScanner
    private let scratch = ByteArena(capacity: 4_096)
    private var open: [Frame] = []
    private var keys: [String] = []
    private var outermostArray: Int?
    private var pointers: [String] = []
    private var leaves: [JSONHead.Leaf] = []
    private var known: Set<JSONHead.Leaf> = []

    init(_ bytes: [UInt8]) { scanner = JSONScanner(source: MemoryByteSource(bytes), limits: .standard) }

    /// - Parameter whole: whether the bytes must be one JSON text, not cut off.
    func head(whole: Bool = false) throws -> JSONHead {
        try scanner.start()
        let root = try scanner.significant()
        guard root == 0x7B || root == 0x5B else {
            throw root < 0
                ? scanner.fault(JSONFault.empty)
                : scanner.unexpected(root, awaiting: "an object or an array of records")
        }
        var kind = root == 0x5B ? JSONHead.Kind.array : .object
        do {
            let line = scanner.line
            try value()
            let end = scanner.line
            let next = try scanner.significant()
            if whole, next >= 0 { throw scanner.fault(JSONFault.trailing) }
            if root == 0x7B, next >= 0 {
                if line == end, scanner.line > end { kind = .lines }
                while try scanner.significant() == 0x7B { try? value() }
            } else if next >= 0 {
                throw scanner.fault(JSONFault.trailing)
            }
        } catch let error as FormatError where !whole {
            // At the end of the bytes it is the cut.
            guard error.code == .notWhatItClaims, scanner.position >= scanner.end else { throw error }
        }
        return JSONHead(
            kind: kind, recordPointers: kind == .lines ? [""] : pointers, leaves: leaves)
    }

    /// Reads one value and notes what is in it.
    private func value() throws {
        open = []
        keys = []
        outermostArray = nil
        repeat {
            let byte = try scanner.significant()
            scratch.removeAll()
            switch byte {
            case 0x7B, 0x5B:
                try begin(isObject: byte == 0x7B)
                if try scanner.significant() != (byte == 0x7B ? 0x7D : 0x5D) {
                    if byte == 0x7B { try key() }
                    continue
                }
            case 0x22:
                scanner.position += 1
                _ = try scanner.string(
                    into: scratch, limit: scanner.limits.cellBytes, over: JSONFault.cell, isDiscarded: true)
                noteLeaf()
            case 0x2D, 0x30...0x39:
                try scanner.number(into: scratch)
                noteLeaf()
            case 0x74, 0x66, 0x6E:
                try scanner.literal(byte == 0x74 ? "true" : byte == 0x66 ? "false" : "null")
                noteLeaf()
            default:
                throw scanner.unexpected(byte, awaiting: "a value")
            }
            try leave()
        } while !open.isEmpty
    }

    private func begin(isObject: Bool) throws {
        guard open.count < scanner.limits.depth else {
            throw scanner.fault(JSONFault.depth(scanner.limits.depth), .beyondLimits)
        }
        scanner.position += 1
        if isObject, let around = open.last, !around.isObject, outermostArray == around.keys,
            open.count(where: { !$0.isObject }) == 1
        {
            let pointer = keys.map(JSONPointer.token).joined()
            if !pointers.contains(pointer) { pointers.append(pointer) }
        }
        open.append(Frame(isObject: isObject, keys: keys.count))
        if !isObject, outermostArray == nil { outermostArray = keys.count }
    }

    private func noteLeaf() {
        let leaf = JSONHead.Leaf(keys: keys, outermostArray: outermostArray)
        if known.insert(leaf).inserted { leaves.append(leaf) }
    }

    /// Goes behind the value: over closing brackets and to the next value, if there is one in the same root.
    private func leave() throws {
        while let around = open.last {
            let byte = try scanner.significant()
            keys.removeSubrange(around.keys...)
            if byte == 0x2C {
                scanner.position += 1
                if around.isObject { try key() }
                return
            }
            guard byte == (around.isObject ? 0x7D : 0x5D) else {
                throw scanner.unexpected(byte, awaiting: "a comma or a closing bracket")
            }
            scanner.position += 1
            open.removeLast()
            if !open.contains(where: { !$0.isObject }) { outermostArray = nil }
        }
    }

    private func key() throws {
        let byte = try scanner.significant()
        guard byte == 0x22 else { throw scanner.unexpected(byte, awaiting: "a key in double quotes") }
        scanner.position += 1
        scratch.removeAll()
        _ = try scanner.string(into: scratch, limit: scanner.limits.pathBytes, over: JSONFault.path)
        keys.append(String(decoding: scratch.contents, as: UTF8.self))
        try scanner.colon()
    }
}
