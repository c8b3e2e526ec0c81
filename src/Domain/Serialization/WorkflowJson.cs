using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Domain.Serialization;

/// <summary>The JSON of everything that crosses history: one set of options for every host, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Unit))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(FailureDetails))]
[JsonSerializable(typeof(ArtifactRef))]
[JsonSerializable(typeof(GenerateTestsInput))]
[JsonSerializable(typeof(GenerateTestsStatus))]
[JsonSerializable(typeof(GenerateTestsResult))]
[JsonSerializable(typeof(UnderstandInput))]
[JsonSerializable(typeof(UnderstoodDocument))]
[JsonSerializable(typeof(RenderPromptInput))]
[JsonSerializable(typeof(AskModelInput))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(CodeInput))]
[JsonSerializable(typeof(CodeResult))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(PublishInput))]
[JsonSerializable(typeof(PublishedTests))]
[JsonSerializable(typeof(ExecuteInput))]
[JsonSerializable(typeof(ExecutionReport))]
[JsonSerializable(typeof(GateInput))]
[JsonSerializable(typeof(GateStatus))]
[JsonSerializable(typeof(GateDecision))]
[JsonSerializable(typeof(GateOutcome))]
[JsonSerializable(typeof(GateSubject))]
[JsonSerializable(typeof(GateNotice))]
[JsonSerializable(typeof(AuditNote))]
[JsonSerializable(typeof(CommitInput))]
[JsonSerializable(typeof(CommitResult))]
[JsonSerializable(typeof(BudgetRaise))]
[JsonSerializable(typeof(RaisedBudget))]
[JsonSerializable(typeof(RevertInput))]
[JsonSerializable(typeof(RevertCommitInput))]
[JsonSerializable(typeof(RevertResult))]
public sealed partial class WorkflowJson : JsonSerializerContext;
