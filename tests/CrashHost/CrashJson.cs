using System.Text.Json.Serialization;
using Workflows.Domain.Orchestration;

namespace Workflows.CrashHost;

/// <summary>The JSON of the workload, generated so that the process starts fast.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(List<int>))]
[JsonSerializable(typeof(Step))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(FailureDetails))]
public sealed partial class CrashJson : JsonSerializerContext;
