using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the parameter that is given the hub's client.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The hub; the app's own when it is not set.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that holds the connection.</summary>
    public string? ConnectionName { get; set; }
}
