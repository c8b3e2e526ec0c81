using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker process.</summary>
public class WorkerOptions
{
    /// <summary>Turns values into JSON and back; the durable converter is a shim over it.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
