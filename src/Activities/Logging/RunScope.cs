using Microsoft.Extensions.Logging;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Logging;

/// <summary>The values that every log line of a run carries: <c>runId</c>, <c>userId</c>, <c>step</c>.</summary>
public static class RunScope
{
    /// <summary>Lines until the end of the scope carry these values.</summary>
    /// <param name="logger">Any logger; scopes hold for all of them.</param>
    /// <param name="runId">The run.</param>
    /// <param name="step">The activity or stage.</param>
    /// <param name="userId">The user; null means the one whose run it is, where it has an owner.</param>
    public static IDisposable? Begin(ILogger logger, string runId, string? step = null, string? userId = null)
    {
        ArgumentNullException.ThrowIfNull(logger);
        userId ??= RunOwner.Of(runId)?.User;
        var values = new List<KeyValuePair<string, object?>>(3) { new("runId", runId) };
        if (userId is not null)
        {
            values.Add(new("userId", userId));
        }

        if (step is not null)
        {
            values.Add(new("step", step));
        }

        return logger.BeginScope(values);
    }
}
