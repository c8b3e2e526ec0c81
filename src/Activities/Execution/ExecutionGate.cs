using Microsoft.Extensions.Options;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Execution;

/// <summary>Says, before anything is compiled or started, whether this host executes generated code at all.</summary>
internal sealed class ExecutionGate(IsolationPolicy policy, WarmHosts hosts, IOptions<ExecutionOptions> options)
{
    private const int MostReason = 1000;

    /// <summary>Why it does not, and what to do; null when it does.</summary>
    public async Task<string?> RefusalAsync(CancellationToken cancellationToken)
    {
        var setting = options.Value.Isolation;
        if (policy.Refusal(setting) is { } refusal)
        {
            return refusal;
        }

        // Where Auto may choose, a host that does not start is a fault of the machine, and the run fails with it.
        return !policy.AllowsAuto && await hosts.WhyNoneWorksAsync(cancellationToken) is { } reason
            ? policy.Refusal(setting, PlainText.Of(reason, MostReason))
            : null;
    }
}
