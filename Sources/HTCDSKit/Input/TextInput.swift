import HTCDSFormats

/// A text that may be a table: a file, or a part of a container.
final class TextInput {
    /// What to call it in messages.
    let label: String
    /// Its beginning, as much as is looked at to know what it is.
    private(set) var prefix: [UInt8]
    /// Everything from the first byte on. Can be read once.
    private(set) var source: any ByteSource
    /// Whether a run can start again with it, once all of it was looked at.
    let isReopenable: Bool

    init(label: String, prefix: [UInt8], source: any ByteSource, isReopenable: Bool) {
        self.label = label
        self.prefix = prefix
        self.source = source
        self.isReopenable = isReopenable
    }

    convenience init(_ file: InputFile) {
        self.init(
            label: InputFile.name(file.path), prefix: file.prefix, source: file.source, isReopenable: file.isReopenable)
    }

    /// A table within a ZIP container.
    convenience init(_ entry: ZipTables.Entry, of zip: ZipTables, label: String) throws {
        let rest = try zip.source(of: entry)
        let prefix = try rest.readAll(limit: InputFile.prefixSize)
        // The whole of it is not looked at twice: its beginning says what it is.
        self.init(
            label: label, prefix: prefix, source: ReplayByteSource(prefix: prefix, rest: rest), isReopenable: false)
    }

    /// Looks at more of it, which is read again later.
    func lookFurther(limit: Int) throws {
        prefix = try source.readAll(limit: limit)
        source = ReplayByteSource(prefix: prefix, rest: source)
    }
}
