/// The manifest of a package (OpenDocument 1.3, part 2, 4.3): whether any of its parts is encrypted.
final class ODSManifest: PathCollector {
    private(set) var isEncrypted = false

    override func element(_ path: [String], attribute: (String) -> String?, _ parser: XMLPushParser) {
        if path == ["manifest", "file-entry", "encryption-data"] { isEncrypted = true }
    }
}
