using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;
using Workflows.Http.Contracts;
using Workflows.Http.Management;

namespace Workflows.Functions.Http;

/// <summary>The management routes of the Durable Functions extension, with the key that they ask for.</summary>
internal sealed class HostInstanceLinks(DurableTaskClient client) : IInstanceLinks
{
    private const string TerminatePath = "/terminate?";
    private const string ReasonQuery = "reason={text}&";

    public InstanceLinks For(ApiRequest request, string instanceId)
    {
        var payload = client.CreateHttpManagementPayload(instanceId);
        var terminate = Reason(payload.TerminatePostUri);
        return new InstanceLinks(
            instanceId,
            payload.StatusQueryGetUri ?? throw Missing(),
            payload.SendEventPostUri ?? throw Missing(),
            terminate,
            payload.PurgeHistoryDeleteUri ?? throw Missing(),
            payload.RestartPostUri ?? terminate.Replace(TerminatePath, "/restart?", StringComparison.Ordinal).Replace(ReasonQuery, "", StringComparison.Ordinal),
            Reason(payload.SuspendPostUri),
            Reason(payload.ResumePostUri),
            // The extension has these two routes and leaves their addresses out.
            Reason(payload.RewindPostUri ?? terminate.Replace(TerminatePath, "/rewind?", StringComparison.Ordinal)));
    }

    // Some versions write the place for the reason with two braces, which no client fills in.
    private static string Reason(string? address) => (address ?? throw Missing()).Replace("{{text}}", "{text}", StringComparison.Ordinal);

    private static InvalidOperationException Missing() =>
        new("The Durable Functions extension gave no address to manage the instance. Is the client bound with [DurableClient]?");
}
