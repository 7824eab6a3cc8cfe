public import HTCDSCells

/// The texts that turn up in columns whose values only the data knows, numbered as they come.
///
/// One for each unit of work; whoever joins the units translates the numbers. Memory: each text once.
public struct OpenValues: Sendable {
    private var columns: [TextNumbers]
    /// The values of the attribute that is being written.
    var items: [UInt16] = []

    /// - Parameter columnCount: columns of the plan.
    public init(columnCount: Int) {
        // Behind the columns: for each of them the parts of joined cells.
        columns = Array(repeating: TextNumbers(), count: columnCount * 2)
    }

    public mutating func removeAll() {
        for index in columns.indices { columns[index].removeAll() }
    }

    /// The number of a text in a column from 1; nil where there are 65,535 already.
    public mutating func number(of text: CellBytes, column: Int) -> UInt16? { columns[column].number(of: text.buffer) }

    /// The texts of a column by their numbers, `""` first.
    public func texts(ofColumn column: Int) -> [String] { columns[column].texts }

    mutating func number(of text: UnsafeBufferPointer<UInt8>, column: Int) -> UInt16? {
        columns[column].number(of: text)
    }

    // MARK: Joined cells

    mutating func number(ofPart text: UnsafeBufferPointer<UInt8>, column: Int) -> UInt16? {
        columns[columns.count / 2 + column].number(of: text)
    }

    /// The number of the cell that the parts in ``items`` make: sorted by their bytes, so that nothing depends on order.
    mutating func numberOfJoinedItems(column: Int, delimiter: [UInt8]) -> UInt16? {
        let parts = columns[columns.count / 2 + column]
        let sorted = items.map { parts.bytes(of: $0) }.sorted { $0.lexicographicallyPrecedes($1) }
        let cell = Array(sorted.joined(separator: delimiter))
        return cell.withUnsafeBufferPointer { columns[column].number(of: $0) }
    }
}

/// Texts by number and numbers by text.
struct TextNumbers: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text ends; number 0 is the empty one.
    private var ends = [0]
    private var hashes = [0]
    /// Numbers at the places where their texts hash to, 0 where there is none. Seeded by Swift, so that nobody can choose
    /// texts that all hash to one place.
    private var places: [UInt16] = []

    var texts: [String] { ends.indices.map { String(decoding: bytes(of: UInt16($0)), as: UTF8.self) } }

    func bytes(of number: UInt16) -> ArraySlice<UInt8> {
        number == 0 ? [] : bytes[ends[Int(number) - 1]..<ends[Int(number)]]
    }

    mutating func removeAll() {
        guard ends.count > 1 else { return }
        bytes.removeAll(keepingCapacity: true)
        ends = [0]
        hashes = [0]
        places.removeAll(keepingCapacity: true)
    }

    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt16? {
        if text.isEmpty { return 0 }
        if ends.count * 2 > places.count { grow() }
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        let hash = hasher.finalize()
        var place = hash & (places.count - 1)
        while places[place] != 0 {
            let number = places[place]
            if hashes[Int(number)] == hash, bytes(of: number).elementsEqual(text) { return number }
            place = (place + 1) & (places.count - 1)
        }
        guard ends.count <= Int(UInt16.max) else { return nil }
        let number = UInt16(ends.count)
        places[place] = number
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        hashes.append(hash)
        return number
    }

    private mutating func grow() {
        let size = max(16, places.count * 4)
        places = Array(repeating: 0, count: size)
        for number in hashes.indices.dropFirst() {
            var place = hashes[number] & (size - 1)
            while places[place] != 0 { place = (place + 1) & (size - 1) }
            places[place] = UInt16(number)
        }
    }
}
