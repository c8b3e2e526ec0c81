using Workflows.Http.Contracts;

namespace Workflows.Http.Management;

/// <summary>The management routes of this API itself.</summary>
public sealed class OwnInstanceLinks : IInstanceLinks
{
    /// <inheritdoc />
    public InstanceLinks For(ApiRequest request, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(request);
        string To(string action) => request.Link("runtime", "webhooks", "durabletask", "instances", instanceId) + action;
        return new InstanceLinks(
            instanceId,
            To(""),
            To("/raiseEvent/{eventName}"),
            To("/terminate?reason={text}"),
            To(""),
            To("/restart"),
            To("/suspend?reason={text}"),
            To("/resume?reason={text}"),
            To("/rewind?reason={text}"));
    }
}
