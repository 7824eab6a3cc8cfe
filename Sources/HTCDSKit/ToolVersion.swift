/// The version of the tool, as `--version` and every report say it.
public enum ToolVersion {
    public static let current = "0.1.0"
}
