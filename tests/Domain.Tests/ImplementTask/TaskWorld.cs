using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Tests.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Tests.ImplementTask;

/// <summary>A task folder, agents, tests and people, all scripted.</summary>
internal sealed class TaskWorld
{
    public const string Run = "run-1";

    private static readonly DateTimeOffset At = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public TaskWorld()
    {
        Context.Answer(WorkspaceActivities.OpenWorkspace, _ => new OpenedWorkspace(State("found"), new TaskRepository("/repo", "", ""), [], Problem));
        Context.Answer(ImplementTaskActivities.ReadTask, _ => new TaskBrief("Greeter", Artifact("task.md"), IsDemo: false));
        Context.Answer(ImplementTaskActivities.RenderAgentPrompt, input => new AgentPrompt(Artifact($"agents/{input.Agent}/instructions.md"), Artifact($"agents/{input.Agent}/prompt.md"), "default"));
        Context.Answer(AgentOrchestrator.Definition, Work);
        Context.Answer(ImplementTaskActivities.ReadPlan, input => new TaskPlan(Artifact("reports/plan.txt"), PlanPoints, 1, null, []));
        Context.Answer(WorkspaceActivities.DiffWorkspace, input => new WorkspaceDiff(
            Artifact(input.Name), Artifact(input.Name + ".short"), input.After.Manifest.Sha256 + string.Join(',', input.Folders),
            [.. Enumerable.Range(0, 200).Select(i => new ChangedFile($"workspace/file-{i}.cs", "added", 1, 0))], DocumentFiles ?? 200, null, RedFlags.Count)
        {
            StandInCount = RedFlags.StandIns,
        });
        Context.Answer(WorkspaceActivities.RunTests, input => Tests.Count > 0 ? Tests.Dequeue() : Report(passed: true));
        Context.Answer(ImplementTaskActivities.ReadVerdict, input => new ReviewReading(Verdicts.Dequeue(), $"review {input.Round}") is var reading && AsOlderVersion ? reading : reading.After(input));
        Context.Answer(ImplementTaskActivities.RecordStep, input => Artifact($"steps/{input.Name}.json"));
        Context.Answer(ImplementTaskActivities.WriteReports, _ => ReportsFail is { } failure
            ? throw new TaskFailedException("WriteReports", 2, failure)
            : new WrittenReports([Artifact("reports/plan.txt"), Artifact("reports/artifacts.json")]));
        Context.Answer(WorkspaceActivities.PublishReports, input => new PublishedReports("/task/" + input.Folder, null));
        Context.Answer(WorkspaceActivities.CommitWorkspace, input => CommitFails is { } failure
            ? throw new TaskFailedException("CommitWorkspace", 1, failure)
            : Unreachable.TryDequeue(out var reason) ? new CommitResult("https://host/repo", input.Branch, "", Existed: false) { Unreachable = reason }
            : new CommitResult("/repo", input.Branch, "abc123", Existed: false));
        Context.Answer(SourceControlActivities.ProbeRepository, _ => Probes.TryDequeue(out var reason) ? new ProbeResult(false, reason) : new ProbeResult(true, null));
        Context.Answer(WorkspaceActivities.ApplyWorkspace, _ => new ApplyReport("/task", 3, []));
        Context.Answer(AuditActivities.RecordAudit, _ => Unit.Value);
        Context.Answer(GateOrchestrator.Definition, Decide);
    }

    public AgentContext Context { get; } = new(Run);

    public Queue<Verdict> Verdicts { get; } = [];

    /// <summary>Whether reviews were read by a version that held them against no round before.</summary>
    public bool AsOlderVersion { get; set; }

    public Queue<TestsReport> Tests { get; } = [];

    public Queue<(GateDecisionKind Kind, string? Text)> Decisions { get; } = [];

    /// <summary>How agents end otherwise than with an answer.</summary>
    public Dictionary<string, AgentEnd> Ends { get; } = [];

    /// <summary>Agents whose model is another one.</summary>
    public Dictionary<string, string> Models { get; } = [];

    public Func<string, string> FilesAfter { get; set; } = agent => $"after {agent}";

    public string? Problem { get; set; }

    public int PlanPoints { get; set; } = 3;

    public (int Count, int? StandIns) RedFlags { get; set; }

    public int? DocumentFiles { get; set; }

    public FailureDetails? CommitFails { get; set; }

    /// <summary>Why the repository cannot be reached at the next commits, and at the next looks after it.</summary>
    public Queue<string> Unreachable { get; } = [];

    public Queue<string> Probes { get; } = [];

    public FailureDetails? ReportsFail { get; set; }

    /// <summary>What was done, in order; reading and recording left out.</summary>
    public IEnumerable<string> Steps => Context.Log
        .Where(line => line is not ("RenderAgentPrompt" or "RecordStep" or "ReadVerdict" or "ReadPlan" or "OpenWorkspace" or "ReadTask"))
        .Select(line => line.StartsWith(Run, StringComparison.Ordinal) ? line[(Run.Length + 1)..] : line);

    public IReadOnlyList<T> Asked<T>() => [.. Context.Inputs.OfType<T>()];

    public IEnumerable<ImplementTaskStatus> Statuses => Context.Statuses.OfType<ImplementTaskStatus>();

    public Task<ImplementTaskResult> RunAsync(Func<ImplementTaskInput, ImplementTaskInput>? change = null)
    {
        var input = new ImplementTaskInput(new TaskSource("/task"), new Delivery("workflows/run", new GateRules()) { AutoApprove = Decisions.Count == 0 });
        return new ImplementTaskOrchestrator().RunAsync(Context, change?.Invoke(input) ?? input);
    }

    public static Verdict Pass { get; } = new(true, true, null, false);

    public static Verdict Fail { get; } = new(false, true, "Mend it.", false);

    public static TestsReport Report(bool passed) => new(
        "dotnet test", true, passed, passed ? 0 : 1, passed ? [] : ["Greets"], passed ? null : "1 test failed", Artifact("tests/out.txt"), 1, "bubblewrap");

    public static ArtifactRef Artifact(string name) => new(Run, name, 10, $"sha-of-{name}", "text/plain");

    public static WorkspaceState State(string name) => new(Artifact($"workspace/states/{name}.json"), 1, 1);

    private AgentResult Work(AgentInput input)
    {
        var end = Ends.GetValueOrDefault(input.Agent, AgentEnd.Answered);
        var files = input.Role.Scope.Folders.Count > 0 ? State(FilesAfter(input.Agent)) : input.Workspace;
        return new AgentResult(
            end, end == AgentEnd.Answered ? Artifact($"agents/{input.Agent}/turn-0001.md") : null, end == AgentEnd.Answered ? null : "it said so.", Models.GetValueOrDefault(input.Agent, "qwen"), false, null,
            new AgentProgress(1, 2, 3, new ModelUsage(10, 5, 0.01m), TimeSpan.Zero, [], files, 0, []));
    }

    private GateOutcome Decide(GateInput gate)
    {
        var (kind, text) = Decisions.Dequeue();
        return new GateOutcome(kind, GateState.Decided, [new GateDecision($"d{gate.Round}", kind, "alice", "test", gate.Subject.ContentHash, At) { Text = text }], gate.Subject);
    }
}
