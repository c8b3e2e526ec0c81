using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Compares two states: the whole patch, its short form, and what stands out in the working code.</summary>
internal sealed class DiffWorkspaceActivity(IWorkspaces workspaces, IArtifactStore artifacts) : IActivity<DiffWorkspaceInput, WorkspaceDiff>
{
    private const int MostNamed = 200;
    // Texts of the whole patch are in memory together.
    private const long MostPatchCharacters = 32 * 1024 * 1024;
    private const long MostScannedBytes = 50 * 1024 * 1024;

    /// <inheritdoc />
    public async Task<WorkspaceDiff> RunAsync(ActivityContext context, DiffWorkspaceInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = await workspaces.ReadAsync(input.Before, cancellationToken);
        var after = await workspaces.ReadAsync(input.After, cancellationToken);
        var files = StateComparison.Between(before, after, input.Folders);
        var patches = await PatchesAsync(input, files, cancellationToken);
        var flags = await ScanAsync(input, after, files, cancellationToken);
        var name = input.Name.EndsWith(".patch", StringComparison.Ordinal) ? input.Name[..^".patch".Length] : input.Name;
        var patch = await WriteAsync(input.RunId, input.Name, string.Concat(patches.Select(one => one.Text)), "text/x-diff", cancellationToken);
        var excerpt = await WriteAsync(input.RunId, name + ".excerpt.txt", PatchExcerpt.Of(patches, input.MostCharacters), "text/plain", cancellationToken);
        var red = flags.Count == 0 ? null : await WriteAsync(input.RunId, name + ".red-flags.txt", flags.Text(), "text/plain", cancellationToken);
        return new WorkspaceDiff(patch, excerpt, patch.Sha256, [.. patches.Take(MostNamed).Select(one => one.File)], patches.Count, red, flags.Count)
        {
            StandInCount = flags.StandIns,
        };
    }

    private async Task<List<FilePatch>> PatchesAsync(DiffWorkspaceInput input, List<FileDifference> files, CancellationToken cancellationToken)
    {
        var patches = new List<FilePatch>();
        var room = MostPatchCharacters;
        foreach (var file in files)
        {
            if (room <= 0)
            {
                patches.Add(FilePatch.WithoutContent(file));
                continue;
            }

            var old = await ReadAsync(input.Before, file.Before, cancellationToken);
            var patch = FilePatch.Write(file, old, file.IsModeOnly ? old : await ReadAsync(input.After, file.After, cancellationToken));
            room -= patch.Text.Length;
            patches.Add(patch);
        }

        return patches;
    }

    private async Task<FileContent> ReadAsync(WorkspaceState state, WorkspaceFile? file, CancellationToken cancellationToken) =>
        file is null ? FileContent.None : FileContent.Of(await workspaces.ReadFileAsync(state, file, cancellationToken));

    // What the run changed comes first: where the list is cut, it is what a reader must see.
    private async Task<RedFlags> ScanAsync(DiffWorkspaceInput input, WorkspaceManifest after, List<FileDifference> files, CancellationToken cancellationToken)
    {
        var flags = new RedFlags(input.MostRedFlags);
        var room = MostScannedBytes;
        foreach (var before in files.Select(file => file.Before).OfType<WorkspaceFile>().Where(file => RedFlagRules.IsWorkingCode(file.Path)))
        {
            if ((room -= before.Length) < 0)
            {
                break;
            }

            flags.Know(Encoding.UTF8.GetString(await workspaces.ReadFileAsync(input.Before, before, cancellationToken)));
        }

        room = MostScannedBytes;
        HashSet<string> changed = [.. files.Select(file => file.Path)];
        var code = after.Files.Where(file => StateComparison.IsIn(file.Path, input.Folders) && RedFlagRules.IsWorkingCode(file.Path));
        foreach (var file in code.OrderByDescending(file => changed.Contains(file.Path)).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            if ((room -= file.Length) < 0)
            {
                break;
            }

            var bytes = await workspaces.ReadFileAsync(input.After, file, cancellationToken);
            flags.Scan(file.Path, Encoding.UTF8.GetString(bytes), changed.Contains(file.Path));
        }

        return flags;
    }

    private Task<ArtifactRef> WriteAsync(string runId, string name, string text, string contentType, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(runId, name, Encoding.UTF8.GetBytes(text), contentType, cancellationToken);
}
