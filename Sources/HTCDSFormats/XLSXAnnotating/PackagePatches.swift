/// The small parts of a workbook that speak of its sheets, with one sheet more that stands first. What is not changed
/// stays byte for byte. Source: ECMA-376-1, 18.2; ISO/IEC 29500-2, 6.5 and 7.2.
enum PackagePatches {
    struct NewSheet {
        let name: String
        let relationship: String
        /// Namespace of relationships in the workbook's own kind of format.
        let namespace: String
    }

    /// The workbook part. Sheets are counted by their place in local names and views, which go on by one, so that a name
    /// keeps its sheet and the sheet that is looked at first stays the same one.
    static func workbook(_ bytes: [UInt8], part: String, adding sheet: NewSheet) throws -> [UInt8] {
        var ids: Set<Int> = []
        var hasView = false
        try rewrite(bytes, part: part) { path, tag in
            if path == ["workbook", "sheets"], tag.localName == "sheet" { ids.insert(tag.number("sheetId") ?? 0) }
            if path == ["workbook", "bookViews"], tag.localName == "workbookView" { hasView = true }
            return nil
        }
        // ECMA-376-1, 18.2.19; Excel takes no more than 65,534.
        let id = (ids.max() ?? 0) < 65_534 ? (ids.max() ?? 0) + 1 : (1...65_534).first { !ids.contains($0) } ?? 1
        return try rewrite(bytes, part: part) { path, tag in
            let prefix = tag.prefix
            switch (path, tag.localName) {
            case (["workbook"], "sheets"):
                let own =
                    "<\(prefix)sheet xmlns:r=\"\(sheet.namespace)\" name=\"\(XMLTag.escaped(sheet.name))\" "
                    + "sheetId=\"\(id)\" r:id=\"\(sheet.relationship)\"/>"
                let views =
                    hasView ? "" : "<\(prefix)bookViews><\(prefix)workbookView activeTab=\"1\"/></\(prefix)bookViews>"
                return Array(views.utf8) + tag.bytes + Array(own.utf8)
            case (["workbook", "bookViews"], "workbookView"):
                var changes: [(String, String?)] = [("activeTab", String((tag.number("activeTab") ?? 0) + 1))]
                // The first tab that is shown; with none scrolled away, the new one is to be seen.
                if let first = tag.number("firstSheet"), first > 0, first < Int(Int32.max) {
                    changes.append(("firstSheet", String(first + 1)))
                }
                return tag.setting(changes)
            case (["workbook", "definedNames"], "definedName"):
                guard let place = tag.number("localSheetId"), place < Int(Int32.max) else { return nil }
                return tag.setting([("localSheetId", String(place + 1))])
            default: return nil
            }
        }
    }

    /// A part with relationships, with further ones.
    static func relationships(
        _ bytes: [UInt8], part: String, adding relationships: [(id: String, type: String, target: String)]
    ) throws -> [UInt8] {
        try appending(to: bytes, part: part, root: "Relationships") { prefix in
            relationships.map {
                "<\(prefix)Relationship Id=\"\($0.id)\" Type=\"\(XMLTag.escaped($0.type))\" "
                    + "Target=\"\(XMLTag.escaped($0.target))\"/>"
            }.joined()
        }
    }

    /// The part that says what kind each part is, with further parts.
    static func contentTypes(_ bytes: [UInt8], adding parts: [(name: String, type: String)]) throws -> [UInt8] {
        try appending(to: bytes, part: "[Content_Types].xml", root: "Types") { prefix in
            parts.map {
                "<\(prefix)Override PartName=\"/\(XMLTag.escaped($0.name))\" ContentType=\"\($0.type)\"/>"
            }.joined()
        }
    }

    /// Everything as it is, and something before the end of the root.
    private static func appending(
        to bytes: [UInt8], part: String, root: String, _ more: (_ prefix: String) -> String
    ) throws -> [UInt8] {
        let pieces = XMLPieces(MemoryByteSource(bytes), part: part)
        var result: [UInt8] = []
        var depth = 0
        var prefix = ""
        while let kind = try pieces.next() {
            let tag = kind == .text || kind == .other ? nil : pieces.bytes { XMLTag($0) }
            if let tag, depth == 0, kind != .end {
                guard tag.localName == root else {
                    throw ZipFault.broken("A part of it is another than it says.", part: part)
                }
                prefix = tag.prefix
                if kind == .empty {
                    let (start, end) = tag.opened
                    result += start + Array(more(prefix).utf8) + end
                    continue
                }
            }
            if kind == .start { depth += 1 }
            if kind == .end {
                depth -= 1
                if depth == 0 { result += Array(more(prefix).utf8) }
            }
            pieces.bytes { result.append(contentsOf: $0) }
        }
        return result
    }

    /// - Parameter change: what stands in the place of a start or empty tag, by the local names around it; nil: itself.
    @discardableResult
    private static func rewrite(
        _ bytes: [UInt8], part: String, _ change: (_ path: [String], _ tag: XMLTag) -> [UInt8]?
    ) throws -> [UInt8] {
        let pieces = XMLPieces(MemoryByteSource(bytes), part: part)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 1_024)
        var path: [String] = []
        while let kind = try pieces.next() {
            var own: [UInt8]?
            switch kind {
            case .start, .empty:
                let tag = pieces.bytes { XMLTag($0) }
                own = change(path, tag)
                if kind == .start { path.append(tag.localName) }
            case .end: path = path.dropLast()
            case .text, .other: break
            }
            if let own { result += own } else { pieces.bytes { result.append(contentsOf: $0) } }
        }
        return result
    }
}
