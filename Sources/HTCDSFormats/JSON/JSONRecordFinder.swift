/// Walks to the records of a JSON text, from one to the next, and behind them to the end of the text, so that a text that
/// was cut off is noticed wherever it was cut.
final class JSONRecordFinder {
    private enum State {
        case start, beforeFirst, behindRecord, behindOnly, behindRoot, done
    }

    private let pointer: JSONPointer
    private let scanner: JSONScanner
    private let values: JSONValueReader
    private var state = State.start
    /// What is open around the records, the root first: the key or index on the way, and whether it is an object.
    private var open: [(step: String, isObject: Bool)] = []

    /// Whether the records are the elements of an array.
    private(set) var isArray = false
    /// Whether a key `next` beside the array of records holds a text.
    private(set) var isFollowedByPage = false

    init(pointer: JSONPointer, scanner: JSONScanner, values: JSONValueReader) {
        self.pointer = pointer
        self.scanner = scanner
        self.values = values
    }

    /// Arrays and objects that are open around a record.
    var depth: Int { open.count + (isArray ? 1 : 0) }

    /// Goes to the first byte of the next record. False when the text has come to its end.
    func advance() throws -> Bool {
        switch state {
        case .start:
            return try begin()
        case .beforeFirst, .behindRecord:
            let byte = try scanner.significant()
            if byte == 0x5D {
                scanner.position += 1
                return try close()
            }
            if state == .beforeFirst {
                guard byte >= 0 else { throw scanner.truncated() }
                state = .behindRecord
                return true
            }
            guard byte == 0x2C else { throw scanner.unexpected(byte, awaiting: "a comma between two records") }
            scanner.position += 1
            // White space goes first, so that the record's line is its own.
            guard try scanner.significant() >= 0 else { throw scanner.truncated() }
            return true
        case .behindOnly:
            return try close()
        case .behindRoot:
            // One object after another, each a text of its own.
            let byte = try scanner.significant()
            if byte == 0x7B { return true }
            guard byte < 0 else { throw scanner.fault(JSONFault.trailing) }
            state = .done
            return false
        case .done:
            return false
        }
    }

    // MARK: The way there

    private func begin() throws -> Bool {
        guard try scanner.significant() >= 0 else { throw scanner.fault(JSONFault.empty) }
        for step in pointer.steps {
            guard open.count < scanner.limits.depth else {
                throw scanner.fault(JSONFault.depth(scanner.limits.depth), .beyondLimits)
            }
            guard try enter(step) else { throw scanner.fault(JSONFault.noRecords) }
        }
        switch try scanner.significant() {
        case 0x5B:
            guard open.count < scanner.limits.depth else {
                throw scanner.fault(JSONFault.depth(scanner.limits.depth), .beyondLimits)
            }
            scanner.position += 1
            isArray = true
            state = .beforeFirst
            return try advance()
        case 0x7B:
            state = pointer.steps.isEmpty ? .behindRoot : .behindOnly
            return true
        case 0x6E where !pointer.steps.isEmpty:
            try scanner.literal("null")
            return try close()
        case 0x22, 0x2D, 0x30...0x39, 0x74, 0x66, 0x6E:
            throw scanner.fault(pointer.steps.isEmpty ? JSONFault.scalarRoot : JSONFault.scalarRecords)
        case let byte:
            throw scanner.unexpected(byte, awaiting: "a value")
        }
    }

    /// Goes into the value at hand, to the member or element that `step` names. False if there is none.
    private func enter(_ step: String) throws -> Bool {
        let first = try scanner.significant()
        switch first {
        case 0x7B:
            scanner.position += 1
            open.append((step, true))
            if try scanner.significant() == 0x7D { return false }
            while true {
                if Self.isSame(try key(), step) { return true }
                try values.value(outside: open.count, into: nil)
                guard try isGoingOn(object: true) else { return false }
            }
        case 0x5B:
            guard let index = JSONPointer.index(step) else { return false }
            scanner.position += 1
            open.append((step, false))
            if try scanner.significant() == 0x5D { return false }
            for _ in 0..<index {
                try values.value(outside: open.count, into: nil)
                guard try isGoingOn(object: false) else { return false }
            }
            return true
        case 0x22, 0x2D, 0x30...0x39, 0x74, 0x66, 0x6E:
            return false
        default:
            throw scanner.unexpected(first, awaiting: "a value")
        }
    }

    /// By bytes: `String` takes composed and decomposed letters for one.
    private static func isSame(_ key: String, _ step: String) -> Bool { key.utf8.elementsEqual(step.utf8) }

    private func key() throws -> String {
        let byte = try scanner.significant()
        guard byte == 0x22 else { throw scanner.unexpected(byte, awaiting: "a key in double quotes") }
        let key = try values.key()
        if open.count == pointer.steps.count, key == "next" {
            if try scanner.significant() == 0x22 { isFollowedByPage = true }
        }
        return key
    }

    /// Whether a comma follows; the closing bracket that stands in its place is not used up.
    private func isGoingOn(object: Bool) throws -> Bool {
        let byte = try scanner.significant()
        if byte == 0x2C {
            scanner.position += 1
            return true
        }
        guard byte == (object ? 0x7D : 0x5D) else {
            throw scanner.unexpected(byte, awaiting: "a comma or a closing bracket")
        }
        return false
    }

    // MARK: The way back

    /// Reads what stands behind the records to the end of the text.
    private func close() throws -> Bool {
        while let around = open.last {
            while try isGoingOn(object: around.isObject) {
                if around.isObject, Self.isSame(try key(), around.step) { throw scanner.fault(JSONFault.twice) }
                try values.value(outside: open.count, into: nil)
            }
            scanner.position += 1
            open.removeLast()
        }
        guard try scanner.significant() < 0 else { throw scanner.fault(JSONFault.trailing) }
        state = .done
        return false
    }
}
