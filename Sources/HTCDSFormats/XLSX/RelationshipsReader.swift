/// Relationships of a part (ISO/IEC 29500-2, 6.5.3): by id, with the last step of the type, and the target.
final class RelationshipsReader: PathCollector {
    struct Relationship {
        let kind: String
        let type: String
        let target: String
    }

    private(set) var byID: [String: Relationship] = [:]
    private(set) var all: [Relationship] = []
    /// All ids, those of relationships that lead out of the package too.
    private(set) var ids: [String] = []

    override func element(_ path: [String], attribute: (String) -> String?, _ parser: XMLPushParser) {
        guard path == ["Relationships", "Relationship"], let id = attribute("Id") else { return }
        ids.append(id)
        guard attribute("TargetMode") != "External", let type = attribute("Type"), let target = attribute("Target")
        else { return }
        let relationship = Relationship(
            kind: type.split(separator: "/").last.map(String.init) ?? type, type: type, target: target)
        byID[id] = relationship
        all.append(relationship)
    }
}
