using System.Collections.Concurrent;
using System.Diagnostics;
using Workflows.Http.Contracts;
using Workflows.Local.Commands;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Demo;

/// <summary>Runs examples against the sample API, all at once, the way that any client would: start, follow, read.</summary>
internal sealed class DemoRunner(Connection connection, string apiUrl)
{
    private readonly ConcurrentBag<string> _accepted = [];

    public async Task<IReadOnlyList<DemoRun>> RunAsync(IReadOnlyList<DemoExample> examples, IProgressView view, CancellationToken cancellationToken)
    {
        IReadOnlyList<DemoRun> runs = [];
        try
        {
            await view.ShowAsync(async show => runs = await Task.WhenAll(examples.Select(example => RunAsync(example, show, cancellationToken))));
            return runs;
        }
        catch (OperationCanceledException)
        {
            await TerminateAsync();
            throw;
        }
    }

    // The API under test ends with the demo: runs that went on later would find nobody there and count that as the API's failure.
    private async Task TerminateAsync()
    {
        foreach (var runId in _accepted)
        {
            await connection.Client.ControlAsync(runId, "terminate", "The demo was interrupted, and its sample API is gone.", CancellationToken.None);
        }
    }

    private async Task<DemoRun> RunAsync(DemoExample example, Action<Run> show, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var accepted = RunCommands.Require(await connection.Client.GenerateAsync(
            await example.ReadAsync(cancellationToken), "application/json",
            new GenerateRequest { BaseUrl = apiUrl, Label = example.Label }, cancellationToken));
        _accepted.Add(accepted.RunId);
        var run = await RunCommands.FollowAsync(connection, accepted.RunId, show, cancellationToken);
        return new DemoRun(example.Number, example.File, Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 2), run);
    }
}
