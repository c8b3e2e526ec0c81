using Workflows.Http.Contracts;

namespace Workflows.Http.Management;

/// <summary>Says where an instance is managed. Hosts differ: Durable Functions has addresses of its own, with a key in them.</summary>
public interface IInstanceLinks
{
    /// <summary>The addresses of one instance.</summary>
    InstanceLinks For(ApiRequest request, string instanceId);
}
