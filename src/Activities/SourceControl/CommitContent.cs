namespace Workflows.Activities.SourceControl;

/// <summary>A file as it is committed.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="Bytes">What it holds; null for a file that is deleted.</param>
/// <param name="Executable">Whether it may be executed.</param>
internal sealed record CommitContent(string Path, byte[]? Bytes, bool Executable = false);
