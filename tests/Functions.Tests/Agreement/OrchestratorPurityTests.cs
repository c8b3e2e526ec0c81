namespace Workflows.Functions.Tests.Agreement;

public sealed class OrchestratorPurityTests
{
    private const string File = "GenerateTests/GenerateTestsFunction.cs";
    private const string Call = "context.RunAsync(new GenerateTestsOrchestrator(), input)";

    [Fact]
    public void Orchestrator_functions_touch_nothing_but_their_context_and_input() =>
        Assert.Empty(OrchestratorPurity.Problems(AppSources.Trees()));

    [Theory]
    [InlineData("public static Task", "public Task", "not static")]
    [InlineData("GenerateTestsInput input)", "GenerateTestsInput input, CancellationToken stop)", "something else")]
    [InlineData(Call, "Task.Run(() => context.RunAsync(new GenerateTestsOrchestrator(), input))", "does more")]
    [InlineData(Call, "context.RunAsync(new GenerateTestsOrchestrator(), input with { Label = DateTime.Now.ToString() })", "does more")]
    [InlineData(Call, "context.RunAsync(new GenerateTestsOrchestrator(Guid.NewGuid()), input)", "does more")]
    [InlineData(Call, "other.RunAsync(new GenerateTestsOrchestrator(), input)", "does more")]
    public void One_that_does_more_is_told(string old, string changed, string words)
    {
        var problem = Assert.Single(OrchestratorPurity.Problems(AppSources.Trees((File, old, changed))));

        Assert.Contains(words, problem, StringComparison.Ordinal);
    }
}
