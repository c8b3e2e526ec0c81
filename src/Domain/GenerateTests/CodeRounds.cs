using System.Globalization;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;

namespace Workflows.Domain.GenerateTests;

/// <summary>The rounds of a run: render prompt -> model, within the budget -> extract -> format -> check, until it passes or the rounds are used up.</summary>
internal sealed class CodeRounds(OrchestrationContext context, GenerateTestsProgress progress)
{
    private const int DiagnosticsInReason = 5;
    private const int MostShown = 500;

    // Local side effects (a full disk, a store that is restarting) pass by themselves; a template that is not there does not.
    private static readonly TaskOptions Patient = GenerateTestsOrchestrator.Patient;

    private readonly BudgetGate _budget = new(context, GenerateTestsOrchestrator.Definition.Name);

    /// <summary>Writes code until it passes the check. What came before is improved on.</summary>
    /// <param name="document">What the tests are for.</param>
    /// <param name="before">Tests that a reviewer wants changed; null for none.</param>
    /// <param name="changes">What the reviewer wants.</param>
    /// <param name="maxRounds">Most rounds.</param>
    /// <exception cref="CodeRejectedException">No code passed.</exception>
    public async Task<WrittenCode> WriteAsync(UnderstoodDocument document, ReviewedTests? before, string? changes, int maxRounds)
    {
        var begunAt = context.CurrentUtcDateTime;
        var usage = before?.Usage ?? ModelUsage.None;
        var previousCode = before?.Code;
        string? previousAnswer = null;
        IReadOnlyList<CodeDiagnostic> diagnostics = [];
        var first = (before?.Round ?? 0) + 1;
        var last = first + maxRounds - 1;

        for (var round = first; round <= last; round++)
        {
            progress.Round = round;
            progress.At(GenerateTestsStage.Prompt, "Rendering the prompt");
            var prompt = await context.CallActivityAsync(
                GenerateTestsActivities.RenderPrompt,
                new RenderPromptInput(context.InstanceId, round, document.Api, previousCode, diagnostics, changes), Patient);

            progress.At(GenerateTestsStage.Model, "Asking the model");
            var asked = new AskModelInput(context.InstanceId, round, prompt, document.Api, begunAt);
            var (answer, rejection) = await _budget.AskWithinBudgetAsync(
                limit => context.CallActivityAsync(GenerateTestsActivities.AskModel, asked with { MaxAnswerTokens = limit }, Patient),
                Question(document, round, last, usage, diagnostics),
                waits => progress.At(waits is null ? GenerateTestsStage.Model : GenerateTestsStage.TopUp, waits ?? "Asking the model"));
            usage = usage.Plus(answer.Usage);
            progress.Heard(answer, usage);
            if (rejection is not null || answer.Response is not { } response)
            {
                return new WrittenCode(null, null, answer, round, usage, new BudgetStop(rejection?.By ?? "nobody", round));
            }

            if (response.Sha256 == previousAnswer)
            {
                throw new CodeRejectedException($"{answer.Model} gave the same answer twice, and it does not pass the check: {Reason(diagnostics)}");
            }

            previousAnswer = response.Sha256;
            var (code, check) = await CheckAsync(round, response);
            if (code is not null && check is { Passed: true })
            {
                return new WrittenCode(code, check, answer, round, usage, null);
            }

            previousCode = code ?? previousCode;
            diagnostics = check?.Diagnostics ?? [];
            context.Logger.Log(LogSeverity.Warning, "Round {Round} of {MaxRounds} was rejected: {Reason}", round, last, Reason(diagnostics));
        }

        throw new CodeRejectedException($"No code passed the check in {Counted.Of(maxRounds, "round")}: {Reason(diagnostics)}");
    }

    private async Task<(ArtifactRef? Code, CheckReport? Check)> CheckAsync(int round, ArtifactRef response)
    {
        progress.At(GenerateTestsStage.Extract, "Taking the code out of the answer");
        var extracted = await context.CallActivityAsync(
            GenerateTestsActivities.ExtractCode, new CodeInput(context.InstanceId, round, response), Patient);
        if (extracted.Code is null)
        {
            return (null, new CheckReport(false, 0, extracted.Diagnostics, response));
        }

        progress.At(GenerateTestsStage.Format, "Formatting");
        var formatted = await context.CallActivityAsync(
            GenerateTestsActivities.FormatCode, new CodeInput(context.InstanceId, round, extracted.Code), Patient);
        var code = formatted.Code ?? extracted.Code;

        progress.At(GenerateTestsStage.Check, "Compiling and checking");
        var check = await context.CallActivityAsync(
            GenerateTestsActivities.CheckCode, new CodeInput(context.InstanceId, round, code), Patient);
        return (code, check);
    }

    private static BudgetQuestion Question(
        UnderstoodDocument document, int round, int last, ModelUsage usage, IReadOnlyList<CodeDiagnostic> diagnostics) => new(
        round == 1 && usage.OutputTokens == 0
            ? $"the document '{document.Title}' with {Counted.Of(document.Operations, "operation")} was read and the prompt is written; no model has answered yet."
            : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(round - 1, "round")}, with {usage.InputTokens} tokens of prompts and {usage.OutputTokens} of answers{Cost(usage)}.")
                + (diagnostics.Count > 0 ? $" The code of the last round does not pass the check: {Shortened(Reason(diagnostics))}." : ""),
        $"round {round} of at most {last}: the model {(diagnostics.Count > 0 ? "mends the code" : round == 1 ? "writes the tests" : "takes in the changes that were asked for")}; then they are checked{(diagnostics.Count > 0 ? " again" : "")} and run.");

    private static string Shortened(string text) => text.Length > MostShown ? text[..MostShown] + "…" : text;

    private static string Cost(ModelUsage usage) => usage.CostUsd is { } cost ? string.Create(CultureInfo.InvariantCulture, $", for {cost:0.00####} usd") : "";

    private static string Reason(IReadOnlyList<CodeDiagnostic> diagnostics) =>
        string.Join("; ", diagnostics.Take(DiagnosticsInReason))
        + (diagnostics.Count > DiagnosticsInReason ? $"; and {diagnostics.Count - DiagnosticsInReason} more" : "");
}
