using Microsoft.Extensions.Options;
using Workflows.Activities.Execution.Coverage;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Execution.Network;
using Workflows.Activities.Execution.Results;
using Workflows.TestHost.Protocol;

namespace Workflows.Activities.Execution;

/// <summary>
/// Runs compiled tests, one after the other, in a host of their own. When a test takes the host down or does not end, it fails with
/// that reason and a fresh host goes on with the rest, a bounded number of times.
/// </summary>
internal sealed class TestRunner(WarmHosts hosts, IOptions<ExecutionOptions> options, TimeProvider time)
{
    private const string Unreported = "its host ended without a word about it";

    // One such death may come from outside: of the machine, or of somebody else's tests where no namespaces keep them apart.
    private const int MostInVain = 2;

    private readonly ExecutionOptions _options = options.Value;

    /// <summary>Runs them all. The observer is told of their requests, where these can be seen: see <see cref="TestRunResult.Unseen"/>.</summary>
    public async Task<TestRunResult> RunAsync(
        CompiledTests tests, InstrumentedLibrary? library, Uri baseUrl, IRequestObserver? observer, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var board = new ResultBoard(tests.Tests, _options, time);
        var log = new BoundedLog(_options.OutputKilobytes * 1024);
        var runTimeout = _options.RunTimeout(tests.Tests.Sum(test => Math.Max(1, test.Rows.Count)));
        using var runLimit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        var variables = Variables(baseUrl);
        Fence? fence = null;
        var notRun = Unreported;
        var inVain = 0;
        for (var restarts = 0; ; restarts++)
        {
            await using var host = await hosts.TakeAsync(cancellationToken);
            if (fence is null)
            {
                // The time of the tests: how long the first host takes to start is no fault of theirs.
                runLimit.CancelAfter(runTimeout);
            }

            fence = host.Fence;
            var overBefore = board.Over.Count;
            var end = await host.SendJobAsync(tests, library, variables, board.Over, baseUrl, observer, cancellationToken)
                ? await FollowAsync(host, board, library, runTimeout, runLimit.Token, cancellationToken)
                : new HostEnd(false, await host.WhyItEndedAsync());
            var blamed = !end.Completed && board.Blame(end.Reason);
            log.Write(host.Log.ToArray());
            if (end.Completed)
            {
                break;
            }

            log.WriteLine($"[workflows] a host ended early: {end.Reason}");
            // A host that dies between two tests is nobody's fault for certain; when two die before their first test, a third will do so as well.
            inVain = blamed || board.Over.Count > overBefore ? 0 : end.Stalled ? MostInVain : inVain + 1;
            if (end.Final || inVain == MostInVain || restarts == _options.MaxRestarts)
            {
                notRun = end.Final || inVain == MostInVain ? end.Reason : $"{restarts + 1} hosts had died before, and that is the limit";
                break;
            }
        }

        return new TestRunResult(board.Close(notRun), time.GetElapsedTime(started), Describe(fence, baseUrl), log.ToArray(), Unseen(fence, baseUrl));
    }

    private async Task<HostEnd> FollowAsync(
        HostProcess host, ResultBoard board, InstrumentedLibrary? library, TimeSpan runTimeout, CancellationToken runLimit, CancellationToken cancellationToken)
    {
        await using var watch = new HostWatch(host, _options, time);
        while (true)
        {
            // Between tests the host is at work itself, and a busy machine is no test's fault.
            var inTest = board.IsRunning;
            using var limit = new CancellationTokenSource(inTest ? _options.TestTimeout : _options.StartTimeout, time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, runLimit, watch.Exceeded, limit.Token);
            try
            {
                switch (await host.ReadEventAsync(any.Token))
                {
                    case null:
                        return new HostEnd(false, await host.WhyItEndedAsync());
                    case { Kind: HostEventKind.Done }:
                        return new HostEnd(true, "");
                    case { Kind: HostEventKind.Covered } covered:
                        library?.Add(covered.Hits ?? []);
                        break;
                    case { Kind: HostEventKind.Error, Message: { } message }:
                        host.Log.WriteLine($"[host] {message}");
                        break;
                    case var reported:
                        board.Take(reported);
                        break;
                }
            }
            catch (InvalidDataException error)
            {
                return new HostEnd(false, $"the process garbled its results ({error.Message})");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return watch.Reason is { } reason ? new HostEnd(false, reason)
                    : runLimit.IsCancellationRequested ? new HostEnd(false, $"the time for all tests together, {runTimeout.TotalSeconds:0.##} seconds, is over", Final: true)
                    : inTest ? new HostEnd(false, $"the test did not end within {_options.TestTimeoutSeconds:0.##} seconds")
                    : new HostEnd(false, $"the host did not come to its next test within {_options.StartTimeoutSeconds:0.##} seconds", Stalled: true);
            }
        }
    }

    private Dictionary<string, string> Variables(Uri baseUrl)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["API_BASE_URL"] = baseUrl.OriginalString };
        foreach (var (name, value) in new[]
        {
            ("API_KEY", _options.ApiKey), ("API_TOKEN", _options.ApiToken), ("API_USER", _options.ApiUser), ("API_PASSWORD", _options.ApiPassword),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    private static string? Unseen(Fence fence, Uri baseUrl) =>
        !fence.Bubblewrap ? "tests in a plain process reach the API directly, so their requests are not seen; that takes bubblewrap"
        : baseUrl.Scheme != Uri.UriSchemeHttp ? "requests by https are encrypted on their way out of the sandbox, so they are not seen; an http address of the API would do"
        : null;

    private string Describe(Fence fence, Uri baseUrl)
    {
        var limits = $"{_options.MemoryMegabytes} MB heap, {_options.TestTimeoutSeconds:0.##} s per test";
        var reach = fence.Bubblewrap
            ? $"no files of this machine, {_options.Processes} processes, network only to {baseUrl.GetLeftPart(UriPartial.Authority)}"
            : "network and readable files of this machine are not fenced off";
        var why = hosts.Refused is { Length: > 0 } refused ? $"; {refused}" : "";
        return $"{fence} ({limits}, {reach}{why})";
    }
}
