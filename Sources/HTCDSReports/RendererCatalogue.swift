/// The one table of renderers.
public enum RendererCatalogue {
    /// Every renderer, sorted by the name of its type.
    public static let renderers: [any Renderer.Type] = [
        CSVRenderer.self,
        GitHubRenderer.self,
        HTMLRenderer.self,
        JSONRenderer.self,
        JUnitRenderer.self,
        MarkdownRenderer.self,
        NDJSONRenderer.self,
        SARIFRenderer.self,
        TextRenderer.self,
    ]

    /// The names that `--format` takes, sorted.
    public static var names: [String] { renderers.map { $0.name }.sorted() }

    /// Makes the renderer called `name`, nil if there is none.
    public static func renderer(
        named name: String, output: any ReportOutput, options: RenderingOptions = RenderingOptions()
    ) -> (any Renderer)? {
        renderers.first { $0.name == name }?.init(output: output, options: options)
    }
}
