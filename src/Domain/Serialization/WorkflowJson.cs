using System.Text.Json.Serialization;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

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
[JsonSerializable(typeof(AgentInput))]
[JsonSerializable(typeof(AgentResult))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(ToolCallInput))]
[JsonSerializable(typeof(ToolResult))]
[JsonSerializable(typeof(AgentTurnInput))]
[JsonSerializable(typeof(AgentTurn))]
[JsonSerializable(typeof(CommandAgentInput))]
[JsonSerializable(typeof(CommandAgentOutcome))]
[JsonSerializable(typeof(AgentChoice))]
[JsonSerializable(typeof(ChosenAgent))]
[JsonSerializable(typeof(ProbeResult))]
[JsonSerializable(typeof(OpenWorkspaceInput))]
[JsonSerializable(typeof(OpenedWorkspace))]
[JsonSerializable(typeof(DiffWorkspaceInput))]
[JsonSerializable(typeof(WorkspaceDiff))]
[JsonSerializable(typeof(RunTestsInput))]
[JsonSerializable(typeof(TestsReport))]
[JsonSerializable(typeof(ApplyInput))]
[JsonSerializable(typeof(ApplyReport))]
[JsonSerializable(typeof(ReportsInput))]
[JsonSerializable(typeof(PublishedReports))]
[JsonSerializable(typeof(CommitWorkspaceInput))]
[JsonSerializable(typeof(RepositoryProbe))]
[JsonSerializable(typeof(ImplementTaskInput))]
[JsonSerializable(typeof(ImplementTaskStatus))]
[JsonSerializable(typeof(ImplementTaskResult))]
[JsonSerializable(typeof(ReadTaskInput))]
[JsonSerializable(typeof(TaskBrief))]
[JsonSerializable(typeof(AgentPromptInput))]
[JsonSerializable(typeof(AgentPrompt))]
[JsonSerializable(typeof(ReadPlanInput))]
[JsonSerializable(typeof(TaskPlan))]
[JsonSerializable(typeof(ReadVerdictInput))]
[JsonSerializable(typeof(ReviewReading))]
[JsonSerializable(typeof(StepRecord))]
[JsonSerializable(typeof(WriteReportsInput))]
[JsonSerializable(typeof(WrittenReports))]
public sealed partial class WorkflowJson : JsonSerializerContext;
