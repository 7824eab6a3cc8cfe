/// Who reads what leaves: `--for`.
public enum HandOffTarget: String, Sendable, Hashable, CaseIterable {
    /// Synthetic Data Showcase: its program and its web page.
    case showcase
    /// The Python package pac-synth.
    case pacSynth = "pac-synth"
    /// The page "Anonymize Case Data" of the Intelligence Toolkit.
    case intelligenceToolkit = "intelligence-toolkit"
    /// ShowWhy: it drops whoever has an empty cell, so that a known "no" has to be a real `0`.
    case showwhy
    /// The columns and values of CTDC's Global Synthetic Dataset of 2024.
    case ctdc

    /// Whether the encoder is to write `0` where something was asked and not chosen, in columns whose zeros are
    /// sensitive (``CategoryTable/Column/sensitiveZero``).
    public var wantsZeros: Bool { self == .showwhy }

    /// Whether columns of several values become a 0/1 column for each value, because it knows no other.
    var splitsSeveral: Bool { self == .showwhy || self == .intelligenceToolkit || self == .ctdc }

    /// For messages.
    var words: String {
        switch self {
        case .showcase: "Synthetic Data Showcase"
        case .pacSynth: "pac-synth"
        case .intelligenceToolkit: "the Intelligence Toolkit"
        case .showwhy: "ShowWhy"
        case .ctdc: "CTDC's data set"
        }
    }
}
