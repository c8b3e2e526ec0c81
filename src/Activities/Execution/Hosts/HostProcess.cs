using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Workflows.Activities.Execution.Coverage;
using Workflows.Activities.Execution.Network;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.TestHost.Protocol;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>A started host: warm, waiting for its one job. Disposing it ends the process with all that it started.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int LongestEvent = 1024 * 1024;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly HostFolder _folder;
    private readonly OriginForwarder? _forwarder;
    private readonly Socket _control;
    private readonly SocketReader _events;
    private readonly Task _output;
    private readonly CancellationTokenSource _reading;

    private HostProcess(
        Process process, Fence fence, HostFolder folder, OriginForwarder? forwarder, Socket control, BoundedLog log, Task output, CancellationTokenSource reading)
    {
        (_process, Fence, _folder, _forwarder, _control, Log, _output, _reading) = (process, fence, folder, forwarder, control, log, output, reading);
        _events = new SocketReader(control);
    }

    public Fence Fence { get; }

    /// <summary>What the process printed.</summary>
    public BoundedLog Log { get; }

    /// <summary>Where its files are, seen from outside.</summary>
    public string Folder => _folder.Path;

    /// <summary>Whether it is still there.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>How many threads it has, with all that it started; no more than <paramref name="most"/> are counted.</summary>
    public int Threads(int most) => ProcessFamily.Of(_process.Id, most).Threads;

    /// <summary>Starts a host and waits until it is warm.</summary>
    /// <exception cref="HostStartException">It did not come up in this fence.</exception>
    public static async Task<HostProcess> StartAsync(
        Fence fence, ExecutionScratch scratch, ProcessSpawner spawner, HostTools tools, ExecutionOptions options, CancellationToken cancellationToken)
    {
        var folder = HostFolder.Create(scratch.Root);
        var log = new BoundedLog(options.OutputKilobytes * 1024);
        var reading = new CancellationTokenSource();
        OriginForwarder? forwarder = null;
        Process? process = null;
        Socket? control = null;
        Task output = Task.CompletedTask;
        try
        {
            using var listener = Listen(folder.ControlSocket);
            forwarder = fence.Bubblewrap ? new OriginForwarder(folder.ProxySocket, log.WriteLine) : null;
            var (command, missing) = HostCommand.Build(fence, scratch, folder, tools, options);
            process = await spawner.StartAsync(command ?? throw new HostStartException(missing!, unusable: true));
            output = Task.WhenAll(
                log.ReadAsync(process.StandardOutput.BaseStream, reading.Token), log.ReadAsync(process.StandardError.BaseStream, reading.Token));

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.StartTimeout);
            control = await AcceptAsync(listener, process, log, output, limit.Token);
            var host = new HostProcess(process, fence, folder, forwarder, control, log, output, reading);
            if (await host.ReadEventAsync(limit.Token) is not { Kind: HostEventKind.Ready })
            {
                throw new HostStartException(await WhyItEndedAsync(process, log, output), unusable: true);
            }

            return host;
        }
        catch (Exception error)
        {
            await EndAsync(process, folder, forwarder, control, output, reading);
            throw error is HostStartException || cancellationToken.IsCancellationRequested
                ? error
                : new HostStartException(
                    error is OperationCanceledException ? $"the host was not ready within {options.StartTimeoutSeconds} seconds" : error.Message, unusable: false);
        }
    }

    /// <summary>Gives the host its job. Answers whether it took it: a host can die while it waits for one.</summary>
    public async Task<bool> SendJobAsync(
        CompiledTests tests, InstrumentedLibrary? library, IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> exclude, Uri baseUrl, IRequestObserver? observer,
        CancellationToken cancellationToken)
    {
        await _folder.PlaceAsync(CompiledTests.FileName, tests.Assembly, cancellationToken);
        await _folder.PlaceAsync(Path.ChangeExtension(CompiledTests.FileName, ".pdb"), tests.Symbols, cancellationToken);
        if (library is not null)
        {
            await _folder.PlaceAsync(CompiledLibrary.FileName, library.Assembly, cancellationToken);
            await _folder.PlaceAsync(CompiledLibrary.SymbolsName, library.Symbols, cancellationToken);
        }

        _forwarder?.Allow(baseUrl, observer);
        var seen = HostCommand.JobFolder(Fence, _folder);
        var job = new HostJob($"{seen}/{CompiledTests.FileName}", variables, exclude, library is null ? null : $"{seen}/{CompiledLibrary.FileName}");
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(job, HostProtocol.Default.HostJob), (byte)'\n'];
        try
        {
            await _control.SendAllAsync(line, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The next event; null when the host is gone.</summary>
    /// <exception cref="InvalidDataException">What came is no event: the process speaks in the host's place.</exception>
    public async Task<HostEvent?> ReadEventAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _events.ReadRecordAsync(LongestEvent, cancellationToken) is not { } line
                ? null
                : JsonSerializer.Deserialize(line, HostProtocol.Default.HostEvent) ?? throw new InvalidDataException("An event is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"An event cannot be read: {error.Message}", error);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Waits for the end of a host that is going, and says how it went.</summary>
    public Task<string> WhyItEndedAsync() => WhyItEndedAsync(_process, Log, _output);

    public async ValueTask DisposeAsync() => await EndAsync(_process, _folder, _forwarder, _control, _output, _reading);

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        HostFolder.LetOthersUse(path);
        return listener;
    }

    private static async Task<Socket> AcceptAsync(Socket listener, Process process, BoundedLog log, Task output, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepting = listener.AcceptAsync(ended.Token).AsTask();
        var exiting = process.WaitForExitAsync(ended.Token);
        var first = await Task.WhenAny(accepting, exiting);
        if (first == accepting)
        {
            var control = await accepting;
            await ended.CancelAsync();
            return control;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new HostStartException(await WhyItEndedAsync(process, log, output), unusable: true);
    }

    private static async Task<string> WhyItEndedAsync(Process process, BoundedLog log, Task output)
    {
        using var limit = new CancellationTokenSource(LastWords);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return DeathReason.Of(process.HasExited ? process.ExitCode : null, log.Tail);
    }

    private static async Task EndAsync(
        Process? process, HostFolder folder, OriginForwarder? forwarder, Socket? control, Task output, CancellationTokenSource reading)
    {
        control?.Dispose();
        if (process is not null)
        {
            if (!process.HasExited)
            {
                // Bubblewrap takes its whole process namespace along; without it, this is what can be found.
                process.Kill(entireProcessTree: true);
            }

            using var limit = new CancellationTokenSource(LastWords);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // A process that got away may hold the pipes open: what it prints is not read any more.
        reading.CancelAfter(LastWords);
        await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process?.Dispose();
        if (forwarder is not null)
        {
            await forwarder.DisposeAsync();
        }

        reading.Dispose();
        folder.Dispose();
    }
}
