using Workflows.Activities.Tools;

namespace Workflows.Activities.Tests.Agents;

/// <summary>Two tools.</summary>
internal sealed class TestCatalog : IToolCatalog
{
    private static readonly ToolDefinition[] _tools =
    [
        new("fs_read", "Reads a file.", """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}"""),
        new("fs_write", "Writes a file.", """{"type":"object"}"""),
    ];

    public IReadOnlyList<ToolDefinition> Of(IReadOnlyList<string> names) => [.. _tools.Where(tool => names.Contains(tool.Name))];
}
