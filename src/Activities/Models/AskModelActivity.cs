using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Models;

/// <summary>Asks the model once per prompt: the real one where the settings say so, the offline one where that cannot be had or does not answer.</summary>
internal sealed class AskModelActivity(
    IArtifactStore artifacts, AnswerStore answers, ChatModels models, OfflineChatModel offline, BudgetLedger ledger, IForkOverlays forks, IAuditLog audit,
    TimeProvider time, ILogger<AskModelActivity> logger)
    : IActivity<AskModelInput, ModelAnswer>
{
    private const string Role = "generate-tests";
    private const int PromptShown = 1000;
    private const int ResponseShown = 300;

    public async Task<ModelAnswer> RunAsync(ActivityContext context, AskModelInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var fork = await forks.ReadAsync(input.RunId, cancellationToken);
        var question = new ForkQuestion(GenerateTestsActivities.AskModel.Name, input.Round);
        var prompt = fork?.PromptOf(question) is { } other
            ? await ReplaceAsync(input, other, cancellationToken)
            : await ReadAsync(input.Prompt, cancellationToken);
        var promptSha256 = Convert.ToHexStringLower(SHA256.HashData(prompt));
        var choice = models.For(Role, fork?.Model);
        var requested = choice.Real?.Name ?? offline.Name;

        var answer = fork?.AnswerTo(question) is { } given
            ? AnswerRecord.Given(context.TaskKey, promptSha256, fork, given)
            : await answers.FindAsync(input.RunId, input.Round, cancellationToken);
        if (answer is { GivenBy: not null })
        {
            ModelLog.Given(logger, input.RunId, input.Round, answer.GivenBy);
        }
        else if (answer is not null && answer.Answers(promptSha256, context.TaskKey, requested))
        {
            ModelLog.AlreadyAnswered(logger, input.RunId, input.Round, answer.Model);
        }
        else
        {
            var api = await ReadAsync(input.Api, cancellationToken);
            var text = Encoding.UTF8.GetString(prompt);
            ModelLog.Prompt(logger, input.RunId, input.Round, requested, text.Length, Beginning(text, PromptShown));
            var request = new ChatRequest(text, api, context.TaskKey) { RunId = input.RunId, Call = context.TaskKey, MaxOutputTokens = input.MaxAnswerTokens };
            var asked = await AskAsync(choice, input, request, promptSha256, cancellationToken);
            if (asked is { Unpaid: { Shortage: { } shortage } unpaid })
            {
                return new ModelAnswer(null, requested, Offline: false, null, unpaid.Attempts, unpaid.Usage, shortage);
            }

            answer = asked.Answer! with { AnsweredAt = time.GetUtcNow().UtcDateTime };
            ModelLog.Response(logger, input.RunId, input.Round, answer.Model, answer.Answer.Length,
                answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Attempts, Beginning(answer.Answer, ResponseShown));
        }

        var response = await answers.StoreAsync(input.RunId, input.Round, answer);
        await audit.AppendAsync(ModelCallNote.Of(input.RunId, input.Round, answer), cancellationToken);
        return new ModelAnswer(response, answer.Model, answer.Offline, answer.Failover, answer.Attempts, answer.Usage);
    }

    private async Task<(AnswerRecord? Answer, ChatFailure? Unpaid)> AskAsync(
        ModelChoice choice, AskModelInput input, ChatRequest request, string promptSha256, CancellationToken cancellationToken)
    {
        var requested = choice.Real?.Name ?? offline.Name;
        var failover = choice.WhyNot ?? "";
        var attempts = 0;
        var usage = ModelUsage.None;
        if (choice.Real is { } real)
        {
            await ledger.SettleLostAsync(input.RunId, request.IdempotencyKey, cancellationToken);
            var outcome = await real.CompleteAsync(request, cancellationToken);
            (attempts, usage) = (outcome.Attempts, outcome.Usage);
            if (outcome is ChatResponse response)
            {
                return (new AnswerRecord(request.IdempotencyKey, promptSha256, requested, response.Model, false, null, response.FinishReason, attempts, usage, response.Text), null);
            }

            var failure = (ChatFailure)outcome;
            if (failure.Shortage is not null)
            {
                // The offline model takes the place of one that does not answer, not of one that waits for money.
                return (null, failure);
            }

            failover = attempts == 0
                ? $"{real.Name} was not asked: {failure.Reason}"
                : $"{real.Name} did not answer ({(attempts == 1 ? "1 attempt" : $"{attempts} attempts")}): {failure.Reason}";
        }

        if (choice.Wanted)
        {
            ModelLog.Failover(logger, input.RunId, input.Round, failover);
        }
        else
        {
            ModelLog.Offline(logger, input.RunId, input.Round, failover);
        }

        var written = (ChatResponse)await offline.CompleteAsync(request, cancellationToken);
        var record = new AnswerRecord(
            request.IdempotencyKey, promptSha256, requested, written.Model, true, failover, written.FinishReason, Math.Max(1, attempts), usage, written.Text);
        return (record, null);
    }

    // People find it where they look for the prompt of a round.
    private async Task<byte[]> ReplaceAsync(AskModelInput input, string prompt, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(prompt);
        await artifacts.WriteAsync(input.RunId, input.Prompt.Name, bytes, input.Prompt.ContentType, cancellationToken);
        return bytes;
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken)
        ?? throw new InvalidOperationException($"The artifact '{artifact.Name}' of run '{artifact.RunId}' is gone; it was deleted while the run needed it. Start the run again.");

    private static string Beginning(string text, int length) => text.Length <= length ? text : text[..length];
}
