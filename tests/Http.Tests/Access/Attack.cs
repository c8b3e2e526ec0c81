using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;

namespace Workflows.Http.Tests.Access;

/// <summary>
/// Makes requests of one owner that name another one's things in every place that a request has: path, query, body, headers, cookies.
/// Names of queries, headers and members come from the description of the API, which knows every route; what a route's path asks for
/// must be known here, or the test fails.
/// </summary>
internal sealed class Attack(Random random, Tenant attacker, Tenant victim, IReadOnlyList<string> tokens)
{
    private static readonly string[] UsualQueries =
        ["prefix", "instanceIdPrefix", "runId", "gateId", "continuation", "user", "project", "owner", "search", "top", "state", "status", "runtimeStatus", "label", "from", "to", "since", "showInput", "showHistory", "showHistoryOutput", "restartWithNewInstanceId"];

    private static readonly string[] UsualHeaders =
        ["x-ms-continuation-token", "Idempotency-Key", "If-None-Match", "X-Forwarded-User", "X-Forwarded-For", "X-Original-URL", "X-Rewrite-URL", "X-User", "X-Project", "X-Owner", "X-Http-Method-Override", "Last-Event-ID"];

    private static readonly string[] Waits = ["waitSeconds", "changedSince"];

    private readonly JsonNode _description = JsonNode.Parse(typeof(WorkflowsApi).Assembly.GetManifestResourceStream("Workflows.Http.openapi.json")!)!;

    /// <summary>A request on the route, and the names that it puts into the path.</summary>
    public ApiRequest On(ApiRoute route) => new()
    {
        Method = route.Method,
        BaseUrl = new Uri("http://127.0.0.1:7071/"),
        Route = Parameters(route.Pattern).ToDictionary(name => name, name => PathValue(route, name), StringComparer.OrdinalIgnoreCase),
        Query = Some(Described(route, "query").Concat(UsualQueries).Except(Waits)).ToDictionary(name => name, name => new StringValues(ValueOf(name)), StringComparer.OrdinalIgnoreCase),
        Headers = Headers(route),
        Body = new MemoryStream(Encoding.UTF8.GetBytes(Body())),
    };

