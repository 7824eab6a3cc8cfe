import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// How values become categories.
extension PolicyReader {
    private static let forms = [
        "keep", "year", "quarter", "age-band", "country-2", "country-3", "un-region", "un-subregion", "section",
    ]

    /// - Parameter field: nil for a kept column.
    func form(_ scope: DocumentScope, _ node: DocumentNode, _ field: FieldSpec?) -> Attribute.Form? {
        let before = complaints.all.count
        let (word, any, values) = (scope.take("as"), scope.take("any"), scope.take("values"))
        let (bands, otherwise, open, at) = (
            scope.take("bands"), scope.take("otherwise"), scope.bool("open"), scope.take("at")
        )
        let isAge = word?.text == "age-band"
        let named = [word, any, values, isAge ? nil : bands].compactMap(\.self)
        if named.count > 1, let second = named.last {
            complaints.add(second, "An attribute has one of as, any, values and bands.")
        }
        if let otherwise, values == nil { complaints.add(otherwise, "otherwise goes with values.") }
        if let open = scope.take("open"), bands == nil { complaints.add(open, "open goes with bands.") }
        if let at, !isAge { complaints.add(at, "at goes with as: age-band.") }
        let form: Attribute.Form?
        if let any {
            form = .any(choices(any, field))
        } else if let values {
            form = renamed(values, otherwise, field)
        } else if let bands, !isAge {
            form = .bands(starts(bands, open: open ?? false), open: open ?? false)
        } else if let word {
            form = self.form(word, bands: bands, open: open ?? false, at: at)
        } else {
            form = .keep
        }
        guard let form, complaints.all.count == before else { return nil }
        if let field, let fault = fault(form, field) {
            complaints.add(word ?? bands ?? any ?? values ?? node, fault)
            return nil
        }
        return form
    }

    private func form(_ node: DocumentNode, bands: DocumentNode?, open: Bool, at: DocumentNode?) -> Attribute.Form? {
        switch node.text {
        case "keep"?: return .keep
        case "year"?: return .year
        case "quarter"?: return .quarter
        case "country-2"?: return .country(letters: 2)
        case "country-3"?: return .country(letters: 3)
        case "un-region"?: return .region(tier: 1)
        case "un-subregion"?: return .region(tier: 2)
        case "section"?: return .section
        case "age-band"?:
            guard let bands else {
                complaints.add(node, "age-band needs bands: the ages at which they begin, as [0, 18, 30].")
                return nil
            }
            return .ageBand(starts(bands, open: open), open: open, at: referenceDay(at))
        default:
            let near = Spelling.nearest(to: node.text ?? "", in: Self.forms).map { " Did you mean \($0)?" } ?? ""
            complaints.add(node, "as is one of \(Self.forms.joined(separator: ", ")).\(near)")
            return nil
        }
    }

    private func referenceDay(_ node: DocumentNode?) -> Attribute.ReferenceDay {
        guard let node, node.text != "as-of" else { return .asOf }
        guard let field = node.text.flatMap({ standard.field(id: $0) }), field.table == .case, field.kind == .date
        else {
            let dates = standard.fields(in: .case).filter { $0.kind == .date }.map(\.id)
            complaints.add(node, "at is as-of or a date of the case: \(dates.joined(separator: " or ")).")
            return .asOf
        }
        return .field(field.id)
    }

    private func starts(_ node: DocumentNode, open: Bool) -> [Int] {
        var starts: [Int] = []
        for item in node.items ?? [] {
            guard let text = item.text, let number = Int(text), (0...999_999_999).contains(number) else {
                complaints.add(item, "A band begins at a whole number from 0.")
                continue
            }
            if let last = starts.last, number <= last {
                complaints.add(item, "Bands begin at numbers that grow: \(number) does not come after \(last).")
            }
            starts.append(number)
        }
        if node.items == nil || starts.count < (open ? 1 : 2) || starts.count > 1_000 {
            complaints.add(
                node, "bands lists the numbers at which bands begin: at least two, or one with open: true.")
        }
        return starts
    }

    private func choices(_ node: DocumentNode, _ field: FieldSpec?) -> [String] {
        guard let items = node.items ?? (node.text == nil ? nil : [node]), !items.isEmpty else {
            complaints.add(node, "any lists at least one code or text.")
            return []
        }
        var choices: [String] = []
        for item in items {
            guard let text = key(item, field) else { continue }
            if choices.contains(text) { complaints.add(item, "\(text) stands here twice.") }
            choices.append(text)
        }
        return choices
    }

    /// New names for values; a list keeps the names.
    private func renamed(_ node: DocumentNode, _ otherwise: DocumentNode?, _ field: FieldSpec?) -> Attribute.Form? {
        var names: [String: String] = [:]
        var folded: [[UInt8]: String] = [:]
        let pairs = node.entries?.map { ($0.key, $0.value) } ?? node.items?.map { ($0, $0) }
        guard let pairs, !pairs.isEmpty else {
            complaints.add(node, "values lists what values become, as {Feminine: Woman}, or those that stay.")
            return nil
        }
        for (old, new) in pairs {
            guard let text = key(old, field), let value = value(new) else { continue }
            if let other = folded.updateValue(value, forKey: ByteKeyTable.folded(text)), other != value {
                complaints.add(old, "\(text) stands here twice, but for capital letters or blanks.")
            }
            if node.items != nil, names[text] != nil { complaints.add(old, "\(text) stands here twice.") }
            names[text] = value
        }
        return .values(names, otherwise: otherwise.flatMap { value($0) })
    }

    /// A code of the field, or a text of a column without codes.
    private func key(_ node: DocumentNode, _ field: FieldSpec?) -> String? {
        if let field, Attribute.Form.names(of: field) != nil { return code(node, of: field) }
        guard let text = node.text, text.contains(where: { !$0.isWhitespace }) else {
            complaints.add(node, "A value says nothing.")
            return nil
        }
        return text
    }

    /// What may stand in a cell.
    private func value(_ node: DocumentNode) -> String? {
        guard let text = node.text else {
            complaints.add(node, "A value must be a text.")
            return nil
        }
        if let fault = ColumnNames.fault(text) {
            complaints.add(node, "A value \(fault).")
            return nil
        }
        if text == "0" {
            complaints.add(node, "Programs for synthetic data take 0 for nothing. Write a word.")
            return nil
        }
        return text
    }

    /// Why a field cannot have a form; nil where it can.
    func fault(_ form: Attribute.Form, _ field: FieldSpec) -> String? {
        switch form {
        case .keep:
            if field.isDirectIdentifier { return "\(field.id) tells who a person is. It leaves as year or age-band." }
            if field.kind == .date {
                return "A day makes every combination unique. \(field.id) leaves as its year or its quarter."
            }
        case .any, .values:
            if field.kind == .date { return "\(field.id) is a date. It leaves as its year or its quarter." }
        case .bands: if field.kind != .number { return "\(field.id) holds no numbers." }
        case .year: if field.kind != .date { return "\(field.id) is no date." }
        case .quarter:
            if field.kind != .date { return "\(field.id) is no date." }
            if field.isDirectIdentifier { return "\(field.id) tells who a person is. It leaves as year or age-band." }
        case .country, .region: if field.codeList != .iso3166 { return "\(field.id) holds no countries." }
        case .section: if field.id != "vic_ForcedLabourIndustry" { return "\(field.id) holds no industries." }
        case .ageBand: if field.id != "prs_Birthdate" { return "\(field.id) is no date of birth." }
        }
        return nil
    }
}
