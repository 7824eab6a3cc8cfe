import HTCDSCells
import HTCDSSpec

/// A review as a mapping set of SSSOM, the Simple Standard for Sharing Ontological Mappings, version 1.0, as SSSOM/TSV with
/// its metadata in front (https://mapping-commons.github.io/sssom/spec/).
///
/// The partner's columns and values are the subjects, the fields and codes of HTCDS the objects. SKOS tells the direction
/// from the object: of a value that is wider than ours, ours is the `narrowMatch`.
public enum ReviewSSSOM {
    /// A row of the mappings block.
    private struct Mapping {
        var subject: String
        var subjectLabel: String
        var predicate: String
        var object: String
        var objectLabel = ""
        var comment = ""
        var decision: Decision
    }

    private static let noTerm = "sssom:NoTermFound"

    /// The whole file.
    public static func text(_ review: MappingReview) -> [UInt8] {
        let arena = ByteArena(capacity: 64 * 1024)
        appendMetadata(review.document, to: arena)
        var columns = ["subject_id", "subject_label", "predicate_id", "object_id", "object_label"]
        columns += ["mapping_justification", "author_label", "reviewer_label", "mapping_date", "comment"]
        let mappings = mappings(of: review)
        var rows = mappings.map { mapping in
            [
                mapping.subject, mapping.subjectLabel, mapping.predicate, mapping.object, mapping.objectLabel,
                "semapv:ManualMappingCuration", listItem(mapping.decision.author ?? ""),
                listItem(review.document.reviewed?.by ?? ""), mapping.decision.date ?? "", mapping.comment,
            ]
        }
        // A column in which nothing stands is left out.
        let used = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } || column < 4 }
        rows.insert(columns, at: 0)
        for row in rows {
            arena.append(used.map { cell(row[$0]) }.joined(separator: "\t") + "\n")
        }
        return Array(arena.contents)
    }

    private static func appendMetadata(_ document: MappingDocument, to arena: ByteArena) {
        let set = "urn:htcds-toolkit:mapping:" + escaped(document.name)
        func line(_ key: String, _ text: String) {
            arena.append("#\(key): \(String(decoding: JSONText.quoted(text), as: UTF8.self))\n")
        }
        arena.append("#curie_map:\n")
        line("  htcds", "urn:htcds:\(document.standard):")
        line("  partner", "\(set):")
        line("mapping_set_id", set)
        line("mapping_set_title", document.title)
        if let about = document.about { line("mapping_set_description", about) }
        line("license", "https://w3id.org/sssom/license/unspecified")
        line("subject_source", "partner:export")
        line("object_source", "htcds:standard")
        line("object_source_version", document.standard)
    }

    // MARK: What is mapped to what

    private static func mappings(of review: MappingReview) -> [Mapping] {
        let mapped = Set(review.rows.filter { $0.field != nil }.flatMap(\.columns))
        var seen: Set<[String]> = []
        return review.rows.flatMap { row -> [Mapping] in
            switch row.kind {
            case .field, .value, .choice: return row.columns.flatMap { mappings(of: row, column: $0) }
            case .kept where row.note != nil:
                return row.columns.filter { !mapped.contains($0) }.map {
                    unmapped(subject(row, $0), label: $0, row, comment: row.note ?? "")
                }
            case .kept, .dropped, .id, .role, .table, .standardNames: return []
            }
        }.filter { seen.insert([$0.subject, $0.predicate, $0.object]).inserted }
    }

    private static func mappings(of row: MappingReview.Row, column: String) -> [Mapping] {
        guard let field = row.field, let relation = row.relation else { return [] }
        let subject = subject(row, column)
        let label = row.kind == .value ? row.value ?? "" : column
        let note = row.note ?? ""
        if relation == .none || relation == .outOfScope {
            let near = row.codes.map(\.name).joined(separator: ", ")
            var comment = relation == .none ? "compared with \(field.id)" : "about something else than \(field.id)"
            if !near.isEmpty { comment += ", nearest: \(near)" }
            return [unmapped(subject, label: label, row, comment: note.isEmpty ? comment : "\(comment); \(note)")]
        }
        let isPart = row.kind == .field && row.isJoined
        func mapping(_ object: String, _ objectLabel: String) -> Mapping {
            Mapping(
                subject: subject, subjectLabel: label,
                predicate: isPart ? "skos:relatedMatch" : predicate(relation), object: object,
                objectLabel: objectLabel, comment: note, decision: row.decision)
        }
        // Columns that each stand for one choice are told by their choices.
        if row.kind == .field { return [mapping("htcds:\(field.id)", field.label)] }
        return row.codes.map { mapping("htcds:\(field.id)/\(escaped($0.name))", $0.label) }
    }

    private static func unmapped(
        _ subject: String, label: String, _ row: MappingReview.Row, comment: String
    ) -> Mapping {
        Mapping(
            subject: subject, subjectLabel: label, predicate: "skos:exactMatch", object: noTerm, comment: comment,
            decision: row.decision)
    }

    private static func subject(_ row: MappingReview.Row, _ column: String) -> String {
        let start = "partner:\(escaped(column))"
        guard row.kind == .value, let value = row.value else { return start }
        return "\(start)/\(escaped(value))"
    }

    private static func predicate(_ relation: Relation) -> String {
        switch relation {
        case .exact: "skos:exactMatch"
        case .narrower: "skos:broadMatch"
        case .broader: "skos:narrowMatch"
        case .close, .none, .outOfScope: "skos:closeMatch"
        }
    }

    // MARK: Text

    /// A text as part of a CURIE: what RFC 3986 does not reserve, the rest as percent signs and hexadecimal digits.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte < 0x80, ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
            {
                bytes.append(byte)
            } else {
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An item of a list in a cell.
    private static func listItem(_ text: String) -> String {
        var item = ""
        for character in text.unicodeScalars {
            if character == "|" || character == "\\" { item.unicodeScalars.append("\\") }
            item.unicodeScalars.append(character)
        }
        return item
    }

    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x22 }) else { return text }
        let inner = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"\(inner)\""
    }
}
