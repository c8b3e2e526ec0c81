using System.Text.Json;
using Workflows.Local.Demo;
using Workflows.Local.Hosting;

namespace Workflows.Local.Connections;

/// <summary>One process owns the hub. Where one serves, commands go to it; where none does, they own the hub for as long as they run.</summary>
internal static class ConnectionOpener
{
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a hub that is owned by nobody who answers is waited for: its owner is starting, or about to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Connection> OpenAsync(HostSettings settings, bool mustExist, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await ServerAsync(settings, cancellationToken) is { } server)
            {
                return server;
            }

            if (mustExist && !File.Exists(settings.HubPath))
            {
                throw new CliException(ExitCode.NotFound, $"There are no runs in {settings.DataFolder}.",
                    "Start one with 'workflows demo' or 'workflows generate <file>', or name another folder with --data.");
            }

            try
            {
                return await OwnAsync(settings, cancellationToken);
            }
            catch (HubOwnedException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(Between, cancellationToken);
            }
        }
    }

    // Runs that go on, and those that are forked or done again, may know the sample API of a demo that has ended.
    private static async Task<Connection> OwnAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        var api = await DemoApi.ResumeAsync(settings.DataFolder, cancellationToken);
        try
        {
            return Connection.ToOwnHost(await WorkflowHost.StartAsync(settings, LogTarget.File, cancellationToken), api);
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>The serving host of the data folder, or null when none answers.</summary>
    public static async Task<Connection?> ServerAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        if (HostAddress.Read(settings.DataFolder) is not { } address || !Uri.TryCreate(address.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
        {
            return null;
        }

        var connection = Connection.ToServer(url, settings.DataFolder);
        using var probe = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        probe.CancelAfter(Probe);
        try
        {
            var health = await connection.Client.HealthAsync(probe.Token);
            if (health.Value?.HostId == address.HostId)
            {
                // Only now: what answers could be another that has its port.
                connection.Show(settings.Key ?? address.Token);
                return connection;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It was killed and left its address behind, or something else answers there now.
        }

        await connection.DisposeAsync();
        return null;
    }
}
