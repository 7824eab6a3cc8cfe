import HTCDSCells
import HTCDSDocuments
import HTCDSSpec

/// Codes of an organisation's own.
extension ProfileReader {
    func localCode(_ node: DocumentNode, of profile: inout Profile) {
        let scope = DocumentScope(node, what: "a local code", complaints: complaints)
        let id = scope.required("field")
        let code = scope.required("code") ?? ""
        let broader = scope.required("broader")
        let labels = scope.textNodes("labels") ?? []
        let about = scope.text("about")
        let field = id.flatMap { _ in scope.take("field") }.flatMap { self.field($0) }
            .flatMap { standard.field(id: $0) }
        scope.finish()
        if !code.isEmpty, code.wholeMatch(of: /x-[A-Za-z0-9][A-Za-z0-9_-]*/) == nil, let value = scope.take("code") {
            complaints.add(
                value, "A local code begins with x- and has letters, digits, hyphens and underscores, as x-OnlineScam.")
        }
        guard let field else { return }
        guard let names = LocalCodes.names(of: field) else {
            if let value = scope.take("field") {
                complaints.add(value, "\(field.id) holds no list of codes, so it needs no code of your own.")
            }
            return
        }
        if let broader, !names.contains(broader), let value = scope.take("broader") {
            let near = Spelling.nearest(to: broader, in: names).map { " Did you mean \($0)?" } ?? ""
            complaints.add(value, "\(field.id) has no code \(broader).\(near)")
        }
        let official = officialSpellings(of: field)
        var own: Set<[UInt8]> = []
        for other in profile.localCodes where other.field == field.id {
            for text in [other.code] + other.labels { own.insert(ByteKeyTable.folded(text)) }
        }
        if own.contains(ByteKeyTable.folded(code)), let value = scope.take("code") {
            complaints.add(value, "\(field.id) has the local code \(code) already.")
        }
        for label in labels {
            let folded = ByteKeyTable.folded(label.text ?? "")
            if folded.isEmpty {
                complaints.add(label, "A label says nothing.")
            } else if official.contains(folded) {
                complaints.add(label, "\(label.text ?? "") is an official value of \(field.id) and keeps its meaning.")
            } else if own.contains(folded) {
                complaints.add(label, "\(label.text ?? "") is a label of another local code of \(field.id).")
            }
        }
        profile.localCodes.append(
            LocalCode(
                field: field.id, code: code, broader: broader ?? "", labels: labels.compactMap(\.text), about: about))
    }

    private func officialSpellings(of field: FieldSpec) -> Set<[UInt8]> {
        guard let list = field.codeList else { return [] }
        let texts =
            list == .iso3166
            ? Countries.all.flatMap { [$0.alpha2, $0.alpha3, $0.name] + $0.otherNames }
            : list == .iso639
                ? Languages.all.flatMap { [$0.alpha3T, $0.name] + $0.otherNames }
                : standard.codeList(list)?.codes.flatMap { [$0.name, $0.label] + $0.aliases } ?? []
        return Set(texts.map { ByteKeyTable.folded($0) })
    }
}
