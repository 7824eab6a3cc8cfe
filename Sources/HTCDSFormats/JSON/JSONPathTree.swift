import HTCDSCells

/// The paths met below a record, and the column of each.
///
/// A key is compared as bytes with a guess first: members mostly come in the order in which they came in the object
/// before, so that a key is seldom even scanned. Behind the guess stands a hash table, so that no shape of document makes
/// it slow. No allocation but for a path that is new.
final class JSONPathTree {
    /// The node of the record itself.
    static let root: Int32 = 0

    private struct Node {
        var parent: Int32
        var column: Int32
        /// The child looked up after the object began, and the sibling that followed this node, the last time.
        var firstGuess: Int32
        var nextGuess: Int32
        /// Where the key lies in `keys`; a quote follows it.
        var key: Int
        var keyLength: Int32
        /// Bytes of the path from the record.
        var pathLength: Int32
        /// Number of the object that had the key last.
        var object: UInt64
        /// Whether the bytes in the file are those of the key: no escapes.
        var isPlain: Bool
        var holdsArray: Bool
        /// Which member of a repeated thing it is, from 1; 0 for a key.
        var element: Int32 = 0
        var traits: Traits = []
    }

    /// What the reader was told of a path.
    struct Traits: OptionSet {
        let rawValue: UInt8
        static let repeats = Traits(rawValue: 1)
        static let isList = Traits(rawValue: 2)
        static let isMark = Traits(rawValue: 4)
    }

    // Touched for every member, by one caller at a time: without reference counts and checks for overlapping accesses.
    @exclusivity(unchecked) private var nodes: UnsafeMutablePointer<Node>
    @exclusivity(unchecked) private var room = 64
    /// Number of nodes.
    @exclusivity(unchecked) private(set) var count = 1
    @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Int32>
    @exclusivity(unchecked) private var slotCount = 256
    private let keys = ByteArena(capacity: 4_096)
    /// By bytes: `String` takes composed and decomposed letters for one.
    private var numbers: [[UInt8]: Int] = [:]
    /// The node that first gave a column its values, -1 if there was none yet.
    private var firstNodes: [Int32] = []
    /// The columns, in order of their numbers.
    private(set) var columns: [SourceColumn] = []

    private let shape: TreeShape

    init(shape: TreeShape = .plain) {
        self.shape = shape
        nodes = .allocate(capacity: 64)
        slots = .allocate(capacity: 256)
        slots.initialize(repeating: -1, count: 256)
        nodes.initialize(
            to: Node(
                parent: -1, column: -1, firstGuess: -1, nextGuess: -1, key: 0, keyLength: 0, pathLength: 0, object: 0,
                isPlain: false, holdsArray: false))
    }

    deinit {
        nodes.deallocate()
        slots.deallocate()
    }

    /// The longest path from the record to this node, in bytes.
    func pathLength(_ node: Int32) -> Int { Int(nodes[Int(node)].pathLength) }

    /// Whether a record was an object.
    @exclusivity(unchecked) var hasObjects = false

    // MARK: Keys

    /// The child that probably comes next, if the text at `start` is its key with the closing quote; else -1.
    /// - Parameter available: bytes that may be looked at.
    @inline(__always)
    func guess(
        of parent: Int32, after previous: Int32, _ start: UnsafePointer<UInt8>, available: Int
    ) -> (node: Int32, length: Int) {
        let guess = previous >= 0 ? nodes[Int(previous)].nextGuess : nodes[Int(parent)].firstGuess
        guard guess >= 0 else { return (-1, 0) }
        let length = Int(nodes[Int(guess)].keyLength)
        guard nodes[Int(guess)].isPlain, length < available else { return (-1, 0) }
        return Self.isEqual(start, keys.base + nodes[Int(guess)].key, length + 1) ? (guess, length) : (-1, 0)
    }

