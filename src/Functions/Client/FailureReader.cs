using System.Globalization;
using System.Text.RegularExpressions;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Orchestration;
using Workflows.Functions.Orchestration;
using EngineEvent = DurableTask.Core.History.HistoryEvent;
using PortMetadata = Workflows.Domain.Client.OrchestrationMetadata;

namespace Workflows.Functions.Client;

/// <summary>
/// Failures with all their causes. An instance itself tells its failure as one line of text, or without what caused it; its history
/// has the whole, which is worth a read for one that failed.
/// </summary>
internal sealed partial class FailureReader(DurableTaskClient client)
{
    /// <summary>The instance, with its failure as its history has it.</summary>
    public async Task<PortMetadata> CompleteAsync(PortMetadata instance, CancellationToken cancellationToken)
    {
        if (instance.Failure is null)
        {
            return instance;
        }

        try
        {
            var history = await client.GetOrchestrationHistoryAsync(instance.InstanceId, cancellationToken);
            // Older hosts keep no details where the instance ends, but all keep them where its tasks do.
            var told = history.OfType<ExecutionCompletedEvent>().LastOrDefault()?.FailureDetails is { } failure ? Failures.ToPort(failure) : instance.Failure;
            return instance with { Failure = WithTask(told, history) };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A backend that tells no histories says so in its own way, and the instance may have gone meanwhile. The line is still true.
            return instance;
        }
    }

    // Where an exception was caused by that of a failed task, only the words of the latter are recorded with it; the task's own line
    // in the history has the rest.
    private static FailureDetails WithTask(FailureDetails failure, IList<EngineEvent> history)
    {
        if (failure.InnerFailure is { } inner)
        {
            return failure with { InnerFailure = WithTask(inner, history) };
        }

        return failure.IsCausedBy<TaskFailedException>() && TaskNumber().Match(failure.ErrorMessage) is { Success: true } number
            && TaskFailure(history, int.Parse(number.ValueSpan, CultureInfo.InvariantCulture)) is { } cause
                ? failure with { InnerFailure = Failures.ToPort(cause) }
                : failure;
    }

    private static DurableTask.Core.FailureDetails? TaskFailure(IList<EngineEvent> history, int task) =>
        history.OfType<TaskFailedEvent>().LastOrDefault(line => line.TaskScheduledId == task)?.FailureDetails
        ?? history.OfType<SubOrchestrationInstanceFailedEvent>().LastOrDefault(line => line.TaskScheduledId == task)?.FailureDetails;

    [GeneratedRegex(@"(?<=^Task '[^']*' \(#)\d{1,9}(?=\))", RegexOptions.CultureInvariant)]
    private static partial Regex TaskNumber();
}
