using System.Text.Json.Serialization;
using Workflows.Domain.Orchestration;

namespace Workflows.Benchmarks;

/// <summary>The JSON of the workloads.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(Unit))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
