namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>A program to run.</summary>
/// <param name="Folder">Full path of the working copy.</param>
/// <param name="WritableFolders">Folders in it that the program may write to; everything else in it is read-only.</param>
/// <param name="WorkingFolder">The folder in it that the program starts in; empty for its root.</param>
/// <param name="Command">The program and its arguments; no shell comes in between.</param>
/// <param name="Timeout">Most time.</param>
/// <param name="OutputBytes">Most bytes of output that are kept.</param>
internal sealed record SandboxJob(
    string Folder, IReadOnlyList<string> WritableFolders, string WorkingFolder, IReadOnlyList<string> Command, TimeSpan Timeout, int OutputBytes)
{
    /// <summary>Where a program behind the fence finds the working copy.</summary>
    public const string Mount = "/task";

    /// <summary>What the program reads from its standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Variables beside those that the sandbox sets itself.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it may reach the network: only for programs that the operator chose.</summary>
    public bool Network { get; init; }

    /// <summary>Files and folders of this machine that it may read, under their own path: where a command-line agent is installed.</summary>
    public IReadOnlyList<string> ReadablePaths { get; init; } = [];
}
