namespace Workflows.Activities.Tools;

/// <summary>The tools that there are.</summary>
internal interface IToolCatalog
{
    /// <summary>The tools of these names, in their order; a name that no tool has is left out.</summary>
    IReadOnlyList<ToolDefinition> Of(IReadOnlyList<string> names);
}
