/// One part of the toolkit with an input of its own, for measuring.
public struct Part: Sendable {
    public let name: String
    /// Makes what a round needs and is not measured.
    ///
    /// - Returns: one round. It gives what it counted (records, bytes, findings), so that nothing is optimised away and a
    ///   part that suddenly does nothing is seen.
    public let prepare: @Sendable (Inputs) throws -> () throws -> Int

    init(_ name: String, _ prepare: @escaping @Sendable (Inputs) throws -> () throws -> Int) {
        self.name = name
        self.prepare = prepare
    }

    public static let all: [Part] = readers + mapping + ruleGroups + writers + wholes

    public static func named(_ name: String) -> Part? { all.first { $0.name == name } }
}
