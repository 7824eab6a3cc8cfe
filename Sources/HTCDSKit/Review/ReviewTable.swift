import HTCDSMapping
import HTCDSReports

/// A review as plain text for a terminal or a printer: what is the partner's, what is ours, and what is said of the two,
/// side by side and wrapped.
struct ReviewTable {
    private let review: MappingReview
    private let widths: [Int]
    private let width: Int
    private var text = ""

    static func text(_ review: MappingReview, width: Int) -> String {
        var table = ReviewTable(review, width: max(60, min(width, 160)))
        table.addAll()
        return table.text
    }

    private init(_ review: MappingReview, width: Int) {
        self.review = review
        self.width = width
        let room = width - 2 * Self.gap.count
        widths = [room * 3 / 10, room * 3 / 10, room - 2 * (room * 3 / 10)]
    }

    private static let gap = "  "

    private mutating func addAll() {
        let document = review.document
        add(paragraph: document.title)
        add(paragraph: "Mapping \(document.name), to HTCDS \(document.standard).")
        if let about = document.about { add(paragraph: about) }
        // One group for each thing that is filled, in the order in which the document comes to them.
        var order: [String] = []
        for row in review.rows where !order.contains(row.object) { order.append(row.object) }
        for object in order {
            let rows = review.rows.filter { $0.object == object }
            text += "\n"
            add(paragraph: object.uppercased())
            add(["partner", "HTCDS", "how well they match, and what happens"])
            text += widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap) + "\n"
            for row in rows { add(row) }
        }
        text += "\n"
        if let reviewed = document.reviewed {
            add(paragraph: "Reviewed by \(reviewed.by) on \(reviewed.on).")
        } else {
            add(paragraph: "Reviewed by: ______________________________  on: __________________")
        }
    }

    private mutating func add(_ row: MappingReview.Row) {
        let isValue = row.kind == .value || row.kind == .choice
        let theirs = row.kind == .value ? "  \(row.value ?? "")" : row.kind == .choice ? "  \(row.source)" : row.source
        let codes = row.codes.map { $0.name == $0.label ? $0.name : "\($0.name) (\($0.label))" }
        var ours = ""
        if isValue {
            ours = codes.isEmpty ? "  -" : "  " + codes.joined(separator: ", or ")
        } else if let field = row.field {
            ours = "\(field.id) (\(field.label))" + (codes.isEmpty ? "" : " = \(codes[0])")
        } else {
            ours = row.kind == .kept || row.kind == .dropped ? "-" : ""
        }
        let relation = row.relation == .exact ? "means the same" : row.relationInWords
        var says = [row.kind == .standardNames || row.kind == .field && row.columns.isEmpty ? "" : relation]
        says.append(row.outcome)
        if let note = row.note { says.append("note: \(note)") }
        let who = [row.decision.author.map { "by \($0)" }, row.decision.date.map { "on \($0)" }].compactMap { $0 }
        if !who.isEmpty { says.append("decided " + who.joined(separator: " ")) }
        add([theirs, ours, says.filter { !$0.isEmpty }.map { Self.sentence($0) }.joined(separator: " ")])
    }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    // MARK: Layout

    private mutating func add(paragraph: String) {
        for line in Self.wrapped(paragraph, to: width) { text += line + "\n" }
    }

    private mutating func add(_ cells: [String]) {
        let wrapped = zip(cells, widths).map { Self.wrapped($0, to: $1) }
        for number in 0..<(wrapped.map(\.count).max() ?? 0) {
            var line = ""
            for (column, lines) in wrapped.enumerated() {
                let cell = number < lines.count ? lines[number] : ""
                line += cell + String(repeating: " ", count: max(0, widths[column] - cell.count))
                if column < wrapped.count - 1 { line += Self.gap }
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
    }

    /// Lines of at most `width` characters. Blanks at the start are kept on every line; a longer word is cut.
    private static func wrapped(_ text: String, to width: Int) -> [String] {
        let text = PlainText.clean(text)
        let indent = String(text.prefix { $0 == " " }.prefix(4))
        return PlainText.lines(text, room: width - indent.count, cutsWords: true).map { indent + $0 }
    }
}
