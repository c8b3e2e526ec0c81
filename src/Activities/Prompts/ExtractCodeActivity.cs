using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Prompts;

/// <summary>Takes the code out of an answer and stores it as <c>code/round-N.cs</c>. An answer without code is a finding, not an error.</summary>
internal sealed class ExtractCodeActivity(IArtifactStore artifacts, ILogger<ExtractCodeActivity> logger) : IActivity<CodeInput, CodeResult>
{
    // A document with hundreds of operations makes some megabytes of tests; what a service can send is bounded before it gets here.
    private const int MaxCodeLength = 32_000_000;
    private const int AnswerShown = 80;

    public async Task<CodeResult> RunAsync(ActivityContext context, CodeInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var bytes = await artifacts.ReadAsync(input.File.RunId, input.File.Name, cancellationToken)
            ?? throw new InvalidOperationException($"The answer '{input.File.Name}' of run '{input.RunId}' is gone; it was deleted while the run needed it. Start the run again.");
        var answer = Encoding.UTF8.GetString(bytes);
        if (CodeExtractor.Extract(answer) is not { } code)
        {
            return Without(input, "WF0010", $"no code in the answer, which begins with '{Beginning(answer)}'. Answer with one fenced block of C# code that holds the tests.");
        }

        if (code.Length > MaxCodeLength)
        {
            return Without(input, "WF0011", $"the code has {code.Length} characters, and {MaxCodeLength} are the limit. Write fewer or shorter tests.");
        }

        var artifact = await artifacts.WriteAsync(input.RunId, $"code/round-{input.Round}.cs", Encoding.UTF8.GetBytes(code), "text/x-csharp", cancellationToken);
        PromptLog.Extracted(logger, input.Round, code.Length);
        return new CodeResult(artifact, []);
    }

    private CodeResult Without(CodeInput input, string rule, string message)
    {
        var diagnostic = new CodeDiagnostic(rule, "error", input.File.Name, 0, 0, message);
        PromptLog.NoCode(logger, input.Round, diagnostic.ToString());
        return new CodeResult(null, [diagnostic]);
    }

    private static string Beginning(string answer) => SafeText.OneLine(answer.Length <= AnswerShown ? answer : answer[..AnswerShown] + "…");
}
