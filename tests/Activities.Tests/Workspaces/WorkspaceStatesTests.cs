using System.Text;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class WorkspaceStatesTests : IDisposable
{
    private readonly TestStates _states = new();

    public void Dispose() => _states.Dispose();

    [Fact]
    public async Task A_run_that_was_purged_and_begins_anew_under_its_id_has_all_its_files()
    {
        await _states.Of(("a.txt", "a"), ("b.txt", "b"));
        await _states.Artifacts.DeleteRunAsync("run-1", CancellationToken.None);

        var state = await _states.Of(("a.txt", "a"), ("b.txt", "b"));

        var manifest = await _states.Workspaces.ReadAsync(state, CancellationToken.None);
        Assert.Equal(2, manifest.Files.Count);
        foreach (var file in manifest.Files)
        {
            Assert.Equal(file.Path[..1], Encoding.UTF8.GetString(await _states.Workspaces.ReadFileAsync(state, file, CancellationToken.None)));
        }
    }
}
