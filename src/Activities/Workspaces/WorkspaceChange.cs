namespace Workflows.Activities.Workspaces;

/// <summary>A file as it is from now on.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="Executable">Whether it may be executed; null leaves that as it was.</param>
internal sealed record WorkspaceChange(byte[] Content, bool? Executable = null);
