import HTCDSCells
import HTCDSFindings

extension EntityInfo {
    /// Whether the person has the role in this record, whatever is stated of it.
    func stands(_ role: PersonRole, _ cells: CellBatch, _ record: Int) -> Bool {
        switch role {
        case .victim: isVictim || victimMark?.isSet(.victim, cells, record) == true
        case .perpetrator: isPerpetrator || perpetratorMark?.isSet(.perpetrator, cells, record) == true
        }
    }

    /// Whether several people are described together in this record.
    func isGroup(_ cells: CellBatch, _ record: Int) -> Bool {
        if isGroup { return true }
        guard let groupColumn, groupColumn < cells.columnCount else { return false }
        return BooleanTransform.read(cells.bytes(cells.cell(record: record, column: groupColumn)).trimmed()) == true
    }
}

extension RoleMark {
    func isSet(_ role: PersonRole, _ cells: CellBatch, _ record: Int) -> Bool {
        guard column < cells.columnCount else { return false }
        let cell = cells.cell(record: record, column: column)
        guard cell.isPresent else { return false }
        let text = cells.bytes(cell).trimmed()
        guard let words else { return BooleanTransform.read(text) != false }
        let roles = words.read(text).roles
        return role == .victim ? roles.isVictim : roles.isPerpetrator
    }
}
