extension SourceColumn {
    /// The names of columns under a row of titles: `title/name`, as form tools write groups. A title stands for its own
    /// column and those behind it up to the next one; where one of the two is empty the other is the name.
    public static func names(_ names: [String], under titles: [String]) -> [String] {
        var title = ""
        return (0..<max(names.count, titles.count)).map { column in
            let own = column < titles.count ? trimmed(titles[column]) : ""
            if !own.isEmpty { title = own }
            let name = column < names.count ? names[column] : ""
            if trimmed(name).isEmpty { return own }
            return title.isEmpty ? name : "\(title)/\(trimmed(name))"
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return "" }
            return CellBytes(start: start, count: bytes.count).trimmed().makeString()
        }
    }
}
