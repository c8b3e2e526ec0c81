namespace Workflows.Activities.Tests.Workspaces;

public sealed class PublishReportsTests : IDisposable
{
    private const string Place = "task/project/reports/run-20300102-030405";

    private readonly DeliveryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Reports_become_files_of_their_names_in_a_folder_that_is_made_and_the_same_call_again_leaves_the_same()
    {
        Directory.CreateDirectory(_bench.Folder["task"]);
        for (var time = 0; time < 2; time++)
        {
            var published = await PublishAsync();
            Assert.Null(published.Problem);
            Assert.Equal(_bench.Folder[Place], published.Folder);
            Assert.Equal(["diff_round_1.patch=patch", "plan.txt=plan"], _bench.Texts(Place).Select(file => $"{file.Key}={file.Value}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_written()
    {
        var published = await _bench.PublishAsync(null, ("reports/plan.txt", "plan"));
        Assert.Equal((null, null), (published.Folder, published.Problem));
    }

    [Theory]
    [InlineData("project")]
    [InlineData("project/reports")]
    [InlineData("project/reports/run-20300102-030405")]
    [InlineData("project/reports/run-20300102-030405/plan.txt")]
    public async Task Nothing_is_written_through_a_link(string link)
    {
        Directory.CreateDirectory(_bench.Folder["outside"]);
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Folder["task/" + link])!);
        File.CreateSymbolicLink(_bench.Folder["task/" + link], _bench.Folder["outside"]);
        var published = await PublishAsync();
        Assert.Null(published.Folder);
        Assert.Contains("link", published.Problem, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_bench.Folder["outside"]));
    }

    [Fact]
    public async Task Runs_that_end_in_the_same_second_leave_each_other_their_reports_however_often_they_publish()
    {
        Directory.CreateDirectory(_bench.Folder["task"]);
        string[] runs = ["run-1", "run-2", "run-3"];
        for (var time = 0; time < 2; time++)
        {
            var folders = await Task.WhenAll(runs.Select(RunAsync));

            Assert.Equal([Place, Place + "-2", Place + "-3"], folders.Select(place => Path.GetRelativePath(_bench.Folder[""], place).Replace('\\', '/')).Order(StringComparer.Ordinal));
            Assert.All(runs.Zip(folders), pair => Assert.Equal(pair.First, File.ReadAllText(Path.Combine(pair.Second, "plan.txt"))));
            Assert.Equal(folders, await Task.WhenAll(runs.Select(RunAsync)));
        }

        async Task<string> RunAsync(string run)
        {
            var published = await _bench.PublishAsync(run, _bench.Folder["task"], ("reports/plan.txt", run), ("reports/artifacts.json", $$"""{"schemaVersion":1,"run":"{{run}}"}"""));
            Assert.Null(published.Problem);
            return published.Folder!;
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_problem_that_says_so()
    {
        Assert.Contains("is gone", (await PublishAsync()).Problem, StringComparison.Ordinal);
        _bench.Folder.Write("task/project", "a file");
        Assert.Contains("artifacts of run run-1", (await PublishAsync()).Problem, StringComparison.Ordinal);
    }

    private Task<Domain.Workspaces.PublishedReports> PublishAsync() =>
        _bench.PublishAsync(_bench.Folder["task"], ("reports/plan.txt", "plan"), ("reports/diff_round_1.patch", "patch"));
}
