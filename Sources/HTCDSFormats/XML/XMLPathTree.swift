import HTCDSCells

/// The paths met below a record, and the column of each.
///
/// A step is looked up by the address of its name, with a guess first: elements mostly come in the order in which they
/// came in the record before. Behind the guess stands a hash table, so that no shape of document makes it slow. O(1).
struct XMLPathTree {
    /// The node of the record itself.
    static let root: Int32 = 0

    private struct Node {
        var parent: Int32
        var name: XMLName?
        var isAttribute: Bool
        var column: Int32
        /// The child looked up after the one before, and the sibling that followed this node the last time.
        var firstGuess: Int32
        var nextGuess: Int32
        /// Which one of a repeated element it is, from 1; 0 for a name.
        var element: Int32 = 0
        var traits: Traits = []
        /// Ordinal of the record in which a repeated element was met last, and how often.
        var record = 0
        var met: Int32 = 0
    }

    /// What the reader was told of a path.
    struct Traits: OptionSet {
        let rawValue: UInt8
        static let repeats = Traits(rawValue: 1)
        static let isList = Traits(rawValue: 2)
        static let isMark = Traits(rawValue: 4)
        static let isNamed = Traits(rawValue: 8)
    }

    private let shape: TreeShape
    private var nodes: [Node]
    private var slots: [Int32]
    /// The columns, in order of their numbers.
    private(set) var columns: [SourceColumn] = []

    init(shape: TreeShape = .plain) {
        self.shape = shape
        nodes = [Node(parent: -1, name: nil, isAttribute: false, column: -1, firstGuess: -1, nextGuess: -1)]
        slots = Array(repeating: -1, count: 256)
    }

    /// Numbers of nodes, for limits.
    var count: Int { nodes.count }

    /// The child of `parent` with this name, made if need be. `previous` is the child that came before it, or -1.
    mutating func child(of parent: Int32, name: XMLName, isAttribute: Bool = false, after previous: Int32) -> Int32 {
        let guess = previous >= 0 ? nodes[Int(previous)].nextGuess : nodes[Int(parent)].firstGuess
        if guess >= 0 {
            let node = nodes[Int(guess)]
            if node.name == name, node.parent == parent, node.isAttribute == isAttribute { return guess }
        }
        let found = search(parent, name, isAttribute)
        if previous >= 0 {
            nodes[Int(previous)].nextGuess = found
        } else {
            nodes[Int(parent)].firstGuess = found
        }
        return found
    }

    @inline(__always)
    func traits(_ node: Int32) -> Traits { nodes[Int(node)].traits }

    /// `person[2]` is the second person; a step without a number is its own name.
    private static func numbered(_ step: Substring) -> (word: Substring, number: Int32) {
        guard step.last == "]", let open = step.lastIndex(of: "["),
            let number = Int32(step[step.index(after: open)...].dropLast()), number > 0
        else { return (step, 0) }
        return (step[..<open], number)
    }

    /// The attribute by which an element is named.
    func namingAttribute(of node: Int32) -> String? { shape.named[plainPath(of: node)] }

    /// The node of the next one of a repeated element in a record, by the record's ordinal.
    mutating func next(of node: Int32, record: Int, names: (String) -> XMLName?) -> Int32 {
        if nodes[Int(node)].record != record {
            nodes[Int(node)].record = record
            nodes[Int(node)].met = 0
        }
        nodes[Int(node)].met += 1
        let number = nodes[Int(node)].met
        guard let name = nodes[Int(node)].name else { return node }
        let known = nodes.count
        let found = search(node, name, false, element: number)
        if nodes.count > known, let wanted = shape.repeats[path(of: node)] {
            let own = path(of: found)
            for name in wanted { want("\(own)/\(name)", from: found, below: name, names: names) }
        }
        return found
    }

