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
    }

    private var nodes: [Node]
    private var slots: [Int32]
    /// The columns, in order of their numbers.
    private(set) var columns: [SourceColumn] = []

    init() {
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

    private static func hash(_ parent: Int32, _ name: XMLName, _ isAttribute: Bool) -> Int {
        var value = UInt64(UInt(bitPattern: name)) ^ (UInt64(UInt32(bitPattern: parent)) << 40)
        if isAttribute { value = ~value }
        value = value &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: value >> 32)
    }

    private mutating func search(_ parent: Int32, _ name: XMLName, _ isAttribute: Bool) -> Int32 {
        var index = Self.hash(parent, name, isAttribute) & (slots.count - 1)
        while slots[index] >= 0 {
            let node = nodes[Int(slots[index])]
            if node.name == name, node.parent == parent, node.isAttribute == isAttribute { return slots[index] }
            index = (index + 1) & (slots.count - 1)
        }
        let added = Int32(clamping: nodes.count)
        nodes.append(
            Node(parent: parent, name: name, isAttribute: isAttribute, column: -1, firstGuess: -1, nextGuess: -1))
        slots[index] = added
        if nodes.count * 2 > slots.count { grow() }
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
        let occurrence = columns.count { $0.name == path } + 1
        let number = columns.count
        columns.append(SourceColumn(number: number, name: path, occurrence: occurrence))
        var node = Self.root
        if path != "." {
            for step in path.split(separator: "/") {
                let isAttribute = step.hasPrefix("@")
                guard let name = names(String(isAttribute ? step.dropFirst() : step)) else { return }
                node = search(node, name, isAttribute)
            }
        }
        if nodes[Int(node)].column < 0 { nodes[Int(node)].column = Int32(clamping: number) }
    }

    private func path(of node: Int32) -> String {
        var steps: [String] = []
        var current = nodes[Int(node)]
        while let name = current.name {
            steps.append((current.isAttribute ? "@" : "") + String(cString: name))
            current = nodes[Int(current.parent)]
        }
        return steps.isEmpty ? "." : steps.reversed().joined(separator: "/")
    }
}
