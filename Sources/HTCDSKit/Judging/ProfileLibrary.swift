import HTCDSDocuments
import HTCDSFormats
public import HTCDSValidation

/// A profile with the text it was read from.
public struct LoadedProfile: Sendable {
    public let profile: Profile
    public let yaml: String
    public var sha256: String { Hexadecimal.sha256(yaml) }
}

/// Finds profiles: the shipped ones by name, others by path.
public enum ProfileLibrary {
    public static var names: [String] { ProfileCatalogue.names }

    static func isShipped(_ reference: String) -> Bool { ProfileCatalogue.yaml(reference) != nil }

    /// - Parameter reference: name of a shipped profile, or path of a document.
    /// - Throws: `ToolError`: 64 for an unknown name, 66 for a missing file, 78 for a wrong document.
    public static func load(_ reference: String) throws -> LoadedProfile {
        do {
            if let yaml = ProfileCatalogue.yaml(reference), let profile = try ProfileCatalogue.profile(reference) {
                return LoadedProfile(profile: profile, yaml: yaml)
            }
            guard DocumentText.isPath(reference) else {
                let near = Spelling.nearest(to: reference, in: names).map { " Did you mean \($0)?" } ?? ""
                throw ToolError(
                    .usage,
                    "There is no profile called \(reference).\(near) The names: \(names.joined(separator: ", ")); or give a "
                        + "file.")
            }
            let yaml = try DocumentText.read(reference)
            return LoadedProfile(profile: try ProfileReader.read(yaml: yaml, name: reference), yaml: yaml)
        } catch { throw ToolError.wrapping(error, file: error is FormatError ? reference : nil) }
    }
}
