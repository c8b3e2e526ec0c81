using Workflows.Activities.Checks;
using Workflows.TestHost.Protocol;

namespace Workflows.Activities.Execution.Results;

/// <summary>
/// Holds what the hosts report against the list of tests that the compiler saw. Reports come from a process that runs untrusted code:
/// none can add a test, take one away, or change a result that stands.
/// </summary>
internal sealed class ResultBoard(IReadOnlyList<CatalogedTest> tests, ExecutionOptions options, TimeProvider time)
{
    // Rows that come from code are counted by that code.
    private const int MostDynamicRows = 1000;

    private readonly Dictionary<string, CatalogedTest> _tests = tests.ToDictionary(test => test.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<(int Case, int Row), TestResult>> _results = new(StringComparer.Ordinal);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);
    private HostEvent? _running;
    private DateTimeOffset _since;

    /// <summary>Code of a test, or of a class of tests, is running.</summary>
    public bool IsRunning => _running is not null;

    /// <summary>Test cases, and classes, that a further host must leave out.</summary>
    public IReadOnlyList<string> Over => [.. _over];

    /// <summary>Takes an event.</summary>
    public void Take(HostEvent reported)
    {
        switch (reported.Kind)
        {
            case HostEventKind.Discovering or HostEventKind.Preparing:
                _running = reported;
                _since = time.GetUtcNow();
                break;
            case HostEventKind.Starting when reported.Method is { } method && _tests.ContainsKey(method):
                _running = reported;
                _since = time.GetUtcNow();
                break;
            case HostEventKind.Passed or HostEventKind.Failed or HostEventKind.Skipped when IsOf(reported, _running):
                End(reported);
                break;
        }
    }

    /// <summary>The host is gone. What was running ends with the reason, and runs no more. Answers whether anything was running.</summary>
    public bool Blame(string reason)
    {
        if (_running is not { Method: { } method } running)
        {
            return false;
        }

        _running = null;
        if (running.Kind is HostEventKind.Discovering or HostEventKind.Preparing)
        {
            var when = running.Kind == HostEventKind.Discovering ? "while its tests were looked for" : "before its first test";
            _over.Add(method);
            foreach (var test in tests.Where(test => test.ClassName == method))
            {
                _over.Add(test.Id);
                Put(test, 0, 0, new TestResult(test, 0, NameOf(test, 0), TestOutcome.Broken, 0, $"The class broke {when}: {reason}.", null, null, _since));
            }
        }
        else
        {
            _over.Add(KeyOf(running));
            var test = _tests[method];
            Put(test, running.Case, running.Row, new TestResult(
                test, 0, Named(running, test), TestOutcome.Broken, (time.GetUtcNow() - _since).TotalSeconds, Sentence(reason), null, null, _since));
        }

        return true;
    }

    /// <summary>The result of every test that must be there; those that nobody reported did not run, for the given reason.</summary>
    public IReadOnlyList<TestResult> Close(string notRun)
    {
        var all = new List<TestResult>();
        foreach (var test in tests)
        {
            var reported = _results.GetValueOrDefault(test.Id)?.Values.ToList() ?? [];
            all.AddRange(reported.Select((result, row) => result with { Row = row }));
            for (var row = reported.Count; row < Math.Max(1, test.Rows.Count); row++)
            {
                all.Add(new TestResult(test, row, NameOf(test, row), TestOutcome.NotRun, 0, $"The test never came to run: {notRun}.", null, null, null));
            }
        }

        return all;
    }

    private static string KeyOf(HostEvent one) => $"{one.Method}#{one.Case}";

    private static bool IsOf(HostEvent end, HostEvent? running) =>
        running is { Kind: HostEventKind.Starting } && end.Method == running.Method && end.Case == running.Case && end.Row == running.Row;

    private static string Sentence(string reason) => string.Concat(char.ToUpperInvariant(reason[0]).ToString(), reason.AsSpan(1), reason.EndsWith('.') ? "" : ".");

    private static string NameOf(CatalogedTest test, int row) => test.DisplayName is { } given
        ? given
        : row < test.Rows.Count && test.Rows[row].Length > 0 ? $"{test.Id}({test.Rows[row]})" : test.Id;

    private static string Named(HostEvent one, CatalogedTest test) => one.Name is { Length: > 0 } name ? name : NameOf(test, one.Case);

    private void End(HostEvent reported)
    {
        var test = _tests[reported.Method!];
        _running = null;
        _over.Add(KeyOf(reported));
        var outcome = reported.Kind switch
        {
            HostEventKind.Passed => TestOutcome.Passed,
            HostEventKind.Skipped => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        var message = outcome == TestOutcome.Passed ? null : reported.Message ?? "It failed without a message.";
        if (outcome == TestOutcome.Failed && message!.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal))
        {
            message = $"It asked for more memory than the {options.MemoryMegabytes} MB that it may have. {message}";
        }

        var seconds = double.IsFinite(reported.Seconds) ? Math.Clamp(reported.Seconds, 0, options.RunTimeoutSeconds) : 0;
        Put(test, reported.Case, reported.Row, new TestResult(test, 0, Named(reported, test), outcome, seconds, message, reported.Stack, reported.Output, _since));
    }

    private void Put(CatalogedTest test, int number, int row, TestResult result)
    {
        if (!_results.TryGetValue(test.Id, out var results))
        {
            _results[test.Id] = results = [];
        }

        if (results.Count < (test.Dynamic ? MostDynamicRows : Math.Max(1, test.Rows.Count)))
        {
            results.TryAdd((number, row), result);
        }
    }
}
