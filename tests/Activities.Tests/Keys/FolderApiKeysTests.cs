using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Tests.Keys;

public sealed class FolderApiKeysTests : ApiKeysContract, IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "workflows-api-keys-" + Guid.NewGuid().ToString("N"));

    private string File => Path.Combine(_folder, "api-keys.json");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    internal override IApiKeys Open() => new FolderApiKeys(_folder, TimeProvider.System);

    protected override Task<string> StoredAsync() => System.IO.File.ReadAllTextAsync(File);

    protected override Task StoreAsync(string content)
    {
        Directory.CreateDirectory(_folder);
        return System.IO.File.WriteAllTextAsync(File, content);
    }

    [Fact]
    public async Task Only_the_owner_may_read_them_and_nothing_else_is_left()
    {
        await Open().AddAsync(Make("alice").Record, CancellationToken.None);
        await Open().AddAsync(Make("bob").Record, CancellationToken.None);

        Assert.Equal(["api-keys.json", "api-keys.json.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task A_host_that_runs_sees_every_change_at_once_however_fast_they_come()
    {
        var host = Open();
        var (command, keys) = (Open(), Enumerable.Range(0, 30).Select(i => Make($"user-{i}").Record).ToList());
        foreach (var key in keys)
        {
            await command.AddAsync(key, CancellationToken.None);
            Assert.Contains(key.Id, (await host.ListAsync(CancellationToken.None)).Select(known => known.Id));
            await command.RevokeAsync(key.Id, DateTimeOffset.UtcNow, CancellationToken.None);
            Assert.NotNull((await host.ListAsync(CancellationToken.None)).Single(known => known.Id == key.Id).RevokedAt);
        }
    }

    [Fact]
    public async Task Keys_that_have_rested_are_not_read_again_until_they_change()
    {
        var (_, key) = Make("alice");
        await Open().AddAsync(key, CancellationToken.None);
        System.IO.File.SetLastWriteTimeUtc(File, DateTime.UtcNow.AddHours(-1));
        var host = Open();

        Assert.Same(await host.ListAsync(CancellationToken.None), await host.ListAsync(CancellationToken.None));
        await Open().RevokeAsync(key.Id, DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.NotNull(Assert.Single(await host.ListAsync(CancellationToken.None)).RevokedAt);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_says_so()
    {
        await System.IO.File.WriteAllTextAsync(_folder, "a file");
        try
        {
            var failure = await Assert.ThrowsAsync<ApiKeysException>(() => Open().AddAsync(Make("alice").Record, CancellationToken.None));
            Assert.Contains("Keys:Folder", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(_folder);
        }
    }
}
