/// A sentence with places `{0}`, `{1:label}`, cut into its pieces.
struct MessageTemplate {
    enum Piece: Hashable {
        case text(String)
        case place(Int, kind: String?)
    }

    let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let place = Self.place(rest[rest.index(after: open)..<close])
            else { break }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(place)
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    private static func place(_ text: Substring) -> Piece? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let number = parts.first.flatMap({ Int($0) }), (0..<100).contains(number) else {
            return nil
        }
        return .place(number, kind: parts.count == 2 ? String(parts[1]) : nil)
    }

    var count: Int {
        pieces.reduce(0) { count, piece in
            if case .place(let number, _) = piece { max(count, number + 1) } else { count }
        }
    }

    func filled(_ parameter: (Int, String?) -> String) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .place(let number, let kind): parameter(number, kind)
            }
        }.joined()
    }

    /// What stands in the places of `text`, nil where it is not this sentence. A place ends where the text behind it
    /// comes first; a place that is there twice must hold the same twice.
    func parameters(in text: String) -> [String]? {
        var found = [String?](repeating: nil, count: count)
        var rest = text[...]
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .text(let literal):
                guard rest.hasPrefix(literal) else { return nil }
                rest = rest.dropFirst(literal.count)
            case .place(let number, _):
                var end = rest.endIndex
                if index + 1 < pieces.count {
                    guard case .text(let next) = pieces[index + 1] else { return nil }
                    guard let start = Self.start(of: next, in: rest, isLast: index + 2 == pieces.count) else {
                        return nil
                    }
                    end = start
                }
                let value = String(rest[..<end])
                if let before = found[number], before != value { return nil }
                found[number] = value
                rest = rest[end...]
            }
        }
        return rest.isEmpty && !found.contains(nil) ? found.compactMap { $0 } : nil
    }

    /// Where `next` begins first, or last where nothing follows it.
    private static func start(of next: String, in text: Substring, isLast: Bool) -> String.Index? {
        if isLast { return text.hasSuffix(next) ? text.index(text.endIndex, offsetBy: -next.count) : nil }
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(next) { return index }
            text.formIndex(after: &index)
        }
        return nil
    }
}
