using Workflows.Http;
using Workflows.Http.Contracts;
using Workflows.Http.Management;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>No links: for reading the table of routes.</summary>
internal sealed class HostInstanceLinksOfNobody : IInstanceLinks
{
    public InstanceLinks For(ApiRequest request, string instanceId) => throw new NotSupportedException("Only the routes are asked for.");
}
