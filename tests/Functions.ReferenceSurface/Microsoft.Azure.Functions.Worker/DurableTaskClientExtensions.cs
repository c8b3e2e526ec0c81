using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the HTTP side needs of a client.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>The management addresses of an instance. Without a request the client's binding names the host.</summary>
    /// <exception cref="InvalidOperationException">The client came from no binding.</exception>
    public static HttpManagementPayload CreateHttpManagementPayload(this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (request is not null)
        {
            throw new NotSupportedException("This is the reference surface; it knows the addresses of a binding only.");
        }

        var bound = client as FunctionsDurableTaskClient;
        var address = bound?.HttpBaseUrl is { } hub
            ? $"{hub}/instances/{Uri.EscapeDataString(instanceId)}"
            : throw new InvalidOperationException("No base address: the client was not given by a binding, and there is no request.");
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = With(address),
            PurgeHistoryDeleteUri = With(address),
            SendEventPostUri = With(address + "/raiseEvent/{eventName}"),
            TerminatePostUri = WithReason(address + "/terminate"),
            SuspendPostUri = WithReason(address + "/suspend"),
            ResumePostUri = WithReason(address + "/resume"),
        };

        string With(string path) => $"{path}?{bound.QueryString}";

        // Two braces, as the real one writes them.
        string WithReason(string path) => $"{path}?reason={{{{text}}}}&{bound.QueryString}";
    }
}
