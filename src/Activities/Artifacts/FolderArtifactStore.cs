using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Artifacts;

/// <summary>
/// Artifacts as plain files that a person can open: <c>{folder}/runs/{runId}/{name}</c>. A body is written aside, flushed, and renamed
/// into place, so that readers and crashes see the old one or the new one whole. The hash is always that of the bytes that lie there.
/// </summary>
internal sealed class FolderArtifactStore(string root) : IArtifactStore
{
    private readonly FolderLayout _layout = new(Path.GetFullPath(root));

    public string Locate(string runId)
    {
        ArtifactName.Validate(runId, "artifact");
        return _layout.Run(runId);
    }

    public Task<ArtifactRef> WriteAsync(
        string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return GuardAsync("write", runId, name, async () =>
        {
            var artifact = new ArtifactRef(runId, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)), contentType);
            await WriteTypeAsync(artifact, cancellationToken);

            var path = _layout.Body(runId, name);
            _layout.CreateFolderOf(path);
            // Most are written once: to open what is not there costs more than to ask.
            if (!File.Exists(path) || await HashAsync(path, cancellationToken) is not { } standing || standing.Sha256 != artifact.Sha256)
            {
                await ReplaceAsync(path, content, cancellationToken);
            }

            return artifact;
        });
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        return GuardAsync("read", runId, name, async () =>
        {
            var path = _layout.Body(runId, name);
            _layout.RefuseLinks(path);
            if (BodyFile.Open(path) is not { } file)
            {
                return null;
            }

            await using (file)
            {
                return await BodyFile.ReadAsync(file, cancellationToken);
            }
        });
    }

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        return GuardAsync("read", runId, name, () => DescribeAsync(runId, name, cancellationToken));
    }

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, "artifact");
        return GuardAsync<IReadOnlyList<ArtifactRef>>("list", runId, "*", async () =>
        {
            var artifacts = new List<ArtifactRef>();
            foreach (var name in _layout.Names(runId))
            {
                cancellationToken.ThrowIfCancellationRequested();
                // It may have been deleted since the folder was read.
                if (await DescribeAsync(runId, name, cancellationToken) is { } artifact)
                {
                    artifacts.Add(artifact);
                }
            }

            return artifacts;
        });
    }

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, "artifact");
        return GuardAsync("delete", runId, "*", () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = new DirectoryInfo(_layout.Run(runId));
            _layout.RefuseLinks(run.FullName);
            if (run.Exists)
            {
                run.Delete(recursive: true);
                DirectorySync.Flush(run.Parent!.FullName);
            }

            return Task.FromResult(true);
        });
    }

    private async Task WriteTypeAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        var note = _layout.TypeNote(artifact.RunId, artifact.Name, artifact.Sha256);
        if (artifact.ContentType == ContentTypes.OfName(artifact.Name))
        {
            // The same content may have stood here under another type.
            if (File.Exists(note))
            {
                File.Delete(note);
            }

            return;
        }

        _layout.CreateFolderOf(note);
        await ReplaceAsync(note, Encoding.UTF8.GetBytes(artifact.ContentType), cancellationToken);
    }

    private async Task<ArtifactRef?> DescribeAsync(string runId, string name, CancellationToken cancellationToken)
    {
        var path = _layout.Body(runId, name);
        _layout.RefuseLinks(path);
        if (await HashAsync(path, cancellationToken) is not { } body)
        {
            return null;
        }

        var note = _layout.TypeNote(runId, name, body.Sha256);
        _layout.RefuseLinks(note);
        var type = File.Exists(note) ? await File.ReadAllTextAsync(note, cancellationToken) : ContentTypes.OfName(name);
        return new ArtifactRef(runId, name, body.Length, body.Sha256, type);
    }

    private async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_layout.Temporary);
        var temporary = Path.Combine(_layout.Temporary, Guid.NewGuid().ToString("N"));
        try
        {
            await BodyFile.WriteNewAsync(temporary, content, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    private static async Task<(long Length, string Sha256)?> HashAsync(string path, CancellationToken cancellationToken)
    {
        if (BodyFile.Open(path) is not { } file)
        {
            return null;
        }

        await using (file)
        {
            return (file.Length, await BodyFile.HashAsync(file, cancellationToken));
        }
    }

    private async Task<T> GuardAsync<T>(string action, string runId, string name, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactStoreException(
                $"Cannot {action} artifact '{name}' of run '{runId}' in '{_layout.Run(runId)}': {failure.Message} " +
                $"Check that the disk has room and that this user may write there, or set {ArtifactOptions.FolderSetting} to another folder.", failure);
        }
    }
}
