using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Tenancy;
using Workflows.Http.Forks;
using Workflows.Http.Tests.Access;

namespace Workflows.Http.Tests.Forks;

/// <summary>Who may choose which model, which the host's owner pays for.</summary>
public sealed class ForkModelTests(KeyedApi api) : IClassFixture<KeyedApi>
{
    private static readonly RunOwner Owner = new("acme", "shop");

    [Fact]
    public async Task Keys_choose_among_the_models_of_the_setting_and_the_owner_of_the_host_chooses_any()
    {
        var run = await EndedAsync();
        var (key, admin) = (api.Keys.Make(Owner, "bob", KeyScope.Run, KeyScope.Read), api.Keys.Make(Owner, "ada", KeyScope.Admin));

        using (var refused = await ForkAsync(run, """{"from":"AskModel","model":"dear-model"}""", key))
        {
            await ApiFixture.ProblemAsync(refused, 403, "'dear-model'", "Leave 'model' out", "'admin'", "LLM_FORK_MODELS", "shared-model");
        }

        await AcceptedAsync(run, """{"from":"AskModel","model":"shared-model"}""", key, "shared-model");
        await AcceptedAsync(run, """{"from":"AskModel"}""", key, null);
        var dear = await AcceptedAsync(run, """{"from":"AskModel","model":"dear-model"}""", admin, "dear-model");

        // The owner of the run goes on with it, and would choose what else is asked of that model.
        using (var inherited = await ForkAsync(dear, """{"from":"AskModel","prompt":"More."}""", key))
        {
            await ApiFixture.ProblemAsync(inherited, 403, "'dear-model'", "fork the run that this one was forked from");
        }

        await AcceptedAsync(dear, """{"from":"AskModel","model":"shared-model"}""", key, "shared-model");
    }

    [Theory]
    [InlineData(null, new string[0])]
    [InlineData(" ,", new string[0])]
    [InlineData("qwen-max, gpt-4.1-mini ,", new[] { "qwen-max", "gpt-4.1-mini" })]
    public void The_setting_names_models_separated_by_commas(string? text, string[] names) => Assert.Equal(
        names, ForkModels.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["LLM_FORK_MODELS"] = text }).Build()).Names);

    private async Task<string> EndedAsync()
    {
        api.Host.Activities.ModelGate.TrySetResult();
        var id = Owner.Complete("forked");
        var document = await api.Host.Artifacts.WriteAsync(id, "document/source.json", "{}"u8.ToArray(), "application/json", CancellationToken.None);
        await api.Host.Engine.ScheduleNewInstanceAsync(
            GenerateTestsOrchestrator.Definition, new GenerateTestsInput(new DocumentSource(document)) { BaseUrl = "http://127.0.0.1:1/" }, new StartOptions { InstanceId = id });
        await api.Host.Engine.WaitForCompletionAsync(id);
        return id;
    }

    private async Task<string> AcceptedAsync(string run, string body, string key, string? model)
    {
        using var accepted = await ForkAsync(run, body, key);
        Assert.True((int)accepted.StatusCode == 202, await accepted.Content.ReadAsStringAsync());
        var fork = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        Assert.Equal(model, (await api.Host.Forks.ReadAsync(fork, CancellationToken.None))!.Model);
        await api.Host.Engine.WaitForCompletionAsync(fork);
        return fork;
    }

    private Task<HttpResponseMessage> ForkAsync(string run, string body, string key) =>
        api.SendAsync(HttpMethod.Post, $"/v1/runs/{Uri.EscapeDataString(run)}/fork", ApiFixture.Json(body), "X-Api-Key", key);
}
