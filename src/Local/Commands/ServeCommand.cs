using System.CommandLine;
using Microsoft.Extensions.Options;
using Workflows.Activities.Agents;
using Workflows.Local.Connections;
using Workflows.Local.Demo;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>serve</c>: runs workflows and answers over HTTP until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen ({ListenAddress.Default}); port 0 takes a free one; beyond this machine only with a key", HelpName = "url" };
        var azurite = AzuriteOption();
        var open = new Option<bool>("--open") { Description = "Opens the dashboard in the browser" };
        var command = new Command("serve", "Runs workflows and answers over HTTP until Ctrl+C; what was unfinished goes on") { urls, azurite, open };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse, ("Workflows:Url", parse.GetValue(urls)), AzuriteSetting(parse.GetValue(azurite)));
            await RefuseSecondAsync(settings, cancellationToken);
            await RefuseOpenAsync(settings, cancellationToken);
            await using var examples = new HostExamples(settings);
            await examples.ResumeAsync(cancellationToken);
            await using var host = await WorkflowHost.StartAsync(settings, LogTarget.Console, cancellationToken, examples);
            await using var server = await ApiServer.StartAsync(host, settings.Url, cancellationToken);
            var address = new HostAddress(server.Url.AbsoluteUri, host.Description.HostId, Environment.ProcessId, host.Door.OperatorToken);
            address.Publish(settings.DataFolder);
            var asks = await host.Door.AsksForKeyAsync(cancellationToken);
            Announce(context.Console, new ServeReport(address.Url, settings.DataFolder, host.Description.Store, address.ProcessId, asks), parse.GetValue(context.Json), !ListenAddress.IsLoopback(settings.Url));
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

    /// <summary>Beyond this machine nobody listens whom everybody may ask, and on it none whose agents may.</summary>
    /// <exception cref="CliException">Others reach the address, and there is no good key; or an agent does, and there never was one.</exception>
    public static async Task RefuseOpenAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        if (ListenAddress.IsLoopback(settings.Url))
        {
            await RefuseOwnAgentsAsync(settings, cancellationToken);
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        var known = await ApiKeyStore.WithAsync(settings, storage: false, keys => keys.ListAsync(cancellationToken));
        if (!known.Any(key => key.IsLive(now)))
        {
            throw new CliException(
                ExitCode.Usage, $"Refusing to listen at '{settings.Url}': other machines reach it, and there is no key that they would need.",
                $"Make one first: {KeyCommand(settings)}\nor listen at {ListenAddress.Default}.");
        }
    }

    // A program with network shares the loopback with the host: without keys it is as good as the user, and a text that it reads can make it approve
    // its own change.
    private static async Task RefuseOwnAgentsAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        var networked = NetworkedAgentsOf(settings);
        if (networked.Count > 0 && !settings.KeyRequired && (await ApiKeyStore.WithAsync(settings, storage: false, keys => keys.ListAsync(cancellationToken))).Count == 0)
        {
            throw new CliException(
                ExitCode.Usage,
                $"Refusing to listen at '{settings.Url}': Agents:{networked[0]}:Network lets its program reach this host, and without keys whoever reaches it may do everything, also approve what that program wrote.",
                $"Make a key first, from then on each request needs one: {KeyCommand(settings)}\nor take the network from the program (Agents__{networked[0]}__Network=false).");
        }
    }

    private static IReadOnlyList<string> NetworkedAgentsOf(HostSettings settings)
    {
        try
        {
            return NetworkedAgents.Of(settings.Configuration());
        }
        catch (OptionsValidationException wrong) when (StartFailure.Explain(wrong, settings) is { } explained)
        {
            throw explained;
        }
    }

    private static string KeyCommand(HostSettings settings) =>
        ProgramPath.Command(settings, "keys", "create", "--user", Environment.UserName.ToLowerInvariant(), "--project", "main", "--scopes", "admin");

    /// <summary>The option of the commands that can bring their own artifact server.</summary>
    public static Option<bool> AzuriteOption() => new("--azurite") { Description = "Keeps artifacts in Azurite, which is started when nothing listens (the same as AzureWebJobsStorage=UseDevelopmentStorage=true)" };

    /// <summary>What that option sets.</summary>
    public static (string Name, string? Value) AzuriteSetting(bool wanted) => ("AzureWebJobsStorage", wanted ? "UseDevelopmentStorage=true" : null);

    private static void Announce(CliConsole console, ServeReport report, bool json, bool isReached)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(report, CliJson.Line.ServeReport));
        }
        else
        {
            console.Out.WriteLine($"Workflows answers at {report.Url}  (Ctrl+C stops it; a browser shows the dashboard there)");
            console.Out.WriteLine($"Data in {report.DataFolder}, {report.Store}");
            if (isReached)
            {
                console.Out.WriteLine("Other machines reach it too, over plain http: outside a network that you trust, put a proxy with https in front.");
            }

            console.Out.WriteLine(report.KeyRequired
                ? "Requests need a key: 'workflows keys create' makes one, 'workflows keys list' shows whose there are."
                : "No keys: whoever uses this machine may do everything. 'workflows keys create' makes the first one, and from then on each request needs one.");
        }

        console.Out.Flush();
    }
}
