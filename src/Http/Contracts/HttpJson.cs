using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>The JSON of the HTTP surface, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(InstanceLinks))]
[JsonSerializable(typeof(InstanceStatus))]
[JsonSerializable(typeof(IReadOnlyList<InstanceStatus>))]
[JsonSerializable(typeof(PurgeAnswer))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(AcceptedRun))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(GoneRun))]
[JsonSerializable(typeof(RunTimeline))]
[JsonSerializable(typeof(ArtifactDiff))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ExampleList))]
[JsonSerializable(typeof(ExampleRequest))]
[JsonSerializable(typeof(StartedRuns))]
[JsonSerializable(typeof(ArtifactList))]
[JsonSerializable(typeof(GateList))]
[JsonSerializable(typeof(GateDetails))]
[JsonSerializable(typeof(GateDecisionRequest))]
[JsonSerializable(typeof(GateDecisionAnswer))]
[JsonSerializable(typeof(GateWebhookBody))]
[JsonSerializable(typeof(IgnoredDelivery))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(SessionRequest))]
public sealed partial class HttpJson : JsonSerializerContext;
