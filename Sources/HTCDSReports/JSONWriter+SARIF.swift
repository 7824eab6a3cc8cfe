internal import HTCDSCells
internal import HTCDSFindings

/// The objects of SARIF 2.1.0, by the sections of the standard.
extension JSONWriter {
    /// 3.18 and 3.49: the program and its rules.
    mutating func sarifTool(_ report: Report, rules: [RuleID], options: RenderingOptions) {
        key("tool")
        beginObject()
        key("driver")
        beginObject()
        member("name", report.tool.name)
        member("version", report.tool.version)
        array("rules", rules) { json, rule in
            let usual = report.rules.filter { $0.rule == rule }.map(\.severity).max()
            let why = options.rationales[rule]
            json.beginObject()
            json.member("id", rule.rawValue)
            json.sarifMessage("shortDescription", options.title(rule))
            if let why { json.sarifMessage("fullDescription", why) }
            let origin = options.origins[rule].map { options.words(.sourceSentence, $0) }
            let help = [why, origin].compactMap { $0 }.joined(separator: " ")
            if !help.isEmpty { json.sarifMessage("help", help) }
            if let usual {
                json.key("defaultConfiguration")
                json.beginObject()
                json.member("level", usual.sarifLevel)
                json.endObject()
            }
            json.key("properties")
            json.beginObject()
            json.array("tags", [rule.area]) { $0.string($1) }
            json.endObject()
            json.endObject()
        }
        endObject()
        endObject()
    }

    /// 3.24: a file that was read.
    mutating func sarifArtifact(_ source: Report.Source) {
        beginObject()
        key("location")
        beginObject()
        member("uri", source.sarifURI)
        endObject()
        member("length", source.bytes)
        key("hashes")
        beginObject()
        member("sha-256", source.sha256)
        endObject()
        endObject()
    }

    /// 3.20: that the run ended as it should, and what it did not look at.
    mutating func sarifInvocation(_ report: Report, words: ReportWords) {
        key("invocations")
        beginArray()
        beginObject()
        key("executionSuccessful")
        bool(true)
        array("toolExecutionNotifications", report.checks.skipped) { json, skipped in
            json.beginObject()
            json.member("level", "note")
            json.sarifMessage("message", words(.notCheckedBecause, skipped.why))
            json.key("associatedRule")
            json.beginObject()
            json.member("id", skipped.rule.rawValue)
            json.endObject()
            json.endObject()
        }
        endObject()
        endArray()
    }

    /// 3.27: a finding. `ruleIndex` is nil where the report does not count the rule.
    mutating func sarifResult(_ finding: Finding, sources: [Report.Source], ruleIndex: Int?) {
        let place = finding.location
        let source = sources.indices.contains(place.source) ? sources[place.source] : nil
        beginObject()
        member("ruleId", finding.rule.rawValue)
        if let ruleIndex { member("ruleIndex", ruleIndex) }
        member("level", finding.severity.sarifLevel)
        sarifMessage("message", finding.message)
        key("locations")
        beginArray()
        beginObject()
        if let source { sarifPhysical(source, place) }
        sarifLogical(place, isXML: source?.format == "xml")
        endObject()
        endArray()
        key("partialFingerprints")
        beginObject()
        member("htcdsPlace/v1", finding.fingerprint(source: source?.name))
        endObject()
        key("properties")
        beginObject()
        member("field", finding.field)
        member("record", place.record)
        member("shape", finding.shape)
        member("suggestion", finding.suggestion)
        if let value = finding.value { member("value", value) }
        endObject()
        endObject()
    }

    /// 3.29. A line is told where the format has lines; a workbook has none.
    private mutating func sarifPhysical(_ source: Report.Source, _ place: SourceLocation) {
        key("physicalLocation")
        beginObject()
        key("artifactLocation")
        beginObject()
        member("uri", source.sarifURI)
        member("index", place.source)
        endObject()
        if let line = place.line, line > 0 {
            key("region")
            beginObject()
            member("startLine", line)
            endObject()
        }
        endObject()
    }

    /// 3.33: the cell as a spreadsheet names it, or the path.
    private mutating func sarifLogical(_ place: SourceLocation, isXML: Bool) {
        key("logicalLocations")
        beginArray()
        if let cell = place.cell {
            beginObject()
            member("name", cell)
            member("fullyQualifiedName", place.sheet.map { "\($0)!\(cell)" } ?? cell)
            member("kind", "cell")
            endObject()
        } else if let sheet = place.sheet {
            beginObject()
            member("name", place.row.map { "\(sheet), row \($0)" } ?? sheet)
            member("kind", "sheet")
            endObject()
        }
        if let path = place.path {
            beginObject()
            member("fullyQualifiedName", path)
            member("kind", isXML ? "element" : "value")
            endObject()
        }
        if let column = place.column {
            beginObject()
            member("name", column)
            member("kind", "column")
            endObject()
        }
        endArray()
    }

    /// 3.14.9: what the whole run says of the data. What was passed over is counted only, so that it can be no result with
    /// a suppression (3.27.23).
    mutating func sarifProperties(of report: Report) {
        member("columnKind", "unicodeCodePoints")
        key("properties")
        beginObject()
        member("verdict", report.verdict.rawValue)
        member("because", report.because)
        member("standard", report.judgedBy.standard)
        member("profile", report.judgedBy.profile)
        member("asOf", report.judgedBy.asOf)
        member("mapping", report.judgedBy.mapping.name)
        member("recordsRead", report.records.read)
        member("findingsTotal", report.findingsTotal)
        member("findingsShown", report.findingsShown)
        array("suppressed", report.suppressed) { $0.suppressed($1) }
        endObject()
    }

    private mutating func sarifMessage(_ key: StaticString, _ text: String) {
        self.key(key)
        beginObject()
        member("text", text)
        endObject()
    }
}

extension Severity {
    /// 3.27.10.
    fileprivate var sarifLevel: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }
}

extension Report.Source {
    /// The name as a relative reference (RFC 3986), standard input as `stdin`.
    fileprivate var sarifURI: String {
        if name == "-" { return "stdin" }
        let digits = Array("0123456789ABCDEF".utf8)
        var uri: [UInt8] = []
        for byte in name.utf8 {
            if ASCII.isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2E || byte == 0x5F {
                uri.append(byte)
            } else {
                uri += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: uri, as: UTF8.self)
    }
}

extension Finding {
    /// The same for the same rule, field and place, whatever stands there: FNV-1a of 64 bits, in hexadecimal.
    fileprivate func fingerprint(source: String?) -> String {
        let parts = [
            rule.rawValue, field, source, location.sheet, location.cell ?? location.row.map(String.init),
            location.path, location.line.map(String.init) ?? location.record.map(String.init), location.column,
        ]
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in (part ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
