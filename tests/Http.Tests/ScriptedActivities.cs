using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Http.Tests;

/// <summary>The activities of generate-tests with known answers, and a gate before the model.</summary>
internal sealed class ScriptedActivities(IArtifactStore artifacts) :
    IActivity<UnderstandInput, UnderstoodDocument>, IActivity<RenderPromptInput, ArtifactRef>, IActivity<AskModelInput, ModelAnswer>,
    IActivity<CodeInput, CodeResult>, IActivity<CodeInput, CheckReport>, IActivity<PublishInput, PublishedTests>, IActivity<ExecuteInput, ExecutionReport>
{
    public const string Results = """
        {"tests":[{"name":"Ping_answers","outcome":"Passed","durationSeconds":0.01},{"name":"Ping_fails","outcome":"Failed","durationSeconds":0.02,"message":"Expected 200, was 500"}]}
        """;

    /// <summary>The model answers once this has completed.</summary>
    public TaskCompletionSource ModelGate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Register(TaskRegistry registry) => registry
        .AddOrchestrator(GenerateTestsOrchestrator.Definition, () => new GenerateTestsOrchestrator())
        .AddActivity(GenerateTestsActivities.UnderstandDocument, () => this)
        .AddActivity(GenerateTestsActivities.RenderPrompt, () => this)
        .AddActivity(GenerateTestsActivities.AskModel, () => this)
        .AddActivity(GenerateTestsActivities.ExtractCode, () => this)
        .AddActivity(GenerateTestsActivities.FormatCode, () => this)
        .AddActivity(GenerateTestsActivities.CheckCode, () => this)
        .AddActivity(GenerateTestsActivities.PublishTests, () => this)
        .AddActivity(GenerateTestsActivities.ExecuteTests, () => this);

    async Task<UnderstoodDocument> IActivity<UnderstandInput, UnderstoodDocument>.RunAsync(ActivityContext context, UnderstandInput input, CancellationToken cancellationToken)
    {
        if (input.Document.Artifact is { } artifact && await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken) is null)
        {
            throw new InvalidDocumentException("The document was not stored before the run began.");
        }

        var source = input.Document.Artifact ?? await WriteAsync(input.RunId, "document/source.json", "{}", "application/json", cancellationToken);
        return new UnderstoodDocument(source, source, "Ping", "3.0", 1, null, []);
    }

    Task<ArtifactRef> IActivity<RenderPromptInput, ArtifactRef>.RunAsync(ActivityContext context, RenderPromptInput input, CancellationToken cancellationToken) =>
        WriteAsync(input.RunId, "prompts/round-1.md", "# Prompt", "text/markdown", cancellationToken);

    async Task<ModelAnswer> IActivity<AskModelInput, ModelAnswer>.RunAsync(ActivityContext context, AskModelInput input, CancellationToken cancellationToken)
    {
        await ModelGate.Task.WaitAsync(cancellationToken);
        var answer = await WriteAsync(input.RunId, "responses/round-1.html", "<script>alert(1)</script>", "text/html", cancellationToken);
        return new ModelAnswer(answer, "offline", true, "no key", 1, new ModelUsage(10, 20, null));
    }

    async Task<CodeResult> IActivity<CodeInput, CodeResult>.RunAsync(ActivityContext context, CodeInput input, CancellationToken cancellationToken) =>
        new(await WriteAsync(input.RunId, "code/Tests.cs", "class T {}", "text/x-csharp", cancellationToken), []);

    Task<CheckReport> IActivity<CodeInput, CheckReport>.RunAsync(ActivityContext context, CodeInput input, CancellationToken cancellationToken) =>
        Task.FromResult(new CheckReport(true, 2, [], input.File));

    Task<PublishedTests> IActivity<PublishInput, PublishedTests>.RunAsync(ActivityContext context, PublishInput input, CancellationToken cancellationToken) =>
        Task.FromResult(new PublishedTests(input.Code, input.Code));

    async Task<ExecutionReport> IActivity<ExecuteInput, ExecutionReport>.RunAsync(ActivityContext context, ExecuteInput input, CancellationToken cancellationToken)
    {
        var results = await WriteAsync(input.RunId, "results/results.json", Results, "application/json", cancellationToken);
        return new ExecutionReport(2, 1, 1, 0, 0.5, "process", [new TestFailure("Ping_fails", "Expected 200, was 500")], [results],
            new ApiCoverage(3, 2, ["GET /items/{id}"], null));
    }

    private Task<ArtifactRef> WriteAsync(string runId, string name, string text, string type, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(runId, name, Encoding.UTF8.GetBytes(text), type, cancellationToken);
}
