namespace Workflows.Functions.Tests.Agreement;

public sealed class FunctionBodiesTests
{
    [Fact]
    public void Every_function_does_what_its_name_or_route_says() => Assert.Empty(FunctionBodies.Problems(AppSources.Trees()));

    [Theory]
    [InlineData("GenerateTests/GenerateTestsActivityFunctions.cs", "GenerateTestsActivities.ExtractCode", "GenerateTestsActivities.FormatCode", "'ExtractCode': it runs GenerateTestsActivities.FormatCode")]
    [InlineData("Http/ProductFunctions.cs", "api.AnswerAsync(WorkflowsRoutes.Run,", "api.AnswerAsync(WorkflowsRoutes.Runs,", "'GetRun': it is routed by WorkflowsRoutes.Run")]
    public void One_that_does_another_thing_is_told(string file, string old, string changed, string words)
    {
        var problem = Assert.Single(FunctionBodies.Problems(AppSources.Trees((file, old, changed))));

        Assert.Contains(words, problem, StringComparison.Ordinal);
    }
}
