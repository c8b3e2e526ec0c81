using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Tenancy;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Access;

/// <summary>
/// An owner with one of everything: a run that waits, one that failed, one that has ended, a gate that is open. All owners chose the same
/// ids. What is its secret stands in texts that nobody but it ever sends.
/// </summary>
internal sealed class Tenant(RunOwner owner)
{
    public const string KnownArtifact = "document/source.json";

    public RunOwner Owner { get; } = owner;

    public string Secret { get; } = "secret" + Guid.NewGuid().ToString("N");

    public string Waiting => Owner.Complete("waiting");

    public string Failed => Owner.Complete("failed");

    public string Ended => Owner.Complete("ended");

    public string Gated => Owner.Complete("gated");

    public OpenGate Gate { get; private set; } = null!;

    /// <summary>The hash of its document, which others may know: a document can be public.</summary>
    public string Sha256 { get; private set; } = "";

    public string Key { get; private set; } = "";

    public async Task MoveInAsync(KeyedApi api)
    {
        Key = api.Keys.Make(Owner, KeyScope.Read, KeyScope.Run, KeyScope.Decide);
        foreach (var run in new[] { Waiting, Failed, Ended })
        {
            Sha256 = (await api.Host.Artifacts.WriteAsync(run, KnownArtifact, Bytes($"{{\"title\":\"{Secret}\"}}"), "application/json", CancellationToken.None)).Sha256;
            await api.Host.Artifacts.WriteAsync(run, $"tests/{Secret}.cs", Bytes(Secret), "text/x-csharp", CancellationToken.None);
        }

        await StartAsync(api, TestOrchestrators.WaitForGo.Name, Waiting);
        await StartAsync(api, TestOrchestrators.Fail.Name, Failed);
        var document = new ArtifactRef(Ended, KnownArtifact, 1, Sha256, "application/json");
        await api.Host.Engine.ScheduleNewInstanceAsync(
            GenerateTestsOrchestrator.Definition, new GenerateTestsInput(new DocumentSource(document)) { Label = Secret, BaseUrl = "http://127.0.0.1:1/" }, new StartOptions { InstanceId = Ended });
        Gate = await OpenGate.OpenAsync(api.Host, code: Secret, title: Secret, summary: Secret, run: Gated);
        await api.Host.Engine.WaitForCompletionAsync(Failed);
        await api.Host.Engine.WaitForCompletionAsync(Ended);
        var waiting = await api.Host.Engine.GetInstanceAsync(Waiting);
        while (waiting!.CustomStatus is null)
        {
            waiting = await api.Host.Engine.WaitForChangeAsync(Waiting, waiting.LastUpdatedAt);
        }
    }

    private Task<StartResult> StartAsync(KeyedApi api, string orchestrator, string id) =>
        api.Host.Engine.ScheduleNewInstanceAsync(orchestrator, $"\"{Secret}\"", new StartOptions { InstanceId = id });

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
