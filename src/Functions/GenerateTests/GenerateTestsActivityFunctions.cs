using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.GenerateTests;

/// <summary>The activities of <c>generate-tests</c> as functions. A name never changes while runs are in flight: it stands in their histories.</summary>
public sealed class GenerateTestsActivityFunctions(ActivityRunner activities)
{
    /// <summary>Fetches, validates and normalizes the document.</summary>
    [Function("UnderstandDocument")]
    public Task<UnderstoodDocument> UnderstandDocumentAsync([ActivityTrigger] UnderstandInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.UnderstandDocument, input, call);

    /// <summary>Renders the prompt.</summary>
    [Function("RenderPrompt")]
    public Task<ArtifactRef> RenderPromptAsync([ActivityTrigger] RenderPromptInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.RenderPrompt, input, call);

    /// <summary>Asks a model.</summary>
    [Function("AskModel")]
    public Task<ModelAnswer> AskModelAsync([ActivityTrigger] AskModelInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.AskModel, input, call);

    /// <summary>Takes the code out of the answer.</summary>
    [Function("ExtractCode")]
    public Task<CodeResult> ExtractCodeAsync([ActivityTrigger] CodeInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.ExtractCode, input, call);

    /// <summary>Formats the code.</summary>
    [Function("FormatCode")]
    public Task<CodeResult> FormatCodeAsync([ActivityTrigger] CodeInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.FormatCode, input, call);

    /// <summary>Compiles the code and holds it against the rules.</summary>
    [Function("CheckCode")]
    public Task<CheckReport> CheckCodeAsync([ActivityTrigger] CodeInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.CheckCode, input, call);

    /// <summary>Writes the files that a developer keeps.</summary>
    [Function("PublishTests")]
    public Task<PublishedTests> PublishTestsAsync([ActivityTrigger] PublishInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.PublishTests, input, call);

    /// <summary>Runs the tests, where the plan has a fence for them.</summary>
    [Function("ExecuteTests")]
    public Task<ExecutionReport> ExecuteTestsAsync([ActivityTrigger] ExecuteInput input, FunctionContext call) =>
        activities.RunAsync(GenerateTestsActivities.ExecuteTests, input, call);
}
