namespace Workflows.Activities.Tools;

/// <summary>The tools that there are, by name.</summary>
internal sealed class ToolCatalog(IEnumerable<ITool> tools) : IToolCatalog
{
    private readonly Dictionary<string, ITool> _tools = tools.ToDictionary(tool => tool.Definition.Name, StringComparer.Ordinal);

    /// <inheritdoc />
    public IReadOnlyList<ToolDefinition> Of(IReadOnlyList<string> names) => [.. names.Select(Find).OfType<ITool>().Select(tool => tool.Definition)];

    /// <summary>The tool of a name; null when there is none.</summary>
    public ITool? Find(string name) => _tools.GetValueOrDefault(name);
}
