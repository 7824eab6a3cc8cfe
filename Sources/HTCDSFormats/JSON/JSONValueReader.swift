import HTCDSCells

/// Reads one value with all that is in it: a record into a batch, or what lies outside of records into nothing.
///
/// Without recursion: what is open stands on a stack of its own, so that no depth of a file can exhaust the thread's.
final class JSONValueReader {
    private struct Frame {
        var node: Int32
        /// The member that came last, for the guess at the next one; in an array its own node.
        var last: Int32
        /// Number of the object, 0 for an array.
        var object: UInt64
        /// Number of the member at hand of a repeated thing, from 1; 0 for other arrays and for objects.
        var element: Int32 = 0
    }

    private let scanner: JSONScanner
    private let limits: JSONLimits
    let tree: JSONPathTree
    /// Keys that an object of a record had already.
    @exclusivity(unchecked) var repeatedKeys = 0
    /// Whether a record asked for so many paths that no further one can be read.
    private(set) var hasTooManyPaths = false

    private let frames: UnsafeMutablePointer<Frame>
    @exclusivity(unchecked) private var objects: UInt64 = 0
    private let scratch = ByteArena(capacity: 4_096)
    /// Stands in for the batch where a value is left out.
    private let nothing = CellBatch(columnCount: 0, recordCapacity: 1, arena: ByteArena(capacity: 4_096))

    init(scanner: JSONScanner, shape: TreeShape = .plain) {
        tree = JSONPathTree(shape: shape)
        self.scanner = scanner
        limits = scanner.limits
        let none = Frame(node: 0, last: -1, object: 0)
        frames = .allocate(capacity: max(limits.depth, 1))
        frames.initialize(repeating: none, count: max(limits.depth, 1))
    }

    deinit { frames.deallocate() }

    func want(_ paths: [String]) {
        for path in paths { tree.want(path) }
    }

    /// Reads the key whose opening quote is the next byte, and the colon behind it.
    func key() throws -> String {
        scanner.position &+= 1
        scratch.removeAll()
        _ = try scanner.string(into: scratch, limit: limits.pathBytes, over: JSONFault.path)
        try scanner.colon()
        return String(decoding: scratch.contents, as: UTF8.self)
    }

