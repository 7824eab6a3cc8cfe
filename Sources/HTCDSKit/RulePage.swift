import HTCDSFindings
import HTCDSValidation

/// The page about all rules, `Documentation/rules.md`, as `htcds rules list --format markdown` prints it.
public enum RulePage {
    public static var markdown: String {
        let rules = Catalogues.rules
        var text = """
            <!-- Printed by `htcds rules list --format markdown`; do not edit. -->

            # Rules

            \(rules.count) rules, by area. An *error* breaks what the standard or a format makes definite, and rejects its \
            record. A *warning* is worth a look; a rule whose source is "\(RuleDescription.toolsOpinion)" never weighs \
            more. An *info* is a hint. A rule that needs a column which is not there is listed in the report as skipped.

            Ids and people are compared over the whole run, by hashes that are keyed by a random number and stand in no \
            output, in 32 MiB of memory and past that in a file without a name; in a part of a larger job \
            (`--record-offset`) these two rules are skipped.

            """
        var area = ""
        for rule in rules {
            if rule.id.area != area {
                area = rule.id.area
                text += "\n## \(area)\n\n| rule | severity | what it finds | why it matters | source |\n"
                text += "| --- | --- | --- | --- | --- |\n"
            }
            text +=
                "| `\(rule.id)` | \(rule.severity.rawValue) | \(cell(rule.title)) | \(cell(rule.rationale)) | "
                + "\(cell(rule.source)) |\n"
        }
        text += """

            ## What the guidance asks for

            The statements of the published guidance that a validator could hold data against, by the numbers that rules \
            name in their sources.

            | number | statement | checked by | note |
            | --- | --- | --- | --- |

            """
        for rule in Guidance.rules {
            let ids = rule.rules.map { "`\($0)`" }.joined(separator: ", ")
            text += "| \(rule.id) | \(cell(rule.statement)) | \(ids.isEmpty ? "nothing" : ids) | \(cell(rule.note)) |\n"
        }
        return text
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
