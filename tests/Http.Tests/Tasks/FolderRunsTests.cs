using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Workspaces;
using Workflows.Http.Access;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

/// <summary>A folder that a run works on is asked for again.</summary>
public sealed class FolderRunsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_folder_that_a_run_works_on_is_refused_with_the_run_until_another_is_asked_for_beside_it()
    {
        using var folder = new GivenFolder();
        var first = await AcceptedAsync(Body(folder.Path));

        using (var second = await PostAsync(Body(folder.Path)))
        {
            var problem = await ApiFixture.ProblemAsync(second, 409, first, "is not finished", "beside");
            Assert.Equal(first, problem.GetProperty("runId").GetString());
        }

        var beside = await AcceptedAsync(Body(folder.Path, "\"ifUnderWay\": \"beside\""));
        Assert.NotEqual(first, beside);
        await EndAsync(first);
        await EndAsync(beside);
        Assert.NotEqual(first, await AcceptedAsync(Body(folder.Path)));
    }

    [Fact]
    public async Task Whoever_wants_to_follow_gets_the_run_that_does_the_same_by_whatever_name_of_the_folder_and_is_told_what_differs()
    {
        using var folder = new GivenFolder();
        var link = folder.Path + "-link";
        Directory.CreateSymbolicLink(link, folder.Path);
        try
        {
            var first = await AcceptedAsync(Body(folder.Path));
            var again = await AnswerAsync(Body(link + "/./", "\"ifUnderWay\": \"follow\""));
            Assert.Equal((first, true), (again.GetProperty("runId").GetString(), again.GetProperty("existing").GetBoolean()));

            using var other = await PostAsync(Body(folder.Path, "\"ifUnderWay\": \"follow\", \"maxRounds\": 2, \"commit\": \"auto\""));
            var problem = await ApiFixture.ProblemAsync(other, 409, first, "differs in commit, maxRounds");
            Assert.Equal(["commit", "maxRounds"], problem.GetProperty("differs").EnumerateArray().Select(one => one.GetString()!));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task A_key_answers_its_own_run_first()
    {
        using var folder = new GivenFolder();
        var key = "runId=" + Path.GetFileName(folder.Path);
        var first = await AcceptedAsync(Body(folder.Path), key);

        Assert.Equal(first, await AcceptedAsync(Body(folder.Path), key));
        using var other = await PostAsync(Body(folder.Path), key + "-2");
        await ApiFixture.ProblemAsync(other, 409, first);
    }

    [Fact]
    public async Task Of_many_requests_at_once_one_starts_the_run()
    {
        using var folder = new GivenFolder();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await PostAsync(Body(folder.Path));
            return (int)response.StatusCode;
        }));

        Assert.Single(answers, 202);
        Assert.Equal(7, answers.Count(status => status == 409));
    }

    [Fact]
    public async Task A_run_that_ended_since_the_command_began_is_the_one_that_it_goes_on_with()
    {
        using var folder = new GivenFolder();
        var run = await AcceptedAsync(Body(folder.Path));
        var began = (await api.Engine.GetInstanceAsync(run))!.CreatedAt.AddTicks(1);
        await EndAsync(run);
        var asked = new ImplementTaskInput(new TaskSource(folder.Path), new Delivery("", new()));

        Assert.Equal(run, (await FindAsync(asked, began))?.RunId);
        Assert.Null(await FindAsync(asked with { Label = "another" }, began));
        Assert.Null(await FindAsync(asked, null));
        Assert.Null(await FindAsync(asked, (await api.Engine.GetInstanceAsync(run))!.LastUpdatedAt.AddSeconds(1)));
    }

    [Theory]
    [InlineData("""{"task": "x", "ifUnderWay": "follow"}""")]
    [InlineData("""{"folder": "/a", "ifUnderWay": "perhaps"}""")]
    public async Task What_is_to_be_done_with_a_run_under_way_is_one_of_three_words_beside_a_folder(string body)
    {
        using var response = await PostAsync(body);
        await ApiFixture.ProblemAsync(response, 400, "'ifUnderWay'");
    }

    private Task<FolderRun?> FindAsync(ImplementTaskInput asked, DateTimeOffset? began) =>
        new FolderRuns(api.Engine, new HostDescription("h", "1", "s", CancellationToken.None) { CommandSince = began }).FindAsync(asked, CancellationToken.None);

    private async Task EndAsync(string runId)
    {
        await api.Engine.RaiseEventAsync(runId, ScriptedTask.Go, "\"go\"");
        await api.Engine.WaitForCompletionAsync(runId);
    }

    private static string Body(string folder, string? more = null) => $"{{\"folder\": {JsonSerializer.Serialize(folder)}{(more is null ? "" : ", " + more)}}}";

    private Task<HttpResponseMessage> PostAsync(string body, string query = "") => api.Client.PostAsync("/v1/implement?" + query, ApiFixture.Json(body));

    private async Task<JsonElement> AnswerAsync(string body, string query = "")
    {
        using var response = await PostAsync(body, query);
        Assert.True((int)response.StatusCode == 202, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<string> AcceptedAsync(string body, string query = "") => (await AnswerAsync(body, query)).GetProperty("runId").GetString()!;
}
