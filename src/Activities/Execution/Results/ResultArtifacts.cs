using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution.Results;

/// <summary>Stores the results of a run in every form that somebody reads.</summary>
internal sealed class ResultArtifacts(IArtifactStore artifacts, TimeProvider time)
{
    private const int MostText = 16 * 1024;
    private const int AtOnce = 8;

    /// <summary>Writes them. The references to the Allure files are not answered, because there is one for each test: they lie under <c>results/allure/</c>.</summary>
    public async Task<IReadOnlyList<ArtifactRef>> WriteAsync(
        string runId, ResultsDocument document, TestRunResult run, byte[]? cobertura, CancellationToken cancellationToken)
    {
        var stored = new List<ArtifactRef>
        {
            await artifacts.WriteAsync(
                runId, "results/results.json", JsonSerializer.SerializeToUtf8Bytes(document, ResultsJson.Default.ResultsDocument), "application/json", cancellationToken),
            await artifacts.WriteAsync(runId, "results/junit.xml", JUnitXml.Write(runId, run), "application/xml", cancellationToken),
            await artifacts.WriteAsync(runId, "results/output.log", run.Log, "text/plain; charset=utf-8", cancellationToken),
        };
        if (cobertura is not null)
        {
            stored.Add(await artifacts.WriteAsync(runId, "results/coverage.cobertura.xml", cobertura, "application/xml", cancellationToken));
        }

        await Parallel.ForEachAsync(
            AllureResults.From(runId, run, time.GetUtcNow()),
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = AtOnce },
            async (file, token) => await artifacts.WriteAsync(
                runId, $"results/allure/{file.FileName}", JsonSerializer.SerializeToUtf8Bytes(file.Result, ResultsJson.Default.AllureResult), "application/json", token));
        return stored;
    }

    /// <summary>The results as they are stored.</summary>
    public static ResultsDocument Describe(string baseUrl, TestRunResult run, ApiCoverage? apiCoverage, LibraryCoverage? libraryCoverage) => new(
        baseUrl,
        run.Isolation,
        run.Results.Count,
        run.Results.Count(result => result.Outcome == TestOutcome.Passed),
        run.Results.Count(result => result.Outcome is TestOutcome.Failed or TestOutcome.Broken or TestOutcome.NotRun),
        run.Results.Count(result => result.Outcome == TestOutcome.Skipped),
        Math.Round(run.Duration.TotalSeconds, 3),
        apiCoverage,
        libraryCoverage,
        [.. run.Results.Select(Entry)]);

    private static ResultEntry Entry(TestResult result) => new(
        PlainText.Of(result.Name, MostText), result.Test.Id, result.Row, result.Outcome, Math.Round(result.Seconds, 6),
        result.Message is null ? null : PlainText.Of(result.Message, MostText),
        result.Stack is null ? null : PlainText.Of(result.Stack, MostText),
        result.Output is null ? null : PlainText.Of(result.Output, MostText),
        result.Test.Traits);
}
