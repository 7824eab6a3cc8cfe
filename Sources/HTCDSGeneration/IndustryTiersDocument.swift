/// The shape of `Schemas/standard/industry-tiers.json`.
struct IndustryTiersDocument: Decodable {
    static let path = "Schemas/standard/industry-tiers.json"

    struct Division: Decodable {
        let label: String
        let classes: [String]?
    }

    struct Section: Decodable {
        let code: String
        let label: String
        let divisions: [Division]?
    }

    let field: String
    let sections: [Section]

    /// The first tier is the code list of the field.
    func check(against standard: StandardDocument) throws(GenerationError) {
        let list = standard.fields.first { $0.id == field }?.codeList
        let codes = standard.codeLists.first { $0.id == list }?.codes ?? []
        guard sections.map(\.code) == codes.map(\.name), sections.map(\.label) == codes.map(\.label) else {
            throw GenerationError(message: "\(Self.path): the sections are not the code list of \(field)")
        }
    }
}
