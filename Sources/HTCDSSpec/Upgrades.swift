/// The way from each earlier version straight to HTCDS 2.0.
///
/// Going version by version loses more: 0.2 had dropped values for which 2.0 has a place again.
public enum Upgrades {
    /// One step for every field of every earlier version, in the order of the versions and of their fields. Split from
    /// a text on first use.
    public static let all: [UpgradeStep] = steps(of: UpgradeRows.text.rows())

    /// The steps from a version, `1.1` being 1.0; none for a version that is not known.
    public static func steps(from version: String) -> [UpgradeStep] {
        let version = version == "1.1" ? "1.0" : version
        return all.filter { $0.version == version }
    }

    /// The fields of 2.0 for which a version has nothing, in the order of the standard.
    public static func startEmpty(from version: String) -> [FieldSpec] {
        let targets = Set(steps(from: version).compactMap(\.target))
        return HTCDSStandard.v2_0.fields.filter { !targets.contains($0.id) }
    }

    private static func steps(of rows: [[String]]) -> [UpgradeStep] {
        var steps: [UpgradeStep] = []
        var index = 0
        while index < rows.count {
            let head = rows[index]
            let end = rows[(index + 1)...].firstIndex { $0[0] == "field" } ?? rows.count
            let behind = rows[(index + 1)..<end]
            let field = HTCDSStandard.version(head[1])?.field(id: head[2])
            let codes = field?.codeList.flatMap { HTCDSStandard.version(head[1])?.codeList($0) }?.codes ?? []
            let cases = behind.filter { $0[0] == "when" }.map { cells in
                UpgradeCase(
                    condition: known(cells[2]), grade: known(cells[4]), action: known(cells[5]), note: text(cells[7]))
            }
            let values = zip(codes, behind.filter { $0[0] == "value" }).map { code, cells in
                precondition(code.name == cells[2], "UpgradeRows: \(cells[2])")
                return UpgradeValue(
                    name: code.name, label: code.label, target: text(cells[3]), grade: known(cells[4]),
                    action: known(cells[5]), candidates: cells[6].list(), note: text(cells[7]))
            }
            steps.append(
                UpgradeStep(
                    version: head[1], field: head[2], target: text(head[3]), grade: known(head[4]),
                    action: known(head[5]), note: text(head[7]), cases: cases, values: values))
            index = end
        }
        return steps
    }

    private static func text(_ cell: String) -> String? { cell.isEmpty ? nil : cell }

    /// A word that is not known is our own mistake.
    private static func known<Word: RawRepresentable<String>>(_ cell: String) -> Word {
        guard let word = Word(rawValue: cell) else { preconditionFailure("UpgradeRows: \(cell)") }
        return word
    }
}
