/// The shape of `Schemas/standard/htcds-2.0.json`, as far as generators use it.
struct StandardDocument: Decodable {
    static let path = "Schemas/standard/htcds-2.0.json"

    struct Field: Decodable {
        struct Alias: Decodable {
            let id: String
            let kind: String
        }

        struct LabelAlias: Decodable {
            let label: String
        }

        struct Former: Decodable {
            let id: String
            let version: String
            let grade: String
        }

        let id: String
        let table: String
        let name: String
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
        let row: Int
        let definition: String
        let aliases: [Alias]?
        let labelAliases: [LabelAlias]?
        let formerIds: [Former]?
        let supersededWithoutTarget: [Superseded]?
    }

    struct Superseded: Decodable {
        let text: String
        let version: String
        let grade: String
    }

    struct Code: Decodable {
        let name: String
        let label: String
        let definition: String
        let aliases: [String]?
        let superseded: [Superseded]?
    }

    struct CodeList: Decodable {
        let id: String
        let swiftType: String
        let fields: [String]
        let codes: [Code]
    }

    struct Table: Decodable {
        let id: String
        let title: String
    }

    let version: String
    let tables: [Table]
    let fields: [Field]
    let codeLists: [CodeList]

    /// Lists that the standard refers to and that have a file of their own.
    static let externalLists: Set<String> = ["iso3166-1", "iso639-2"]

    /// Refuses what would generate Swift that compiles and is wrong.
    func check() throws(GenerationError) {
        var seen: Set<String> = []
        for field in fields where !seen.insert(field.id).inserted {
            throw GenerationError(message: "\(Self.path): field \(field.id) stands there twice")
        }
        let lists = Set(codeLists.map(\.id))
        for field in fields {
            guard let list = field.codeList else { continue }
            guard lists.contains(list) || Self.externalLists.contains(list) else {
                throw GenerationError(
                    message: "\(Self.path): \(field.id) names the code list \(list), which is not there")
            }
        }
        for list in codeLists {
            guard Set(list.codes.map(\.name)).count == list.codes.count else {
                throw GenerationError(message: "\(Self.path): code list \(list.id) holds a code twice")
            }
            guard list.fields == fields.filter({ $0.codeList == list.id }).map(\.id) else {
                throw GenerationError(
                    message: "\(Self.path): code list \(list.id) does not name the fields that use it")
            }
        }
    }
}