    private static func hash(_ parent: Int32, _ name: XMLName, _ isAttribute: Bool) -> Int {
        var value = UInt64(UInt(bitPattern: name)) ^ (UInt64(UInt32(bitPattern: parent)) << 40)
        if isAttribute { value = ~value }
        value = value &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: value >> 32)
    }

    private mutating func search(
        _ parent: Int32, _ name: XMLName, _ isAttribute: Bool, element: Int32 = 0
    ) -> Int32 {
        var index = Self.hash(parent, name, isAttribute) & (slots.count - 1)
        while slots[index] >= 0 {
            let node = nodes[Int(slots[index])]
            if node.name == name, node.parent == parent, node.isAttribute == isAttribute, node.element == element {
                return slots[index]
            }
            index = (index + 1) & (slots.count - 1)
        }
        let added = Int32(clamping: nodes.count)
        nodes.append(
            Node(
                parent: parent, name: name, isAttribute: isAttribute, column: -1, firstGuess: -1, nextGuess: -1,
                element: element))
        slots[index] = added
        if nodes.count * 2 > slots.count { grow() }
        if !shape.isPlain, element == 0, !isAttribute {
            let path = plainPath(of: added)
            if shape.repeats[path] != nil { nodes[Int(added)].traits.insert(.repeats) }
            if shape.lists.contains(path) { nodes[Int(added)].traits.insert(.isList) }
            if shape.marks.contains(path) { nodes[Int(added)].traits.insert(.isMark) }
            if shape.named[path] != nil { nodes[Int(added)].traits.insert(.isNamed) }
        }
        return added
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, node) in nodes.enumerated() {
            guard let name = node.name else { continue }
            var index = Self.hash(node.parent, name, node.isAttribute) & (slots.count - 1)
            while slots[index] >= 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = Int32(clamping: number)
        }
    }

    /// The column of a node, given a number if it has none.
    @inline(__always)
    mutating func column(of node: Int32) -> Int {
        let column = nodes[Int(node)].column
        return column >= 0 ? Int(column) : addColumn(node)
    }

    private mutating func addColumn(_ node: Int32) -> Int {
        let number = columns.count
        nodes[Int(node)].column = Int32(clamping: number)
        columns.append(SourceColumn(number: number, name: path(of: node)))
        return number
    }

    /// Gives the next number to a path that is wanted, whether or not it will be met.
    mutating func want(_ path: String, names: (String) -> XMLName?) {
        want(path, from: Self.root, below: path, names: names)
    }

    private mutating func want(_ path: String, from start: Int32, below: String, names: (String) -> XMLName?) {
        var node = start
        if below != "." {
            for step in below.split(separator: "/") {
                let isAttribute = step.hasPrefix("@")
                let (word, number) = Self.numbered(step)
                // Without a name in the dictionary no element can have it.
                guard let name = names(String(isAttribute ? step.dropFirst() : word)) else {
                    columns.append(SourceColumn(number: columns.count, name: path))
                    return
                }
                node = search(node, name, isAttribute)
                if number > 0 { node = search(node, name, false, element: number) }
            }
        }
        let isTaken = nodes[Int(node)].column >= 0
        // What was wanted for the first of several is wanted again when it is met.
        if isTaken, start != Self.root { return }
        let number = columns.count
        if !isTaken { nodes[Int(node)].column = Int32(clamping: number) }
        let occurrence = isTaken ? columns.count { $0.name == path } + 1 : 1
        columns.append(SourceColumn(number: number, name: path, occurrence: occurrence))
    }

    private func path(of node: Int32) -> String { path(of: node, numbered: true) }
    private func plainPath(of node: Int32) -> String { path(of: node, numbered: false) }

    private func path(of node: Int32, numbered: Bool) -> String {
        var steps: [String] = []
        var current = nodes[Int(node)]
        while let name = current.name {
            var step = (current.isAttribute ? "@" : "") + String(cString: name)
            if current.element > 0 {
                // A member stands below the node of what is repeated, whose name it has.
                if numbered { step += "[\(current.element)]" }
                current = nodes[Int(current.parent)]
            }
            steps.append(step)
            current = nodes[Int(current.parent)]
        }
        return steps.isEmpty ? "." : steps.reversed().joined(separator: "/")
    }
}
