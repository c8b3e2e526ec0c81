namespace Workflows.Activities.SourceControl;

/// <summary>A file as it is committed.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="Bytes">What it holds; null for a file that is deleted.</param>
/// <param name="Executable">Whether it may be executed.</param>
internal sealed record CommitContent(string Path, byte[]? Bytes, bool Executable = false)
{
    /// <summary>
    /// The file that the change was made to. What the branch holds otherwise stays, and where that is in the way of the change, nothing is committed.
    /// Null for a file that is committed as it is, whatever the branch holds.
    /// </summary>
    public CommitContent? Base { get; init; }
}
