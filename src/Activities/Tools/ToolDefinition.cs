namespace Workflows.Activities.Tools;

/// <summary>A tool as a model is told of it.</summary>
/// <param name="Name">Its name: <c>fs_read</c>.</param>
/// <param name="Description">What it does, for the model.</param>
/// <param name="Parameters">JSON schema of its arguments.</param>
internal sealed record ToolDefinition(string Name, string Description, string Parameters);
