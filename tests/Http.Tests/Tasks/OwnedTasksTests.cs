using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Serialization;
using Workflows.Domain.Tenancy;
using Workflows.Http.Tests.Access;

namespace Workflows.Http.Tests.Tasks;

public sealed class OwnedTasksTests(KeyedApi api) : IClassFixture<KeyedApi>
{
    private static readonly RunOwner Owner = new("acme", "shop");

    [Fact]
    public async Task A_folder_of_the_machine_is_named_and_worked_on_again_by_its_owner_alone()
    {
        using var folder = new GivenFolder();
        var body = $$"""{"folder": {{JsonSerializer.Serialize(folder.Path)}}}""";
        var key = api.Keys.Make(Owner, "bob", KeyScope.Run, KeyScope.Read, KeyScope.Decide);
        var admin = api.Keys.Make(Owner, "ada", KeyScope.Admin);
        using (var refused = await SendAsync("/v1/implement", body, key))
        {
            await ApiFixture.ProblemAsync(refused, 403, "admin");
        }

        using var accepted = await SendAsync("/v1/implement", body, admin);
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        Assert.StartsWith(Owner.Prefix, id, StringComparison.Ordinal);
        await api.Host.Engine.RaiseEventAsync(id, ScriptedTask.Go, "\"on\"");
        await api.Host.Engine.WaitForCompletionAsync(id);

        using (var again = await SendAsync($"/v1/runs/{id}/restart", null, key))
        {
            await ApiFixture.ProblemAsync(again, 403, "admin");
        }

        using (var again = await SendAsync($"{ApiFixture.Instances}/{id}/restart", null, key))
        {
            await ApiFixture.ProblemAsync(again, 403, "admin");
        }

        using var restarted = await SendAsync($"/v1/runs/{id}/restart", null, admin);
        Assert.Equal(202, (int)restarted.StatusCode);
    }

    [Fact]
    public async Task Whoever_restarts_a_task_has_asked_for_it()
    {
        using var accepted = await SendAsync("/v1/implement", """{"task": "x"}""", api.Keys.Make(Owner, "ada", KeyScope.Run));
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        await api.Host.Engine.RaiseEventAsync(id, ScriptedTask.Go, "\"on\"");
        await api.Host.Engine.WaitForCompletionAsync(id);

        using var restarted = await SendAsync($"/v1/runs/{id}/restart", null, api.Keys.Make(Owner, "bob", KeyScope.Run));
        var other = (await restarted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        var input = JsonSerializer.Deserialize((await api.Host.Engine.GetInstanceAsync(other))!.Input!, WorkflowJson.Default.ImplementTaskInput)!;
        Assert.Equal("bob", input.Delivery.Rules.Requester);
    }

    private Task<HttpResponseMessage> SendAsync(string path, string? body, string key) =>
        api.SendAsync(HttpMethod.Post, path, body is null ? null : ApiFixture.Json(body), "X-Api-Key", key);
}
