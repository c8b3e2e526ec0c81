using Workflows.Activities.Checks;
using Workflows.Activities.Execution.Coverage;
using Workflows.Activities.Execution.Results;
using Workflows.Activities.OpenApi;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Execution;

/// <summary>Runs the checked tests against the API (row P6), or says why this host does not. Running again replaces the results.</summary>
internal sealed class ExecuteTests(
    ExecutionGate gate, IArtifactStore artifacts, TestBuilder builder, LibraryBuilder libraries, Coverlet coverlet, TestRunner runner, ResultArtifacts results)
    : IActivity<ExecuteInput, ExecutionReport>
{
    private const int MostFailures = 20;
    private const int MostMissed = 20;
    private const int MostMessage = 499;

    /// <inheritdoc />
    public async Task<ExecutionReport> RunAsync(ActivityContext context, ExecuteInput input, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(cancellationToken) is { } refusal)
        {
            return ExecutionReport.Refused(refusal);
        }

        if (!Uri.TryCreate(input.BaseUrl, UriKind.Absolute, out var baseUrl) || (baseUrl.Scheme != Uri.UriSchemeHttp && baseUrl.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"'{input.BaseUrl}' is not an address that tests can run against. Give one like http://127.0.0.1:5080.", nameof(input));
        }

        if (input.Api is not null)
        {
            await TargetProbe.CheckAsync(baseUrl, cancellationToken);
        }

        var library = await LibraryAsync(input.Library ?? [], cancellationToken);
        var code = await artifacts.ReadRequiredAsync(input.Code, cancellationToken);
        var fileName = input.Code.Name[(input.Code.Name.LastIndexOf('/') + 1)..];
        var tests = await DeepStack.RunAsync(() => builder.Build(code, fileName, library, cancellationToken));
        var operations = input.Api is { } api
            ? new RequestedOperations(ApiDocument.Read(ApiJson.Parse(await artifacts.ReadRequiredAsync(api, cancellationToken))).Operations, baseUrl)
            : null;
        using var measured = library is null ? null : coverlet.Instrument(library);
        var run = await runner.RunAsync(tests, measured, baseUrl, operations, cancellationToken);

        var (summary, cobertura) = measured?.Report() ?? default;
        var document = ResultArtifacts.Describe(input.BaseUrl, run, operations?.Describe(run.Unseen), summary);
        var stored = await results.WriteAsync(input.RunId, document, run, cobertura, cancellationToken);
        return new ExecutionReport(
            document.Total, document.Passed, document.Failed, document.Skipped, document.DurationSeconds, document.Isolation,
            [.. run.Results
                .Where(result => result.Outcome is TestOutcome.Failed or TestOutcome.Broken or TestOutcome.NotRun)
                .Take(MostFailures)
                .Select(result => new TestFailure(PlainText.Of(result.Name, MostMessage), PlainText.Of(result.Message, MostMessage)))],
            stored,
            document.ApiCoverage is { } coverage ? coverage with { Missed = [.. coverage.Missed.Take(MostMissed)] } : null,
            document.LibraryCoverage);
    }

    private async Task<CompiledLibrary?> LibraryAsync(IReadOnlyList<ArtifactRef> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var sources = new List<(string Name, byte[] Content)>();
        foreach (var file in files)
        {
            sources.Add((file.Name, await artifacts.ReadRequiredAsync(file, cancellationToken)));
        }

        return await DeepStack.RunAsync(() => libraries.Build(sources, cancellationToken));
    }
}
