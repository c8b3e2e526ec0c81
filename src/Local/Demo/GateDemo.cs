using System.Diagnostics;
using System.Globalization;
using Workflows.Activities.SourceControl;
using Workflows.Http.Contracts;
using Workflows.Local.Commands;
using Workflows.Local.Connections;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Demo;

/// <summary>
/// One example up to the commit: it stops at the gate, tells how to decide, and waits. A run that an earlier demo left waiting is taken up
/// again in a new one's place.
/// </summary>
internal sealed class GateDemo(CliConsole console, Connection connection, HostSettings settings, Uri servedAt, bool json)
{
    private const string Prefix = "demo-gate-";
    private const string Unfinished = "queued,running,suspended";
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    /// <summary>Runs it to its end.</summary>
    /// <param name="example">The example, where a new run is started.</param>
    /// <param name="apiUrl">The sample API.</param>
    /// <param name="autoApprove">Starts a new run that approves itself.</param>
    /// <param name="approver">In whose name the printed link decides.</param>
    /// <param name="cancellationToken">Ends the demo; the run goes on waiting.</param>
    public async Task<DemoRun> RunAsync(DemoExample example, string apiUrl, bool autoApprove, string approver, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var runId = (autoApprove ? null : await WaitingAsync(cancellationToken)) ?? await StartAsync(example, apiUrl, autoApprove, cancellationToken);
        string? told = null;
        DateTime? shown = null;
        while (true)
        {
            Run? run = null;
            GateDetails? gate = null;
            await ProgressViews.For(console, json).ShowAsync(async show => (run, gate) = await GateCommands.FollowAsync(connection, runId, now =>
            {
                if (now.LastUpdatedAt != shown)
                {
                    shown = now.LastUpdatedAt;
                    show(now);
                }
            }, told, cancellationToken));
            if (gate is null)
            {
                return new DemoRun(example.Number, example.File, Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 2), run!);
            }

            told = gate.Gate.GateId;
            Tell(run!, gate, approver);
        }
    }

    /// <summary>Prints the commit, where there is one.</summary>
    public async Task ShowCommitAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Delivery?.Commit is not { } commit)
        {
            return;
        }

        console.Out.WriteLine();
        foreach (var line in (await CommitSummary.ReadAsync(settings.DemoRepository, commit.Sha, cancellationToken)).Split('\n'))
        {
            console.Out.WriteLine(TerminalText.Clean(line, 300));
        }

        console.Out.WriteLine($"It is in {settings.DemoRepository} on branch {TerminalText.Clean(commit.Branch, 200)}.");
    }

    private async Task<string?> WaitingAsync(CancellationToken cancellationToken)
    {
        var runs = RunCommands.Require(await connection.Client.ListRunsAsync(Unfinished, null, Prefix, 1, null, cancellationToken)).Runs;
        if (runs.Count == 0)
        {
            return null;
        }

        console.Error.WriteLine($"{runs[0].RunId} is unfinished, and goes on.");
        return runs[0].RunId;
    }

    private async Task<string> StartAsync(DemoExample example, string apiUrl, bool autoApprove, CancellationToken cancellationToken)
    {
        var runId = Prefix + TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var request = new GenerateRequest { BaseUrl = apiUrl, Label = example.Label, Commit = autoApprove ? "auto" : "true", RequestedBy = Environment.UserName };
        return RunCommands.Require(await connection.Client.GenerateAsync(
            await example.ReadAsync(cancellationToken), "application/json", request, cancellationToken, runId)).RunId;
    }

    private void Tell(Run run, GateDetails gate, string approver)
    {
        var (link, _) = SignedLinks.Make(settings, servedAt, gate.Gate.GateId, GateText.Status(gate), approver, LinkLifetime);
        var command = ProgramPath.Command(settings, "approve", gate.Gate.GateId);
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(new WaitingReport(run, gate.Gate, link, command), CliJson.Line.WaitingReport));
            console.Out.Flush();
            return;
        }

        console.Out.WriteLine();
        foreach (var line in GateText.Block(gate))
        {
            console.Out.WriteLine(line);
        }

        console.Out.WriteLine();
        console.Out.WriteLine("The run waits for your decision. Open this in a browser:");
        console.Out.WriteLine($"  {link.AbsoluteUri}");
        console.Out.WriteLine("or give this command in another shell ('reject' and 'reply --text …' decide otherwise):");
        console.Out.WriteLine($"  {command}");
        console.Out.WriteLine("Ctrl+C or kill -9 lose nothing: 'demo --gate' again, or 'serve', goes on waiting.");
        console.Out.WriteLine();
        console.Out.Flush();
    }
}
