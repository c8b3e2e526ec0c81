namespace Workflows.Activities.Workspaces;

/// <summary>A file of a state.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="Sha256">Hash of its content, in lower-case hex.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Executable">Whether it may be executed; no other mode is kept.</param>
internal sealed record WorkspaceFile(string Path, string Sha256, long Length, bool Executable);
