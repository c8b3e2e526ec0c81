using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Compares two states: a patch that git takes, its short form for a prompt, and the red flags of the code as it is now.</summary>
internal sealed class DiffWorkspaceActivity(IWorkspaces workspaces, IArtifactStore artifacts) : IActivity<DiffWorkspaceInput, WorkspaceDiff>
{
    private const int MostFiles = 200;
    private const string Diff = "text/x-diff";
    private const string Plain = "text/plain";

    /// <inheritdoc />
    public async Task<WorkspaceDiff> RunAsync(ActivityContext context, DiffWorkspaceInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = await workspaces.ReadAsync(input.Before, cancellationToken);
        var after = await workspaces.ReadAsync(input.After, cancellationToken);
        var differences = FileDifference.Between(before, after, input.Folders);
        var patches = new List<FilePatch>();
        var flags = new List<string>();
        foreach (var file in differences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var old = file.Before is null ? [] : await workspaces.ReadFileAsync(input.Before, file.Before, cancellationToken);
            var now = file.After is null ? [] : await workspaces.ReadFileAsync(input.After, file.After, cancellationToken);
            patches.Add(FilePatch.Write(file, old, now));
            if (file.After is not null && RedFlags.IsWorkingCode(file.Path))
            {
                flags.AddRange(RedFlags.Of(file.Path, now));
            }
        }

        var patch = await WriteAsync(input, "", string.Concat(patches.Select(one => one.Text)), Diff, cancellationToken);
        var excerpt = await WriteAsync(input, ".excerpt", PatchExcerpt.Of(patches, input.MostCharacters), Diff, cancellationToken);
        var redFlags = flags.Count == 0 ? null : await WriteAsync(input, ".red-flags", RedFlags.Bounded(flags, input.MostRedFlags), Plain, cancellationToken);
        return new WorkspaceDiff(
            patch, excerpt, patch.Sha256,
            [.. differences.Zip(patches, (file, one) => new ChangedFile(file.Path, file.Kind, one.Added, one.Removed)).Take(MostFiles)], differences.Count, redFlags, flags.Count);
    }

    // reports/diff_round_1.patch, reports/diff_round_1.excerpt.patch, reports/diff_round_1.red-flags.txt
    private Task<ArtifactRef> WriteAsync(DiffWorkspaceInput input, string mark, string text, string type, CancellationToken cancellationToken)
    {
        var dot = input.Name.LastIndexOf('.');
        var name = mark.Length == 0 ? input.Name : $"{(dot < 0 ? input.Name : input.Name[..dot])}{mark}{(type == Plain || dot < 0 ? ".txt" : input.Name[dot..])}";
        return artifacts.WriteAsync(input.RunId, name, Encoding.UTF8.GetBytes(text), type, cancellationToken);
    }
}
