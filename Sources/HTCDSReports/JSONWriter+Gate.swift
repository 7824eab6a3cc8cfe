internal import HTCDSCells
internal import HTCDSFindings

/// The JSON form of what a gate adds to a report: `Schemas/report.schema.json`, `gate`.
extension JSONWriter {
    mutating func gate(_ gate: Report.Gate) {
        beginObject()
        key("policy")
        beginObject()
        member("name", gate.policy.name)
        member("sha256", gate.policy.sha256)
        endObject()
        member("rows", gate.rows)
        member("k", gate.k)
        member("reportingLength", gate.reportingLength)
        key("victims")
        beginObject()
        member("read", gate.victims.read)
        member("passed", gate.victims.passed)
        member("withheld", gate.victims.withheld)
        endObject()
        member("withoutConsent", gate.withoutConsent)
        key("withdrawn")
        if let withdrawn = gate.withdrawn {
            beginObject()
            member("listed", withdrawn.listed)
            member("met", withdrawn.met)
            endObject()
        } else {
            null()
        }
        member("erroneous", gate.erroneous)
        key("mostQuarantined")
        if let most = gate.mostQuarantined { fraction(most) } else { null() }
        array("attributes", gate.attributes) { json, attribute in
            json.beginObject()
            json.member("name", attribute.name)
            json.member("kind", attribute.kind)
            json.member("values", attribute.values)
            json.member("rareValues", attribute.rareValues)
            json.key("left")
            if let left = attribute.left {
                json.beginObject()
                json.member("several", left.several)
                json.member("unlisted", left.unlisted)
                json.member("unfit", left.unfit)
                json.endObject()
            } else {
                json.null()
            }
            json.endObject()
        }
        key("risk")
        if let risk = gate.risk { self.risk(risk) } else { null() }
        endObject()
    }

    private mutating func risk(_ risk: Report.DisclosureRisk) {
        beginObject()
        member("combinations", risk.combinations)
        array("byLength", risk.byLength) { json, row in
            json.beginObject()
            json.member("length", row.length)
            json.member("combinations", row.combinations)
            json.member("rare", row.rare)
            json.member("unique", row.unique)
            json.endObject()
        }
        member("unique", risk.unique)
        member("rare", risk.rare)
        array("attributes", risk.attributes) { json, row in
            json.beginObject()
            json.member("column", row.column)
            json.member("value", row.value)
            json.member("share", row.share)
            json.endObject()
        }
        array("pairs", risk.pairs) { json, row in
            json.beginObject()
            json.array("columns", row.columns) { $0.string($1) }
            json.member("share", row.share)
            json.endObject()
        }
        key("kAnonymity")
        if let classes = risk.kAnonymity {
            beginObject()
            array("columns", classes.columns) { $0.string($1) }
            member("classes", classes.classes)
            member("smallestClass", classes.smallestClass)
            member("inSmallClasses", classes.inSmallClasses)
            endObject()
        } else {
            null()
        }
        array("lDiversity", risk.lDiversity) { json, row in
            json.beginObject()
            json.member("column", row.column)
            json.member("fewestValues", row.fewestValues)
            json.member("inUniformClasses", row.inUniformClasses)
            json.endObject()
        }
        array("gains", risk.gains) { json, row in
            json.beginObject()
            json.member("column", row.column)
            json.member("dropped", row.dropped)
            json.member("coarser", row.coarser)
            json.member("generalised", row.generalised)
            json.endObject()
        }
        key("differencing")
        if let differencing = risk.differencing {
            beginObject()
            member("combinations", differencing.combinations)
            member("rows", differencing.rows)
            array("onlyInOne", differencing.onlyInOne) { $0.string($1) }
            endObject()
        } else {
            null()
        }
        endObject()
    }

    private mutating func member(_ name: StaticString, _ share: Report.DisclosureRisk.Share?) {
        key(name)
        guard let share else { return null() }
        beginObject()
        key("share")
        if let told = share.share { fraction(told) } else { null() }
        member("below", share.below)
        endObject()
    }

    private mutating func member(_ name: StaticString, _ count: Report.DisclosureRisk.Count) {
        key(name)
        beginObject()
        member("count", count.count)
        member("below", count.below)
        endObject()
    }

    private mutating func member(_ name: StaticString, _ share: Double) {
        key(name)
        fraction(share)
    }

    /// A share of at most three decimal places.
    private mutating func fraction(_ share: Double) {
        var text = "\(share)"
        text.withUTF8 { raw($0) }
    }
}
