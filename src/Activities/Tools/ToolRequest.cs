using Workflows.Activities.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary>A call of a tool.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Arguments">What the model gave.</param>
/// <param name="Scope">Where files may be changed.</param>
/// <param name="State">The files.</param>
/// <param name="Manifest">Their list.</param>
internal sealed record ToolRequest(string RunId, ToolArguments Arguments, WriteScope Scope, WorkspaceState State, WorkspaceManifest Manifest)
{
    /// <summary>The file of a path; null when there is none.</summary>
    public WorkspaceFile? Find(string path) => Manifest.Files.FirstOrDefault(file => file.Path == path);

    /// <summary>Whether there are files below a path.</summary>
    public bool IsFolder(string path) => path.Length == 0 || Manifest.Files.Any(file => file.Path.StartsWith(path + "/", StringComparison.Ordinal));

    /// <summary>An answer that changes nothing.</summary>
    public ToolOutcome Answer(string text, string summary) => new(text, summary, Refused: false, State);

    /// <summary>A refusal: what is wrong and what may be done.</summary>
    public ToolOutcome Refuse(string reason) => new("Refused: " + reason, "refused: " + reason, Refused: true, State);

    /// <summary>What may be written, in words.</summary>
    public string WritableWords => Scope.Folders.Count == 0 ? "You may not change any file."
        : $"You may write below {string.Join(" and ", Scope.Folders.Select(folder => folder + "/"))}{(Scope.Except.Count == 0 ? "" : $", but not below {string.Join(" and ", Scope.Except.Select(folder => folder + "/"))}")}.";
}
