using System.Globalization;
using System.Security.Cryptography;
using Workflows.Activities.Logging;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Workspaces;

/// <summary>Finds what a command has changed in a working copy, and takes of it what may be taken.</summary>
internal sealed class CopyCapture(string folder, WorkspaceManifest before, WriteScope scope)
{
    private readonly Dictionary<string, WorkspaceFile> _before = before.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    private readonly List<string> _dropped = [];
    private int _notNamed;
    private long _taken;

    /// <summary>What is taken.</summary>
    public Dictionary<string, WorkspaceChange?> Changes { get; } = new(StringComparer.Ordinal);

    /// <summary>What is not, with the reason: the first of it.</summary>
    public IReadOnlyList<string> Dropped => _notNamed == 0 ? _dropped : [.. _dropped, string.Create(CultureInfo.InvariantCulture, $"and {_notNamed} more")];

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var found = FolderScan.Of(folder, WorkspaceLimits.Entries, Unreadable.OpenUp);
        if (found.Count >= WorkspaceLimits.Entries)
        {
            Drop("everything", $"there are more than {WorkspaceLimits.Entries} files and folders");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var links = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_taken > WorkspaceLimits.Bytes)
            {
                // Before it fills the memory.
                Changes.Clear();
                Drop("everything", WorkspaceLimits.Problem(0, _taken)!);
                return;
            }

            switch (entry.Kind)
            {
                case FolderEntryKind.Link:
                    links.Add(entry.Path);
                    Drop(entry.Path, "it is a link, and links are not kept");
                    break;
                case FolderEntryKind.File:
                    seen.Add(entry.Path);
                    await LookAtAsync(entry.Path, cancellationToken);
                    break;
            }
        }

        // A link is undone: what it stands in the place of, and what was below that, stays as it was.
        foreach (var gone in _before.Keys.Where(path => !seen.Contains(path) && !(links.Count > 0 && AndParents(path).Any(links.Contains))))
        {
            Take(gone, null);
        }

        RefuseClashes();
        RefuseTooMuch();
    }

    private static IEnumerable<string> AndParents(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private async Task LookAtAsync(string path, CancellationToken cancellationToken)
    {
        _before.TryGetValue(path, out var standing);
        var full = Path.Combine(folder, path);
        await using var file = PlainFile.Open(full, Unreadable.OpenUp);
        if (file is null)
        {
            Drop(path, "it is no plain file that can be read");
            return;
        }

        if (file.Length > WorkspaceLimits.FileBytes)
        {
            Drop(path, $"it is larger than {WorkspaceLimits.FileBytes / (1024 * 1024)} MB");
            return;
        }

        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken);
        var executable = OperatingSystem.IsWindows() ? standing?.Executable ?? false : File.GetUnixFileMode(file.SafeFileHandle).HasFlag(UnixFileMode.UserExecute);
        if (standing is null || standing.Executable != executable || standing.Sha256 != Convert.ToHexStringLower(SHA256.HashData(content)))
        {
            Take(path, new WorkspaceChange(content, executable));
        }
    }

    private void Take(string path, WorkspaceChange? change)
    {
        if (!scope.Allows(path))
        {
            Drop(path, "it lies outside of what may be changed");
        }
        else if (change is not null && WorkspacePath.WriteProblem(path) is { } problem)
        {
            Drop(path, problem);
        }
        else
        {
            Changes[path] = change;
            _taken += change?.Content.Length ?? 0;
        }
    }

    // Two names that some systems take for one: the one that was there first stays.
    private void RefuseClashes()
    {
        var names = new HashSet<string>(_before.Keys.Where(path => !Changes.TryGetValue(path, out var change) || change is not null), StringComparer.OrdinalIgnoreCase);
        foreach (var path in Changes.Keys.Where(path => !_before.ContainsKey(path)).Order(StringComparer.Ordinal).ToList())
        {
            if (!names.Add(path))
            {
                Changes.Remove(path);
                Drop(path, "it differs from another file in upper and lower case only");
            }
        }
    }

    private void RefuseTooMuch()
    {
        var files = _before.Count + Changes.Count(change => change.Value is not null && !_before.ContainsKey(change.Key)) - Changes.Count(change => change.Value is null);
        var bytes = _before.Values.Where(file => !Changes.ContainsKey(file.Path)).Sum(file => file.Length) + Changes.Values.Sum(change => (long)(change?.Content.Length ?? 0));
        if (WorkspaceLimits.Problem(files, bytes) is { } problem)
        {
            Changes.Clear();
            Drop("everything", problem);
        }
    }

    private void Drop(string path, string reason)
    {
        if (_dropped.Count >= WorkspaceLimits.Named)
        {
            _notNamed++;
            return;
        }

        var shown = SafeText.OneLine(path);
        _dropped.Add($"{(shown.Length > 200 ? shown[..200] + "…" : shown)}: {reason}");
    }
}
