using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Demo;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>demo</c>: the sample API and everything else in one process, and the examples run through it.</summary>
internal static class DemoCommand
{
    public static Command Create(CliContext context)
    {
        var which = new Argument<string>("example") { Description = "1 (GET /ping), 2 (GET /echo), 3 (POST /items) or all", DefaultValueFactory = _ => "all" };
        which.AcceptOnlyFromAmong("1", "2", "3", "all");
        var azurite = ServeCommand.AzuriteOption();
        var keep = new Option<bool>("--keep") { Description = "Keeps the sample API running afterwards, until Ctrl+C" };
        var gate = new Option<bool>("--gate") { Description = "Runs one example up to a gate, waits there for your decision, and commits the tests to a repository in the data folder" };
        var auto = new Option<bool>("--auto-approve") { Description = "With --gate: approves by itself, which is recorded" };
        var by = new Option<string>("--by") { Description = "With --gate: in whose name the printed link decides (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var urls = new Option<string?>("--urls") { Description = $"With --gate: where to listen ({ListenAddress.Default}); port 0 takes a free one", HelpName = "url" };
        var command = new Command("demo", "Starts the sample API, generates tests from the example documents and runs them; the exit code is the tests'")
        {
            which, azurite, keep, gate, auto, by, urls,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(gate) && (result.GetValue(auto) || result.GetResult(urls) is not null))
            {
                result.AddError("--auto-approve and --urls go with --gate.");
            }

            if (result.GetValue(gate) && result.GetValue(keep))
            {
                result.AddError("--keep does not go with --gate, which keeps the sample API for as long as it waits.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse, ("Workflows:Url", parse.GetValue(urls)), ServeCommand.AzuriteSetting(parse.GetValue(azurite)));
            var json = parse.GetValue(context.Json);
            if (parse.GetValue(gate))
            {
                return await GateDemoCommand.RunAsync(
                    context.Console, settings, DemoExample.Choose(parse.GetRequiredValue(which))[0], parse.GetValue(auto), parse.GetRequiredValue(by), json, cancellationToken);
            }

            await using var api = await DemoApi.ResumeAsync(settings.DataFolder, cancellationToken);
            var url = await api.UrlAsync(cancellationToken);
            await using var connection = await OpenAsync(settings, url, cancellationToken);
            var runs = await new DemoRunner(connection, url).RunAsync(
                DemoExample.Choose(parse.GetRequiredValue(which)), ProgressViews.For(context.Console, json), cancellationToken);
            Print(context.Console, runs, connection.DataFolder, parse.GetValue(azurite), json);
            if (parse.GetValue(keep))
            {
                context.Console.Error.WriteLine($"The sample API answers at {url} until Ctrl+C.");
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return (int)RunOutcome.ExitCode(runs.Select(run => run.Run));
        });
        return command;
    }

    // Everything in one process: where another one owns the usual hub, the demo takes a folder of its own inside it.
    private static async Task<Connection> OpenAsync(HostSettings settings, string apiUrl, CancellationToken cancellationToken)
    {
        try
        {
            return Connection.ToOwnHost(await WorkflowHost.StartAsync(settings, LogTarget.File, cancellationToken));
        }
        catch (HubOwnedException)
        {
            var aside = settings.In(Path.Combine(settings.DataFolder, $"demo-{Environment.ProcessId}"));
            await DemoApi.RememberAsync(aside.DataFolder, apiUrl, cancellationToken);
            return Connection.ToOwnHost(await WorkflowHost.StartAsync(aside, LogTarget.File, cancellationToken));
        }
    }

    private static void Print(CliConsole console, IReadOnlyList<DemoRun> runs, string dataFolder, bool azurite, bool json)
    {
        var passed = RunOutcome.ExitCode(runs.Select(run => run.Run)) == ExitCode.Success;
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(new DemoReport(passed, dataFolder, runs), CliJson.Indented.DemoReport));
            return;
        }

        foreach (var demo in runs)
        {
            console.Out.WriteLine();
            console.Out.WriteLine($"{demo.Example}. {demo.Document} in {RunText.Seconds(demo.Seconds)}");
            foreach (var line in RunText.Block(demo.Run))
            {
                console.Out.WriteLine("   " + line);
            }
        }

        console.Out.WriteLine();
        console.Out.WriteLine(passed
            ? $"All tests of {runs.Count} {(runs.Count == 1 ? "example" : "examples")} passed. Everything is in {dataFolder}."
            : $"Not everything passed. Everything is in {dataFolder}; its folder logs tells more.");
        if (azurite)
        {
            console.Out.WriteLine("The artifacts are in Azurite, which stops with the demo; AzureWebJobsStorage=UseDevelopmentStorage=true lets other commands start it and read them.");
        }
    }
}
