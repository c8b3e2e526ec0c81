using System.Runtime.Versioning;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Folders;
using Workflows.Activities.Workspaces.Opening;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>What somebody has closed to everybody (mode 000).</summary>
public sealed class ClosedFilesTests : IAsyncLifetime, IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly WorkPlace _place = WorkPlace.Create(("Execution:Isolation", "Process"));
    private readonly Folder _folder = new();
    private readonly string _file;
    private readonly string _closed;

    public ClosedFilesTests()
    {
        _folder.Put("workspace/open.cs", "o").Put("workspace/closed.cs", "c").Put("workspace/folder/in.cs", "i").Put("project/tasks/current.md", "# T");
        _file = Path.Combine(_folder.Path, "workspace/closed.cs");
        _closed = Path.Combine(_folder.Path, "workspace/folder");
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_folder.Path, Passable);
            DeniedThread.Close(_file);
            DeniedThread.Close(_closed);
        }
    }

    [Fact]
    public void In_the_folder_of_the_user_it_is_left_alone_and_told()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var taken = DeniedThread.Run(() => _place.Get<FolderReader>().ReadAsync(_folder.Path, ["project", "workspace"], CancellationToken.None));

        Assert.Null(taken.Problem);
        Assert.Equal(["project/tasks/current.md", "workspace/open.cs"], taken.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(taken.LeftOut, line => line.StartsWith("workspace/closed.cs: it cannot be read", StringComparison.Ordinal));
        Assert.Contains(taken.LeftOut, line => line.StartsWith("workspace/folder: it cannot be read", StringComparison.Ordinal));
        AssertClosed();
    }

    [Fact]
    public void What_is_written_back_to_the_user_opens_nothing_up()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Assert.Null(DeniedThread.Run(() => new PlainFolder(_folder.Path, "run-1").HashAsync("workspace/closed.cs", CancellationToken.None)));
        AssertClosed();
    }

    [Fact]
    public void In_a_working_copy_of_ours_it_is_opened_up()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (found, hash) = DeniedThread.Run(async () => (
            FolderScan.Of(Path.Combine(_folder.Path, "workspace"), 100, Unreadable.OpenUp), await CopyFolder.HashAsync(_file, CancellationToken.None)));

        Assert.Contains(new FolderEntry("folder/in.cs", FolderEntryKind.File), found);
        Assert.Equal(1, hash?.Length);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_closed, Passable);
        }

        _folder.Dispose();
    }

    [SupportedOSPlatform("linux")]
    private void AssertClosed() => Assert.Equal((UnixFileMode.None, UnixFileMode.None), (File.GetUnixFileMode(_file), File.GetUnixFileMode(_closed)));
}