    /// Reads the value that begins at the next byte that is no white space.
    ///
    /// - Parameters:
    ///   - outside: arrays and objects that are open around it.
    ///   - batch: where a record was begun, or nil to leave the value out.
    func value(outside: Int, into batch: CellBatch?) throws {
        // Held once, not again for each value.
        let scanner = scanner
        let tree = tree
        let isKept = batch != nil
        let batch = batch ?? nothing
        let arena = batch.arena
        if !isKept { arena.removeAll() }
        let begin = arena.count
        let depth = limits.depth - outside
        var top = -1
        var cells = 0
        value: while true {
            let byte = try scanner.significant()
            let line = scanner.line
            let start = arena.count
            var kind = CellKind.text
            var isBroken = false
            var isLeaf = true
            switch byte {
            case 0x22:
                scanner.position &+= 1
                let traits = try scanner.string(
                    into: arena, limit: limits.cellBytes, over: JSONFault.cell, isDiscarded: !isKept)
                if !traits.isEmpty {
                    isBroken =
                        traits.contains(.hasLoneSurrogate)
                        || !UTF8Check.isValid(arena.bytes(at: start, length: arena.count - start))
                }
            case 0x7B, 0x5B:
                guard top &+ 1 < depth else { throw scanner.fault(JSONFault.depth(limits.depth), .beyondLimits) }
                let node = top < 0 ? JSONPathTree.root : frames[top].last
                scanner.position &+= 1
                top &+= 1
                let next = try scanner.significant()
                if byte == 0x7B {
                    objects &+= 1
                    if top == 0 { tree.hasObjects = tree.hasObjects || isKept }
                    frames[top] = Frame(node: node, last: -1, object: objects)
                    if isKept, tree.traits(node).contains(.isMark) {
                        let column = tree.column(of: node)
                        try noteColumns(column)
                        batch.set(Cell(offset: start, length: 0, kind: .text), column: column, line: line)
                    }
                    if next != 0x7D {
                        try member(frames + top, next, isKept: isKept, scanner, tree)
                        continue value
                    }
                } else {
                    frames[top] = Frame(node: node, last: node, object: 0)
                    if isKept {
                        tree.noteArray(node)
                        if next != 0x5D, tree.traits(node).contains(.repeats) {
                            frames[top].element = 1
                            frames[top].last = tree.element(of: node, number: 1, after: -1)
                            try noteColumns(tree.columns.count - 1)
                        }
                    }
                    if next != 0x5D { continue value }
                }
                scanner.position &+= 1
                top &-= 1
                isLeaf = false
            case 0x2D, 0x30...0x39:
                try scanner.number(into: arena, isDiscarded: !isKept)
                kind = .number
            case 0x74:
                try scanner.literal("true")
                if isKept { arena.append("true") }
                kind = .boolean
            case 0x66:
                try scanner.literal("false")
                if isKept { arena.append("false") }
                kind = .boolean
            case 0x6E:
                try scanner.literal("null")
                // Absent, but its path is known from now on.
                if isKept { try noteColumns(tree.column(of: top < 0 ? JSONPathTree.root : frames[top].last)) }
                isLeaf = false
            default:
                throw scanner.unexpected(byte, awaiting: "a value")
            }
            if isLeaf, isKept {
                let length = arena.count &- start
                cells &+= 1
                guard length <= limits.cellBytes else {
                    throw scanner.fault(JSONFault.cell(limits.cellBytes), .beyondLimits)
                }
                guard arena.count &- begin <= limits.recordBytes, cells <= limits.recordCells else {
                    throw scanner.fault(JSONFault.record(limits), .beyondLimits)
                }
                let node = top < 0 ? JSONPathTree.root : frames[top].last
                let column = tree.column(of: node)
                try noteColumns(column)
                let cell = Cell(offset: start, length: length, kind: kind, quoted: byte == 0x22, broken: isBroken)
                if tree.traits(node).contains(.isList) {
                    batch.extend(cell, column: column, line: line)
                } else {
                    batch.set(cell, column: column, line: line)
                }
            }
            // Behind a value.
            while true {
                if top < 0 { return }
                let next = try scanner.significant()
                let frame = frames + top
                if next == 0x2C {
                    scanner.position &+= 1
                    if frame.pointee.object != 0 {
                        try member(frame, scanner.significant(), isKept: isKept, scanner, tree)
                    } else if frame.pointee.element > 0 {
                        frame.pointee.element &+= 1
                        frame.pointee.last = tree.element(
                            of: frame.pointee.node, number: frame.pointee.element, after: frame.pointee.last)
                        try noteColumns(tree.columns.count - 1)
                    }
                    continue value
                }
                guard next == (frame.pointee.object != 0 ? 0x7D : 0x5D) else {
                    throw scanner.unexpected(next, awaiting: "a comma or a closing bracket")
                }
                scanner.position &+= 1
                top &-= 1
            }
        }
    }

    /// Reads a key, which must begin with `byte`, and the colon behind it.
    @inline(__always)
    private func member(
        _ frame: UnsafeMutablePointer<Frame>, _ byte: Int, isKept: Bool, _ scanner: JSONScanner, _ tree: JSONPathTree
    ) throws {
        guard byte == 0x22 else { throw scanner.unexpected(byte, awaiting: "a key in double quotes") }
        scanner.position &+= 1
        guard isKept else {
            scratch.removeAll()
            _ = try scanner.string(into: scratch, limit: limits.pathBytes, over: JSONFault.path)
            return try scanner.colon()
        }
        let guess = tree.guess(
            of: frame.pointee.node, after: frame.pointee.last, UnsafePointer(scanner.base + scanner.position),
            available: scanner.end &- scanner.position)
        if guess.node >= 0 {
            scanner.position &+= guess.length &+ 1
            frame.pointee.last = guess.node
        } else {
            try search(frame)
        }
        if tree.isRepeated(frame.pointee.last, object: frame.pointee.object) { repeatedKeys += 1 }
        try scanner.colon()
    }

    private func search(_ frame: UnsafeMutablePointer<Frame>) throws {
        scratch.removeAll()
        _ = try scanner.string(into: scratch, limit: limits.pathBytes, over: JSONFault.path)
        let node = tree.child(
            of: frame.pointee.node, key: scratch.bytes(at: 0, length: scratch.count), after: frame.pointee.last)
        frame.pointee.last = node
        guard tree.pathLength(node) <= limits.pathBytes else {
            throw scanner.fault(JSONFault.path(limits.pathBytes), .beyondLimits)
        }
        // The record is a node as well, and no path.
        if tree.count - 1 > limits.columns { throw tooManyPaths() }
    }

    @inline(__always)
    private func noteColumns(_ column: Int) throws {
        if column >= limits.columns { throw tooManyPaths() }
    }

    private func tooManyPaths() -> FormatError {
        hasTooManyPaths = true
        return scanner.fault(JSONFault.columns(limits.columns), .beyondLimits)
    }
}
