namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.DiffWorkspace"/>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Name">Name of the patch among the artifacts: <c>reports/diff_round_1.patch</c>. Its short form and the red flags lie beside it.</param>
/// <param name="Before">The files before.</param>
/// <param name="After">The files now.</param>
/// <param name="Folders">The folders that are compared.</param>
/// <param name="MostCharacters">Longest short form (row R10).</param>
/// <param name="MostRedFlags">Longest list of red flags, in characters (row R11).</param>
public sealed record DiffWorkspaceInput(
    string RunId, string Name, WorkspaceState Before, WorkspaceState After, IReadOnlyList<string> Folders, int MostCharacters, int MostRedFlags);
