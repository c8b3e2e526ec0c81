using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Domain.Client;
using Workflows.Functions.Client;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.Hosting;
using Workflows.Http;

namespace Workflows.Functions.Tests.Agreement;

public sealed class FunctionAgreementTests
{
    private const string Activities = "GenerateTests/GenerateTestsActivityFunctions.cs";
    private const string Understand = """
        public Task<UnderstoodDocument> UnderstandDocumentAsync([ActivityTrigger] UnderstandInput input, FunctionContext call) =>
                activities.RunAsync(GenerateTestsActivities.UnderstandDocument, input, call);
        """;
    private const string Orchestrator = "GenerateTests/GenerateTestsFunction.cs";
    private const string Product = "Http/ProductFunctions.cs";

    /// <summary>A change of the sources, and words of the problem that must be told.</summary>
    public static TheoryData<string, string, string, string[]> Mistakes => new()
    {
        { Activities, Understand, "public Task<UnderstoodDocument> UnderstandDocumentAsync([ActivityTrigger] string input, FunctionContext call) => null!;", ["'UnderstandDocument'", "String", "UnderstandInput"] },
        { Activities, Understand, "public Task<object> UnderstandDocumentAsync([ActivityTrigger] UnderstandInput input, FunctionContext call) => null!;", ["'UnderstandDocument'", "answers Object"] },
        { Activities, "[Function(\"CheckCode\")]", "", ["activity 'CheckCode' has no function"] },
        { Activities, "[Function(\"CheckCode\")]", "[Function(\"CheckTheCode\")]", ["activity 'CheckCode' has no function"] },
        { Activities, "[Function(\"CheckCode\")]", "[Function(\"Invented\")]", ["'Invented' is no activity of Domain"] },
        { Activities, "[Function(\"CheckCode\")]", "[Function(\"FormatCode\")]", ["2 functions 'FormatCode'"] },
        { Activities, "[ActivityTrigger] PublishInput", "PublishInput", ["'PublishTests' has no ActivityTriggerAttribute"] },
        { Activities, "[ActivityTrigger] PublishInput", "[ActivityTrigger(Activity = \"Other\")] PublishInput", ["calls itself 'Other'"] },
        { Activities, "public Task<PublishedTests> PublishTestsAsync", "internal Task<PublishedTests> PublishTestsAsync", ["PublishTestsAsync is not public"] },
        { Orchestrator, "[Function(\"generate-tests\")]", "", ["orchestrator 'generate-tests' has no function"] },
        { Orchestrator, "[OrchestrationTrigger] ", "", ["'generate-tests' has no OrchestrationTriggerAttribute"] },
        { Orchestrator, "RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GenerateTestsInput input) =>", "RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => null!; internal static Task<GenerateTestsResult> Old(TaskOrchestrationContext context, GenerateTestsInput input) =>", ["'generate-tests' takes nothing"] },
        { Product, "\"post\", Route = WorkflowsRoutes.Generate", "\"post\", Route = \"v2/generate\"", ["No function serves POST v1/generate"] },
        { Product, "\"post\", Route = WorkflowsRoutes.Generate", "\"put\", Route = WorkflowsRoutes.Generate", ["'Generate' serves PUT v1/generate"] },
        { Product, "AuthorizationLevel.Function, \"post\"", "\"post\"", ["'Generate' leaves its authorization level"] },
        { Product, "\"get\", \"head\", Route = WorkflowsRoutes.Health", "\"get\", Route = WorkflowsRoutes.Health", ["'Health' answers GET and not HEAD"] },
        { Product, "\"get\", \"head\", Route = WorkflowsRoutes.Runs)", "\"get\", \"head\", Route = WorkflowsRoutes.Run)", ["Two functions serve GET v1/runs/{runId}"] },
    };

    [Fact]
    public void Every_definition_and_every_route_has_its_function() =>
        Assert.Empty(FunctionAgreement.Problems(typeof(WorkflowsApplication).Assembly, Routes()));

    [Fact]
    public void The_sources_compiled_in_memory_are_found_as_good() => Assert.Empty(FunctionAgreement.Problems(AppSources.Compile(), Routes()));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told(string file, string old, string changed, string[] words)
    {
        var problems = FunctionAgreement.Problems(AppSources.Compile((file, old, changed)), Routes());

        Assert.Contains(problems, problem => words.All(word => problem.Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>What the HTTP surface routes and the extension does not: its own management routes, and the page of the local host.</summary>
    internal static IReadOnlyList<(string Method, string Route)> Routes()
    {
        using var app = App();
        var endpoint = ActivatorUtilities.CreateInstance<WorkflowsApi>(
            app.Services, app.Services.GetRequiredService<OrchestrationClient>(), new HostInstanceLinksOfNobody());
        return [.. endpoint.Routes
            .Where(route => route.Pattern != "/" && !route.Pattern.StartsWith("/" + BoundClient.Path, StringComparison.Ordinal))
            .Select(route => (route.Method, route.Pattern[1..]))];
    }

    private static IHost App()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Artifacts:Folder", Path.GetTempPath())]);
        builder.AddWorkflows();
        builder.Services.AddSingleton<OrchestrationClient>(new DurableOrchestrationClient(null!, new(), WorkflowSerializer.Converter, 1, TimeProvider.System));
        return builder.Build();
    }
}
