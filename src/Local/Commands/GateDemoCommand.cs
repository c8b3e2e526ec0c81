using Workflows.Activities.SourceControl;
using Workflows.Local.Connections;
using Workflows.Local.Demo;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>demo --gate</c>: one example, a human, a commit, with a host that serves the signed link meanwhile.</summary>
internal static class GateDemoCommand
{
    /// <summary>Runs it, and gives the exit code.</summary>
    /// <exception cref="CliException">Another process has the data folder, or another repository is configured.</exception>
    public static async Task<int> RunAsync(
        CliConsole console, HostSettings given, DemoExample example, bool autoApprove, string approver, bool json, CancellationToken cancellationToken)
    {
        var settings = given.WithDemoRepository();
        await ServeCommand.RefuseSecondAsync(settings, cancellationToken);
        await ServeCommand.RefuseOpenAsync(settings, cancellationToken);
        await using var api = await DemoApi.ResumeAsync(settings.DataFolder, cancellationToken);
        var apiUrl = await api.UrlAsync(cancellationToken);
        await RepositoryAsync(settings, cancellationToken);
        var host = await WorkflowHost.StartAsync(settings, LogTarget.File, cancellationToken);
        await using var connection = Connection.ToOwnHost(host);
        await using var server = await ApiServer.StartAsync(host, settings.Url, cancellationToken);
        var address = new HostAddress(server.Url.AbsoluteUri, host.Description.HostId, Environment.ProcessId, host.Door.OperatorToken);
        address.Publish(settings.DataFolder);
        try
        {
            var demo = new GateDemo(console, connection, settings, server.Url, json);
            var ended = await demo.RunAsync(example, apiUrl, autoApprove, approver, cancellationToken);
            if (json)
            {
                console.Out.WriteLine(CliJson.Text(new DemoReport(ended.Run.IsGood, settings.DataFolder, [ended]), CliJson.Line.DemoReport));
            }
            else
            {
                console.Out.WriteLine();
                RunCommands.Print(console, ended.Run, json: false);
                await demo.ShowCommitAsync(ended.Run, cancellationToken);
            }

            return (int)RunOutcome.ExitCode(ended.Run);
        }
        finally
        {
            address.Withdraw(settings.DataFolder);
            await host.BeginStopAsync();
        }
    }

    private static async Task RepositoryAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await LocalRepository.EnsureAsync(settings.DemoRepository, cancellationToken);
        }
        catch (SourceControlException problem)
        {
            throw new CliException(ExitCode.Unavailable, problem.Message, "The demo commits to a repository of its own in the data folder; --data names another folder.", problem);
        }
    }
}
