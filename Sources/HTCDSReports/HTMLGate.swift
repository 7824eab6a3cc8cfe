internal import HTCDSFindings

/// What a gate did, as members of the page: tables, and pictures of bars (SVG, without a program) above those whose rows
/// are shares.
struct HTMLGate {
    private let parts: GateParts
    private let words: ReportWords

    /// Bars that a picture shows, and how its parts stand, in the picture's own units.
    private static let most = 20
    private static let rowHeight = 24
    private static let labelWidth = 260
    private static let barWidth = 300
    private static let longestLabel = 30

    /// nil where the report is not one of a gate.
    init?(_ report: Report, _ words: ReportWords) {
        guard let parts = GateParts(report, words) else { return nil }
        self.parts = parts
        self.words = words
    }

    var title: String { parts.title }

    var members: [String: Any] {
        let risk = parts.riskTables.enumerated().map { table($0.element, number: $0.offset + 2) }
        return [
            "heading": parts.title, "sentences": parts.sentences.map(PlainText.clean),
            "tables": parts.columns.rows.isEmpty ? [] : [table(parts.columns, number: 1)],
            "hasRisk": !parts.riskSentences.isEmpty, "riskSentences": parts.riskSentences.map(PlainText.clean),
            "riskTables": risk,
        ]
    }

    private func table(_ table: GateParts.Table, number: Int) -> [String: Any] {
        var members: [String: Any] = [
            "number": number, "title": PlainText.clean(table.title),
            "header": table.header.map(PlainText.clean),
            "rows": table.rows.map { row -> [String: Any] in
                [
                    "head": PlainText.clean(row.first ?? ""),
                    "cells": row.enumerated().dropFirst().map { place, text -> [String: Any] in
                        ["text": PlainText.clean(text), "isNumber": table.numbers.contains(place)]
                    },
                ]
            },
        ]
        if !table.bars.isEmpty, !table.rows.isEmpty { members["picture"] = picture(table) }
        return members
    }

    private func picture(_ table: GateParts.Table) -> [String: Any] {
        let rows = zip(table.rows, table.bars).prefix(Self.most).enumerated()
        let bars = rows.map { place, row -> [String: Any] in
            let (cells, share) = row
            let label = PlainText.clean(cells.first ?? "")
            let length = Int((min(1, max(0, share)) * Double(Self.barWidth)).rounded())
            return [
                "label": label.count > Self.longestLabel ? label.prefix(Self.longestLabel - 1) + "…" : label,
                "value": PlainText.clean(cells.count > 1 ? cells[1] : ""),
                "top": place * Self.rowHeight + 4, "baseline": place * Self.rowHeight + 17, "length": length,
                "behind": Self.labelWidth + length + 8,
            ]
        }
        return [
            "bars": bars, "height": bars.count * Self.rowHeight + 4, "left": Self.labelWidth,
            "labelEnd": Self.labelWidth - 8, "width": Self.labelWidth + Self.barWidth + 120,
        ]
    }
}
