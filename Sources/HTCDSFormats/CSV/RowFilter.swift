import HTCDSCells

/// Rows of a table that are no cases, wherever they stand: what a mapping calls footers, and comments.
struct RowFilter: Sendable {
    enum Kind { case footer, comment }

    private let footers: [RowPattern]
    /// What an unquoted row begins with that is a comment.
    private let comment: UInt8?

    /// nil where there is nothing to look for.
    init?(footers: [String], comment: UInt8?) {
        if footers.isEmpty && comment == nil { return nil }
        self.footers = footers.map { RowPattern($0) }
        self.comment = comment
    }

    /// What a row of `cells` cells is; nil for a case. It is known by its first filled cell.
    @inline(__always)
    func kind(arena: ByteArena, cells: Int, _ cell: (_ column: Int) -> Cell) -> Kind? {
        for column in 0..<cells {
            let cell = cell(column)
            if cell.isEmpty { continue }
            let text = arena.bytes(at: Int(cell.offset), length: cell.length).trimmed()
            if text.isEmpty { continue }
            if let comment, column == 0, !cell.isQuoted, text.start[0] == comment { return .comment }
            return footers.contains { $0.fits(text) } ? .footer : nil
        }
        return nil
    }

    /// Whether a text, which is trimmed, is what a mapping calls a footer.
    func isFooter(_ text: CellBytes) -> Bool { footers.contains { $0.fits(text) } }
}

/// A text in which `*` stands for anything, compared without regard to the case of A to Z.
struct RowPattern: Sendable {
    private let pieces: [[UInt8]]

    init(_ text: String) {
        pieces = Array(text.utf8).split(separator: 0x2A, omittingEmptySubsequences: false).map {
            $0.map { ASCII.lowered($0) }
        }
    }

    func fits(_ text: CellBytes) -> Bool {
        guard let first = pieces.first, let last = pieces.last, stands(first, in: text, at: 0) else { return false }
        if pieces.count == 1 { return first.count == text.count }
        var index = first.count
        // The leftmost place for each piece leaves the most room for the next.
        for piece in pieces.dropFirst().dropLast() {
            guard let place = (index..<max(index, text.count + 1)).first(where: { stands(piece, in: text, at: $0) })
            else { return false }
            index = place + piece.count
        }
        return text.count - last.count >= index && stands(last, in: text, at: text.count - last.count)
    }

    private func stands(_ piece: [UInt8], in text: CellBytes, at index: Int) -> Bool {
        guard index >= 0, index + piece.count <= text.count else { return false }
        for offset in piece.indices where ASCII.lowered(text.start[index + offset]) != piece[offset] { return false }
        return true
    }
}
