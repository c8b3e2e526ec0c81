using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>serve</c>: runs workflows and answers over HTTP until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen ({ListenAddress.Default}); loopback only, port 0 takes a free one", HelpName = "url" };
        var azurite = AzuriteOption();
        var open = new Option<bool>("--open") { Description = "Opens the dashboard in the browser" };
        var command = new Command("serve", "Runs workflows and answers over HTTP until Ctrl+C; what was unfinished goes on") { urls, azurite, open };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse, ("Workflows:Url", parse.GetValue(urls)), AzuriteSetting(parse.GetValue(azurite)));
            await RefuseSecondAsync(settings, cancellationToken);
            await using var host = await WorkflowHost.StartAsync(settings, LogTarget.Console, cancellationToken);
            await using var server = await ApiServer.StartAsync(host, settings.Url, cancellationToken);
            var address = new HostAddress(server.Url.AbsoluteUri, host.Description.HostId, Environment.ProcessId);
            address.Publish(settings.DataFolder);
            Announce(context.Console, new ServeReport(address.Url, settings.DataFolder, host.Description.Store, address.ProcessId), parse.GetValue(context.Json));
            if (parse.GetValue(open) && Browser.Open(server.Url) is { } reason)
            {
                context.Console.Error.WriteLine($"The dashboard was not opened: {reason}. It is at {address.Url}");
            }

            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            address.Withdraw(settings.DataFolder);
            await host.BeginStopAsync();
            return (int)ExitCode.Success;
        });
        return command;
    }

    /// <summary>One host at a time serves a data folder.</summary>
    /// <exception cref="CliException">Another one does.</exception>
    public static async Task RefuseSecondAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        if (await ConnectionOpener.ServerAsync(settings, cancellationToken) is not { } other)
        {
            return;
        }

        await using (other)
        {
            throw new CliException(ExitCode.Refused, $"The data folder {settings.DataFolder} is served already, at {other.Url}.", "Use that one, stop it, or name another folder with --data.");
        }
    }

    /// <summary>The option of the commands that can bring their own artifact server.</summary>
    public static Option<bool> AzuriteOption() => new("--azurite") { Description = "Keeps artifacts in Azurite, which is started when nothing listens (the same as AzureWebJobsStorage=UseDevelopmentStorage=true)" };

    /// <summary>What that option sets.</summary>
    public static (string Name, string? Value) AzuriteSetting(bool wanted) => ("AzureWebJobsStorage", wanted ? "UseDevelopmentStorage=true" : null);

    private static void Announce(CliConsole console, ServeReport report, bool json)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(report, CliJson.Line.ServeReport));
        }
        else
        {
            console.Out.WriteLine($"Workflows answers at {report.Url}  (Ctrl+C stops it; a browser shows the dashboard there)");
            console.Out.WriteLine($"Data in {report.DataFolder}, {report.Store}");
        }

        console.Out.Flush();
    }
}
