namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.RunTests"/>: the loop's own look at the tests, in a clean copy of the files.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round.</param>
/// <param name="Command">The command, for example <c>dotnet test</c>.</param>
/// <param name="Folder">The folder that it is run in: <c>workspace</c>.</param>
/// <param name="Workspace">The files.</param>
public sealed record RunTestsInput(string RunId, int Round, string Command, string Folder, WorkspaceState Workspace);
