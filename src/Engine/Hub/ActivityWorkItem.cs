using System.Globalization;

namespace Workflows.Engine.Hub;

/// <summary>An activity to run.</summary>
internal sealed record ActivityWorkItem(long Key, string InstanceId, int Execution, int Task, string Name, string? Input)
{
    /// <summary>The same for every delivery of this call.</summary>
    public string TaskKey => string.Create(CultureInfo.InvariantCulture, $"{InstanceId}/{Execution}/{Task}");
}