    public static IEnumerable<string> Parameters(string pattern) =>
        pattern.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)].TrimStart('*'));

    /// <summary>What belongs into the path of a route when an owner asks for its own.</summary>
    public static string Own(ApiRoute route, string parameter, Tenant tenant) => parameter switch
    {
        "runId" or "instanceId" => tenant.Ended,
        "gateId" => tenant.Gate.Id,
        "name" when route.Pattern.Contains("orchestrators", StringComparison.Ordinal) => "Echo",
        "name" => Tenant.KnownArtifact,
        "eventName" => "go",
        "action" => "suspend",
        "user" => tenant.Owner.User,
        "project" => tenant.Owner.Project,
        "token" => "not.a-token",
        // Files of the dashboard: everybody's.
        "file" or "path" or "asset" => "index.html",
        _ => throw new InvalidOperationException($"{route.Method} {route.Pattern} has the parameter '{parameter}', which this test does not know: say here what names somebody's thing in its place."),
    };

    private string PathValue(ApiRoute route, string parameter) => parameter switch
    {
        "runId" or "instanceId" or "gateId" => Id(),
        "name" when !route.Pattern.Contains("orchestrators", StringComparison.Ordinal) => Pick(
            Tenant.KnownArtifact, $"tests/{attacker.Secret}.cs", $"../{victim.Ended}/{Tenant.KnownArtifact}", $"../../runs/{victim.Ended}/{Tenant.KnownArtifact}", $"/{victim.Ended}/{Tenant.KnownArtifact}", "..\\" + victim.Ended),
        "name" => Pick("Echo", "WaitForGo", "gate", "generate-tests"),
        "eventName" => Pick("go", "GO", "decision", "Decision"),
        "action" => Pick("suspend", "resume", "terminate", "rewind", "restart"),
        _ => Own(route, parameter, victim),
    };

    private string Id()
    {
        var id = Pick(victim.Waiting, victim.Failed, victim.Ended, victim.Gated, victim.Gate.Id);
        return Pick(
            id, id, id, attacker.Owner.Prefix + id, attacker.Owner.Prefix + "../" + id, "../" + id, "./" + id, id.ToUpperInvariant(), " " + id, id + " ", id + "\0", "~" + id, victim.Owner.Prefix,
            id.Replace("~", "%7E", StringComparison.Ordinal), id.Replace('~', '\uff5e'), id.Replace("~", "/", StringComparison.Ordinal), attacker.Owner.Prefix + "%00" + id, victim.Owner.User + "~", "*", "%", "_", id.Replace('a', 'а'));
    }

    // Mostly what the parameter takes, so that the request is not refused for what is beside the point.
    private string ValueOf(string name) => random.Next(8) == 0 ? Value() : name switch
    {
        "top" => Pick("1", "2", "1000"),
        "state" => "all",
        "status" => Pick("finished", "failed", "running"),
        "runtimeStatus" => Pick("Completed", "Failed", "Running"),
        "continuation" => Pick([.. tokens]),
        "user" => victim.Owner.User,
        "project" => victim.Owner.Project,
        _ when name.StartsWith("show", StringComparison.Ordinal) || name.StartsWith("restart", StringComparison.Ordinal) => Pick("true", "false"),
        _ when name.EndsWith("refix", StringComparison.Ordinal) => Pick(victim.Owner.Prefix, victim.Owner.User, Id(), ""),
        // Of a time where a list is asked for, and of artifacts where two of them are compared.
        "from" or "to" => Pick("2020-01-01T00:00:00Z", Tenant.KnownArtifact, Tenant.KnownArtifact, $"../{victim.Ended}/{Tenant.KnownArtifact}"),
        _ when name.Contains("From", StringComparison.Ordinal) || name.Contains("To", StringComparison.Ordinal) || name is "since" or "until" => Pick("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"),
        _ when name.EndsWith("Id", StringComparison.Ordinal) => Id(),
        _ => Value(),
    };

    private string Value() => Pick(
        Id(), victim.Owner.Prefix, victim.Owner.User, victim.Owner.Project, victim.Gate.Hash, Pick([.. tokens]), "all", "true", "1", "1000", "", "' OR 1=1 --", "%", "2020-01-01T00:00:00Z", "completed", "Failed",
        Tenant.KnownArtifact, $"../{victim.Ended}/{Tenant.KnownArtifact}");

    private Dictionary<string, StringValues> Headers(ApiRoute route)
    {
        var headers = Some(Described(route, "header").Concat(UsualHeaders)).ToDictionary(name => name, _ => new StringValues(Value()), StringComparer.OrdinalIgnoreCase);
        if (random.Next(3) == 0)
        {
            headers["If-None-Match"] = $"\"{victim.Sha256}\"";
        }

        headers["Content-Type"] = Pick("application/json", "application/json", "application/json", "application/x-www-form-urlencoded", "text/plain");
        switch (random.Next(3))
        {
            case 0:
                headers["Authorization"] = "Bearer " + attacker.Key;
                break;
            case 1:
                headers["X-Api-Key"] = attacker.Key;
                break;
            default:
                headers["Cookie"] = $"user={victim.Owner.User}; workflows-key={attacker.Key}; workflows-owner={victim.Owner.Prefix}";
                headers["Sec-Fetch-Site"] = "same-origin";
                break;
        }

        return headers;
    }

    private string Body() => random.Next(7) switch
    {
        0 => "",
        1 => "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"x\",\"version\":\"1\"},\"paths\":{}}",
        2 => JsonSerializer.Serialize(new GateDecision("forged", GateDecisionKind.Approve, victim.Owner.User, "http", victim.Gate.Hash, DateTimeOffset.UtcNow), WorkflowJson.Default.GateDecision),
        3 => $"{{\"decision\":\"approve\",\"contentHash\":\"{victim.Gate.Hash}\"}}",
        4 => $"{{\"decisions\":[{{\"gateId\":{JsonSerializer.Serialize(Id())},\"decision\":\"Approve\",\"contentHash\":\"{victim.Gate.Hash}\"}}]}}",
        5 => "\"stolen\"",
        _ => new JsonObject(Members().Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create<string, JsonNode?>(name, Value()))).ToJsonString(),
    };

    private IEnumerable<string> Members() =>
        _description["components"]!["schemas"]!.AsObject().SelectMany(schema => schema.Value!["properties"]?.AsObject().Select(member => member.Key) ?? []);

    private IEnumerable<string> Described(ApiRoute route, string place) =>
        _description["paths"]![route.Pattern.Replace("{*", "{", StringComparison.Ordinal)]?[route.Method.ToLowerInvariant()]?["parameters"]?.AsArray()
            .Where(parameter => parameter!["in"]?.GetValue<string>() == place).Select(parameter => parameter!["name"]!.GetValue<string>()) ?? [];

    private List<string> Some(IEnumerable<string> all) => [.. all.Distinct(StringComparer.OrdinalIgnoreCase).Where(_ => random.Next(6) == 0)];

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
