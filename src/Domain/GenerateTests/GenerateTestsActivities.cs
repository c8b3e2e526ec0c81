using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.GenerateTests;

/// <summary>The activities that <see cref="GenerateTestsOrchestrator"/> calls.</summary>
public static class GenerateTestsActivities
{
    /// <summary>Fetches, validates and normalizes the document.</summary>
    public static ActivityDefinition<UnderstandInput, UnderstoodDocument> UnderstandDocument { get; } = new("UnderstandDocument");

    /// <summary>Renders the prompt from the template file.</summary>
    public static ActivityDefinition<RenderPromptInput, ArtifactRef> RenderPrompt { get; } = new("RenderPrompt");

    /// <summary>Asks a model, with retries and the offline model as the last resort.</summary>
    public static ActivityDefinition<AskModelInput, ModelAnswer> AskModel { get; } = new("AskModel");

    /// <summary>Takes the code out of the answer.</summary>
    public static ActivityDefinition<CodeInput, CodeResult> ExtractCode { get; } = new("ExtractCode");

    /// <summary>Formats the code.</summary>
    public static ActivityDefinition<CodeInput, CodeResult> FormatCode { get; } = new("FormatCode");

    /// <summary>Compiles the code and holds it against the rules.</summary>
    public static ActivityDefinition<CodeInput, CheckReport> CheckCode { get; } = new("CheckCode");

    /// <summary>Writes the files that a developer keeps.</summary>
    public static ActivityDefinition<PublishInput, PublishedTests> PublishTests { get; } = new("PublishTests");

    /// <summary>Runs the tests in a sandbox, or says why the host does not.</summary>
    public static ActivityDefinition<ExecuteInput, ExecutionReport> ExecuteTests { get; } = new("ExecuteTests");
}
