/// The shape of `Schemas/standard/htcds-0.1.json`, `htcds-0.2.json` and `htcds-1.0.json`, as far as generators use it.
struct EarlierStandardDocument: Decodable {
    /// The earlier versions of which a field standard was published, oldest first. 1.1 has the fields of 1.0.
    static let versions = ["0.1", "0.2", "1.0"]

    static func path(version: String) -> String { "Schemas/standard/htcds-\(version).json" }

    struct Field: Decodable {
        let id: String
        let table: String
        let section: String
        let label: String
        let labelGiven: Bool?
        let kind: String
        let lookupTarget: String?
        let typeAsWritten: String?
        let codeList: String?
        let openList: Bool?
        let pattern: String?
        let core: Bool
        let status: String
        let statusGiven: Bool?
        let row: Int
        /// Only where 2.0 has no field of this id.
        let definition: String?
    }

    struct Code: Decodable {
        let name: String
        let label: String
    }

    struct CodeList: Decodable {
        let id: String
        let fields: [String]
        let codes: [Code]
    }

    let version: String
    let fields: [Field]
    let codeLists: [CodeList]

    /// Refuses what would generate Swift that compiles and is wrong.
    func check(version expected: String, against current: StandardDocument) throws(GenerationError) {
        let path = Self.path(version: expected)
        guard version == expected else {
            throw GenerationError(message: "\(path) says that it is of version \(version)")
        }
        var seen: Set<String> = []
        let lists = Set(codeLists.map(\.id)).union(StandardDocument.externalLists)
        for field in fields {
            guard seen.insert(field.id).inserted else {
                throw GenerationError(message: "\(path): field \(field.id) stands there twice")
            }
            if let list = field.codeList, !lists.contains(list) {
                throw GenerationError(message: "\(path): \(field.id) names the code list \(list), which is not there")
            }
            guard (field.definition == nil) == current.fields.contains(where: { $0.id == field.id }) else {
                throw GenerationError(message: "\(path): \(field.id) is defined in one place, here or in 2.0")
            }
        }
        for list in codeLists {
            guard list.fields == fields.filter({ $0.codeList == list.id }).map(\.id) else {
                throw GenerationError(message: "\(path): code list \(list.id) does not name the fields that use it")
            }
            guard Set(list.codes.map(\.name)).count == list.codes.count else {
                throw GenerationError(message: "\(path): code list \(list.id) holds a code twice")
            }
        }
    }
}
