import HTCDSDocuments
import HTCDSFormats
public import HTCDSGate
import HTCDSValidation

/// A policy with the text it was read from.
public struct LoadedPolicy: Sendable {
    public var policy: Policy
    public let yaml: String
    /// Of the document as it is, whatever else was asked for.
    public var sha256: String { Hexadecimal.sha256(yaml) }
}

/// Finds policies: the shipped ones by name, others by path.
public enum PolicyLibrary {
    public static var names: [String] { PolicyCatalogue.names }

    static func isShipped(_ reference: String) -> Bool { PolicyCatalogue.yaml(reference) != nil }

    /// - Parameter reference: name of a shipped policy, or path of a document.
    /// - Throws: `ToolError`: 64 for an unknown name, 66 for a missing file, 78 for a wrong document.
    public static func load(_ reference: String) throws -> LoadedPolicy {
        do {
            if let yaml = PolicyCatalogue.yaml(reference), let policy = try PolicyCatalogue.policy(reference) {
                return LoadedPolicy(policy: policy, yaml: yaml)
            }
            guard DocumentText.isPath(reference) else {
                let near = Spelling.nearest(to: reference, in: names).map { " Did you mean \($0)?" } ?? ""
                throw ToolError(
                    .usage,
                    "There is no policy called \(reference).\(near) The names: \(names.joined(separator: ", ")); or give a "
                        + "file.")
            }
            let yaml = try DocumentText.read(reference)
            return LoadedPolicy(
                policy: try PolicyReader.read(
                    yaml: yaml, name: reference,
                    rules: PolicyReader.Rules(
                        all: RuleCatalogue.descriptions.map(\.id), fixed: Profile.essential)), yaml: yaml)
        } catch { throw ToolError.wrapping(error, file: error is FormatError ? reference : nil) }
    }
}
