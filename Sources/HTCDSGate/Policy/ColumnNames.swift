import HTCDSDocuments

/// The names of the output's columns, and what is wrong with them: programs for synthetic data take two columns of one
/// name for one, and read `;` and `:` as signs of their own.
final class ColumnNames {
    private let complaints: ComplaintList
    private var seen: [String: Int] = [:]
    /// Columns that such programs split into one for each value.
    private var joined: [(folded: String, node: DocumentNode)] = []

    init(_ complaints: ComplaintList) { self.complaints = complaints }

    /// Takes a name in, and complains where it is taken or cannot be one.
    func add(_ name: String, at node: DocumentNode, isJoined: Bool = false) {
        if let fault = Self.fault(name) { complaints.add(node, "The name of a column \(fault).") }
        let folded = Self.folded(name)
        if let line = seen[folded] {
            let other = line == node.line ? "" : " (line \(line))"
            complaints.add(
                node, "There are two columns \(name)\(other). Names differ in more than blanks and capital letters.")
        } else {
            seen[folded] = node.line
        }
        if isJoined { joined.append((folded, node)) }
    }

    /// Complains about columns that would get the name of another once they are split.
    func finish() {
        for (folded, node) in joined where seen.keys.contains(where: { $0.hasPrefix(folded + "_") }) {
            complaints.add(
                node,
                "Another column begins with this name and _, as the parts of this one will. Give one another name.")
        }
    }

    static func folded(_ name: String) -> String {
        String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()).lowercased()
    }

    /// What is wrong with a name, or with a value that leaves; nil where nothing is.
    static func fault(_ text: String) -> String? {
        if !text.contains(where: { !$0.isWhitespace }) { return "says nothing" }
        if text.first?.isWhitespace == true || text.last?.isWhitespace == true { return "has blanks around it" }
        if text.utf8.count > 128 { return "is longer than 128 bytes" }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                return "has a sign in it that nobody sees"
            default: if scalar == ";" || scalar == ":" { return "has no ; and no : in it" }
            }
        }
        return nil
    }
}