    @inline(__always)
    private static func isEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let words = UnsafeRawPointer(left)
        let others = UnsafeRawPointer(right)
        var index = 0
        while index &+ 8 <= count {
            if words.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                != others.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            {
                return false
            }
            index &+= 8
        }
        while index < count {
            if left[index] != right[index] { return false }
            index &+= 1
        }
        return true
    }

    /// The child of `parent` with this key, made if need be. `previous` is the child that came before it, or -1.
    func child(of parent: Int32, key: CellBytes, after previous: Int32) -> Int32 {
        let found = search(parent, key)
        if previous >= 0 {
            nodes[Int(previous)].nextGuess = found
        } else {
            nodes[Int(parent)].firstGuess = found
        }
        return found
    }

    /// Notes that object number `object` has this key, and says whether it had it before.
    @inline(__always)
    func isRepeated(_ node: Int32, object: UInt64) -> Bool {
        if nodes[Int(node)].object == object { return true }
        nodes[Int(node)].object = object
        return false
    }

    @inline(__always)
    func traits(_ node: Int32) -> Traits { nodes[Int(node)].traits }

    /// The member `number`, from 1, of the repeated thing at `node`. `previous` is the member before it, or -1.
    func element(of node: Int32, number: Int32, after previous: Int32) -> Int32 {
        let guess = previous >= 0 ? nodes[Int(previous)].nextGuess : nodes[Int(node)].firstGuess
        if guess >= 0, nodes[Int(guess)].element == number, nodes[Int(guess)].parent == node { return guess }
        let name = Array("[\(number)]".utf8)
        let found = name.withUnsafeBufferPointer { bytes -> Int32 in
            guard let start = bytes.baseAddress else { return node }
            return search(node, CellBytes(start: start, count: bytes.count), element: number)
        }
        if previous >= 0 {
            nodes[Int(previous)].nextGuess = found
        } else {
            nodes[Int(node)].firstGuess = found
        }
        return found
    }

    @inline(__always)
    func noteArray(_ node: Int32) { nodes[Int(node)].holdsArray = true }

    /// Other in every run, so that no file can be made whose keys all fall into one slot.
    private static let seed = UInt64.random(in: .min ... .max)

    /// Eight bytes at a time, with a seed and a shuffle after each.
    private static func hash(_ parent: Int32, _ key: CellBytes) -> Int {
        var value = seed ^ UInt64(UInt32(bitPattern: parent))
        let raw = UnsafeRawPointer(key.start)
        var index = 0
        while index < key.count {
            var word: UInt64 = 0
            if index &+ 8 <= key.count {
                word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            } else {
                for offset in index..<key.count { word = word << 8 | UInt64(key.start[offset]) }
            }
            let product = (value ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            value = product.high ^ product.low &+ UInt64(truncatingIfNeeded: key.count)
            index &+= 8
        }
        return Int(truncatingIfNeeded: (value &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    private func search(_ parent: Int32, _ key: CellBytes, element: Int32 = 0) -> Int32 {
        var index = Self.hash(parent, key) & (slotCount - 1)
        while slots[index] >= 0 {
            let node = nodes + Int(slots[index])
            if node.pointee.parent == parent, Int(node.pointee.keyLength) == key.count,
                node.pointee.element == element,
                Self.isEqual(keys.base + node.pointee.key, key.start, key.count)
            {
                return slots[index]
            }
            index = (index + 1) & (slotCount - 1)
        }
        return add(parent, key, slot: index, element: element)
    }

    private func add(_ parent: Int32, _ key: CellBytes, slot: Int, element: Int32) -> Int32 {
        if count == room {
            let moved = UnsafeMutablePointer<Node>.allocate(capacity: room * 2)
            moved.moveInitialize(from: nodes, count: count)
            nodes.deallocate()
            nodes = moved
            room *= 2
        }
        let above = nodes[Int(parent)].pathLength
        (nodes + count).initialize(
            to: Node(
                parent: parent, column: -1, firstGuess: -1, nextGuess: -1, key: keys.count,
                keyLength: Int32(clamping: key.count),
                pathLength: Int32(clamping: Int(above) + key.count + (parent == Self.root ? 0 : 1)), object: 0,
                isPlain: element == 0 && !key.buffer.contains { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 },
                holdsArray: false, element: element))
        keys.append(key)
        keys.append(0x22)
        slots[slot] = Int32(clamping: count)
        count += 1
        if count * 2 > slotCount { growSlots() }
        let node = Int32(clamping: count - 1)
        if !shape.isPlain { settleTraits(node) }
        return node
    }

    /// Looks up what the shape says of a new node, and gives columns to what it wants of a new repeated thing.
    private func settleTraits(_ node: Int32) {
        let path = Self.plainPath(steps(to: node))
        if nodes[Int(node)].element > 0 {
            guard let wanted = shape.repeats[path] else { return }
            let own = steps(to: node).joined(separator: "/")
            for name in wanted where numbers[Array("\(own)/\(name)".utf8)] == nil { want("\(own)/\(name)") }
            return
        }
        if shape.repeats[path] != nil { nodes[Int(node)].traits.insert(.repeats) }
        if shape.lists.contains(path) { nodes[Int(node)].traits.insert(.isList) }
        if shape.marks.contains(path) { nodes[Int(node)].traits.insert(.isMark) }
    }

    /// The path without the numbers of repeated things. `steps` carry them behind their names.
    private static func plainPath(_ steps: [String]) -> String {
        steps.map { step in
            guard step.utf8.last == 0x5D, let open = step.lastIndex(of: "["),
                Int(step[step.index(after: open)...].dropLast()) != nil
            else { return step }
            return String(step[..<open])
        }.joined(separator: "/")
    }

    private func growSlots() {
        slots.deallocate()
        slotCount *= 2
        slots = .allocate(capacity: slotCount)
        slots.initialize(repeating: -1, count: slotCount)
        for number in 1..<count {
            var index = Self.hash(nodes[number].parent, key(of: Int32(clamping: number))) & (slotCount - 1)
            while slots[index] >= 0 { index = (index + 1) & (slotCount - 1) }
            slots[index] = Int32(clamping: number)
        }
    }

    // MARK: Columns

    /// The column of a node, given a number if it has none.
    @inline(__always)
    func column(of node: Int32) -> Int {
        let column = nodes[Int(node)].column
        return column >= 0 ? Int(column) : addColumn(node)
    }

    private func addColumn(_ node: Int32) -> Int {
        let steps = steps(to: node)
        let path = steps.isEmpty ? "." : steps.joined(separator: "/")
        // A key with a slash in it and two keys one below the other are spelt alike: one column.
        let number = numbers[Array(path.utf8)] ?? columns.count
        if number == columns.count {
            columns.append(SourceColumn(number: number, name: path))
            firstNodes.append(node)
            numbers[Array(path.utf8)] = number
        } else if firstNodes[number] < 0 {
            firstNodes[number] = node
        }
        nodes[Int(node)].column = Int32(clamping: number)
        return number
    }

    /// Gives the next number to a path that is wanted, whether or not it will be met.
    func want(_ path: String) {
        let bytes = Array(path.utf8)
        let isKnown = numbers[bytes] != nil
        let occurrence = isKnown ? columns.count { $0.name?.utf8.elementsEqual(path.utf8) == true } + 1 : 1
        if !isKnown { numbers[bytes] = columns.count }
        columns.append(SourceColumn(number: columns.count, name: path, occurrence: occurrence))
        firstNodes.append(-1)
    }

    private func key(of node: Int32) -> CellBytes {
        keys.bytes(at: nodes[Int(node)].key, length: Int(nodes[Int(node)].keyLength))
    }

    private func steps(to node: Int32) -> [String] {
        var steps: [String] = []
        var current = node
        while current > Self.root {
            var step = key(of: current).makeString()
            current = nodes[Int(current)].parent
            // A member's number stands behind the name of what is repeated.
            if nodes[Int(current)].traits.contains(.repeats), current > Self.root {
                step = key(of: current).makeString() + step
                current = nodes[Int(current)].parent
            }
            steps.append(step)
        }
        return steps.reversed()
    }

    /// The pointer of a column relative to its record; to the outermost array where the value lies within one.
    func pointer(column: Int) -> String {
        guard columns.indices.contains(column), let name = columns[column].name else { return "" }
        guard firstNodes[column] >= 0 else {
            if name == "." { return "" }
            return name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
                .map { token(unmet: String(decoding: Array($0), as: UTF8.self)) }.joined()
        }
        var line: [Int32] = []
        var current = firstNodes[column]
        while current > Self.root {
            line.append(current)
            current = nodes[Int(current)].parent
        }
        var pointer = ""
        // A record that is an array; where records are of both kinds, the pointer is that within an object.
        if nodes[Int(Self.root)].holdsArray, !hasObjects { return pointer }
        for node in line.reversed() {
            let element = nodes[Int(node)].element
            pointer += element > 0 ? "/\(element - 1)" : JSONPointer.token(key(of: node).makeString())
            if nodes[Int(node)].holdsArray, !nodes[Int(node)].traits.contains(.repeats) { break }
        }
        return pointer
    }

    /// A step of a path that was wanted and not met: the number of a repeated thing is an index.
    private func token(unmet step: String) -> String {
        guard !shape.repeats.isEmpty, step.utf8.last == 0x5D, let open = step.lastIndex(of: "["),
            let number = Int(step[step.index(after: open)...].dropLast()), number > 0
        else { return JSONPointer.token(step) }
        return "\(JSONPointer.token(String(step[..<open])))/\(number - 1)"
    }
}
