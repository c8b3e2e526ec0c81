using System.Text;
using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>A host with several owners.</summary>
internal sealed class World(KeyedApi api, IReadOnlyList<Tenant> tenants) : IAsyncDisposable
{
    // Streams tell what is at once; nothing more is waited for.
    private static readonly TimeSpan Listening = TimeSpan.FromMilliseconds(200);

    public KeyedApi Api { get; } = api;

    public IReadOnlyList<Tenant> Tenants { get; } = tenants;

    public IReadOnlyList<ApiRoute> Routes => Api.Host.Api.Routes;

    public static async Task<World> BuildAsync(IReadOnlyList<RunOwner> owners)
    {
        var api = new KeyedApi();
        await api.InitializeAsync();
        api.Host.Activities.ModelGate.SetResult();
        var tenants = owners.Select(owner => new Tenant(owner)).ToList();
        foreach (var tenant in tenants)
        {
            await tenant.MoveInAsync(api);
        }

        return new World(api, tenants);
    }

    /// <summary>Gives an owner runs of its own that have the whole ids of the others' as names: what forgets whose a run is meets both.</summary>
    public async Task ShadowAsync(Tenant attacker)
    {
        foreach (var victim in Tenants.Where(other => other != attacker))
        {
            foreach (var id in new[] { victim.Waiting, victim.Failed, victim.Ended, victim.Gated })
            {
                await Api.Host.Engine.ScheduleNewInstanceAsync(TestOrchestrators.Echo.Name, "\"x\"", new StartOptions { InstanceId = attacker.Owner.Prefix + id });
                await Api.Host.Engine.WaitForCompletionAsync(attacker.Owner.Prefix + id);
            }
        }
    }

    /// <summary>Asks as a host does, and gives status, headers and body of the answer.</summary>
    public async Task<(int Status, string Answer)> AskAsync(ApiRoute route, ApiRequest request)
    {
        var response = await Api.Host.Api.ServeAsync(route, request, CancellationToken.None);
        using var body = new MemoryStream();
        body.Write(response.Body.Span);
        if (response.Stream is { } stream)
        {
            using var enough = new CancellationTokenSource(Listening);
            try
            {
                await stream(body, enough.Token);
            }
            catch (OperationCanceledException)
            {
                // A stream that goes on for ever.
            }
        }

        return (response.Status, $"{response.ContentType} {string.Join(' ', response.Headers)}\n{Encoding.UTF8.GetString(body.ToArray())}");
    }

    /// <summary>Continuation tokens of every owner, of an admin, and of the engine itself.</summary>
    public async Task<IReadOnlyList<string>> TokensAsync()
    {
        var tokens = new List<string> { (await Api.Host.Engine.QueryAsync(new OrchestrationQuery { PageSize = 1 })).ContinuationToken! };
        var runs = Routes.Single(route => route.Pattern == "/v1/runs" && route.Method == "GET");
        foreach (var key in Tenants.Select(tenant => tenant.Key).Append(Api.Keys.Make(new RunOwner("root", "ops"), KeyScope.Admin)))
        {
            var (_, answer) = await AskAsync(runs, new ApiRequest
            {
                Method = "GET",
                BaseUrl = new Uri("http://127.0.0.1:7071/"),
                Query = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["top"] = "1" },
                Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["Authorization"] = "Bearer " + key },
            });
            tokens.Add(System.Text.RegularExpressions.Regex.Match(answer, "\"continuation\":\"([^\"]+)\"").Groups[1].Value);
        }

        return tokens;
    }

    public async ValueTask DisposeAsync() => await Api.DisposeAsync();
}
