using Workflows.TestHost.Protocol;
using Xunit.Sdk;

namespace Workflows.TestHost;

/// <summary>Turns the framework's messages into events. Called before and after each test, on the test's own path.</summary>
internal sealed class ResultSink(Action<HostEvent> report, IReadOnlyDictionary<string, (string Method, int Case)> cases) : IMessageSink
{
    private readonly Dictionary<string, HostEvent> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestClassStarting preparing:
                report(new HostEvent(HostEventKind.Preparing, preparing.TestClassName));
                break;
            case ITestStarting starting:
                Start(starting);
                break;
            case ITestPassed passed:
                End(passed, HostEventKind.Passed, null, null);
                break;
            case ITestFailed failed:
                End(failed, HostEventKind.Failed, ExceptionUtility.CombineMessages(failed), ExceptionUtility.CombineStackTraces(failed));
                break;
            case ITestSkipped skipped:
                End(skipped, HostEventKind.Skipped, skipped.Reason, null);
                break;
            case ITestNotRun notRun:
                End(notRun, HostEventKind.Skipped, "It is marked as explicit.", null);
                break;
            case IErrorMetadata error:
                report(new HostEvent(HostEventKind.Error, Message: Cut(ExceptionUtility.CombineMessages(error))));
                break;
        }

        return true;
    }

    private void Start(ITestStarting starting)
    {
        if (!cases.TryGetValue(starting.TestCaseUniqueID, out var key))
        {
            return;
        }

        var row = _rows.GetValueOrDefault(starting.TestCaseUniqueID);
        _rows[starting.TestCaseUniqueID] = row + 1;
        var running = new HostEvent(HostEventKind.Starting, key.Method, key.Case, row, Cut(starting.TestDisplayName));
        _running[starting.TestUniqueID] = running;
        report(running);
    }

    private void End(ITestResultMessage result, HostEventKind kind, string? message, string? stack)
    {
        if (_running.Remove(result.TestUniqueID, out var running))
        {
            report(running with
            {
                Kind = kind,
                Seconds = (double)result.ExecutionTime,
                Message = Cut(message),
                Stack = Cut(stack),
                Output = string.IsNullOrEmpty(result.Output) ? null : Cut(result.Output),
            });
        }
    }

    private static string? Cut(string? text) =>
        text is { Length: > HostProtocol.MaxText } ? string.Concat(text.AsSpan(0, HostProtocol.MaxText - 16), " …(cut)") : text;
}
