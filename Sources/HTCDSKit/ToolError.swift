import HTCDSDocuments
import HTCDSFormats

/// What stopped the work: never a fault of the data, which is a finding.
public struct ToolError: Error, Sendable, CustomStringConvertible {
    /// Exit codes of the command line (sysexits.h). Scripts rely on them.
    public enum Code: Int32, Sendable {
        case usage = 64
        case unreadableInput = 65
        case missingInput = 66
        case ourFault = 70
        case cannotCreateOutput = 73
        case inputOutput = 74
        case wrongDocument = 78
    }

    public let code: Code
    /// For a caseworker: what is wrong, then what to do. Holds no value.
    public let message: String
    /// The reader of our output went away: nothing is said about it.
    public let isClosedPipe: Bool

    public init(_ code: Code, _ message: String, isClosedPipe: Bool = false) {
        self.code = code
        self.message = message
        self.isClosedPipe = isClosedPipe
    }

    public var description: String { message }

    /// The same trouble as an error of the tool, whatever layer it comes from.
    /// - Parameter file: what the file may be called.
    public static func wrapping(_ error: any Error, file: String? = nil) -> ToolError {
        let prefix = file.map { "\($0): " } ?? ""
        switch error {
        case let error as ToolError: return error
        case let error as FormatError:
            let code: Code =
                switch error.code {
                case .cannotOpen: .missingInput
                case .inputOutput: .inputOutput
                case .cannotCreate: .cannotCreateOutput
                default: .unreadableInput
                }
            return ToolError(code, prefix + error.description)
        case let error as DocumentError: return ToolError(.wrongDocument, error.description)
        default: return ToolError(.ourFault, "Something went wrong inside htcds. Please report it.")
        }
    }
}
