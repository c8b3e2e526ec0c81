using Workflows.Activities.Artifacts;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

public sealed class FolderArtifactStoreTests : ArtifactStoreContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workflows-artifacts-").FullName;

    protected override IArtifactStore Store => new FolderArtifactStore(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Artifacts_are_plain_files_where_the_store_says()
    {
        await Store.WriteAsync(RunId, "code/round-1.cs", Bytes("class A;"), "text/x-csharp", CancellationToken.None);

        Assert.Equal("class A;", await File.ReadAllTextAsync(Path.Combine(Store.Locate(RunId), "code", "round-1.cs")));
    }

    [Fact]
    public async Task A_file_that_was_changed_by_hand_has_the_hash_of_what_lies_there()
    {
        var written = await Store.WriteAsync(RunId, "a.md", Bytes("x"), "text/markdown", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(Store.Locate(RunId), "a.md"), "edited");

        var found = await Store.FindAsync(RunId, "a.md", CancellationToken.None);

        Assert.NotEqual(written.Sha256, found!.Sha256);
        Assert.Equal(6, found.Length);
    }

    [Theory]
    [InlineData("linked/secret.txt")]
    [InlineData("linked-file.txt")]
    public async Task A_link_is_not_followed_out_of_the_folder(string name)
    {
        var outside = Directory.CreateTempSubdirectory("workflows-outside-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside, "secret.txt"), "secret");
            var run = Directory.CreateDirectory(Store.Locate(RunId)).FullName;
            Directory.CreateSymbolicLink(Path.Combine(run, "linked"), outside);
            File.CreateSymbolicLink(Path.Combine(run, "linked-file.txt"), Path.Combine(outside, "secret.txt"));

            var read = await Assert.ThrowsAsync<ArtifactStoreException>(() => Store.ReadAsync(RunId, name, CancellationToken.None));
            await Assert.ThrowsAsync<ArtifactStoreException>(() => Store.FindAsync(RunId, name, CancellationToken.None));
            await Assert.ThrowsAsync<ArtifactStoreException>(() => Store.WriteAsync(RunId, name, Bytes("x"), "text/plain", CancellationToken.None));

            Assert.Contains("symbolic link", read.Message, StringComparison.Ordinal);
            Assert.Empty(await Store.ListAsync(RunId, CancellationToken.None));
            await Store.DeleteRunAsync(RunId, CancellationToken.None);
            Assert.Equal("secret", await File.ReadAllTextAsync(Path.Combine(outside, "secret.txt")));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_clear_error()
    {
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "in the way");

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(
            () => new FolderArtifactStore(file).WriteAsync(RunId, "a.md", Bytes("x"), "text/plain", CancellationToken.None));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("Artifacts:Folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_fails_halfway_leaves_what_stood_there()
    {
        await Store.WriteAsync(RunId, "a.md", Bytes("first"), "text/markdown", CancellationToken.None);
        Directory.Delete(Path.Combine(_root, ".tmp"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_root, ".tmp"), "in the way of every temporary file");

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(
            () => Store.WriteAsync(RunId, "a.md", Bytes("second"), "text/markdown", CancellationToken.None));

        Assert.Contains("the disk has room", error.Message, StringComparison.Ordinal);
        Assert.Equal(Bytes("first"), await Store.ReadAsync(RunId, "a.md", CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_half_written_is_left_behind()
    {
        await Store.WriteAsync(RunId, "a.md", Bytes("x"), "text/x-special", CancellationToken.None);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_root, ".tmp")));
    }
}
