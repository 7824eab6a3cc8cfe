extension RuleDescription {
    /// The same description in another language: title, rationale, and the source where it is ``toolsOpinion``. What
    /// names a document stays as it is.
    public func told(in language: ReportLanguage) -> RuleDescription {
        func told(_ text: String) -> String { MessageCatalogue.translation(of: text, in: language) ?? text }
        return RuleDescription(
            id: id, title: told(title), severity: severity, source: source == Self.toolsOpinion ? told(source) : source,
            rationale: told(rationale), since: since, passing: passing, failing: failing)
    }
}
