using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.Orchestration;

public sealed class TaskRegistryTests
{
    private static readonly PayloadConverter Converter = new(WorkflowJson.Default.Options);

    [Fact]
    public async Task An_activity_is_found_by_its_name_in_any_case_and_invoked_with_json()
    {
        var registry = new TaskRegistry().AddActivity(new ActivityDefinition<string, string>("Shout"), () => new Shout());

        var activity = registry.Activities["sHOUT"];
        var answer = await activity.InvokeAsync(Converter, new ActivityContext("i", "Shout", "i/0/0"), "\"hey\"", CancellationToken.None);

        Assert.Equal("\"HEY i/0/0\"", answer);
        Assert.Equal((typeof(string), typeof(string)), (activity.InputType, activity.OutputType));
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        var registry = new TaskRegistry().AddOrchestrator(GenerateTestsOrchestrator.Definition, () => new GenerateTestsOrchestrator());

        Assert.Throws<ArgumentException>(() =>
            registry.AddOrchestrator(new OrchestratorDefinition<GenerateTestsInput, GenerateTestsResult>("GENERATE-TESTS"), () => new GenerateTestsOrchestrator()));
    }

    [Fact]
    public async Task Each_call_gets_an_object_of_its_own()
    {
        var made = 0;
        var registry = new TaskRegistry().AddActivity(new ActivityDefinition<string, string>("Shout"), () =>
        {
            made++;
            return new Shout();
        });

        await registry.Activities["Shout"].InvokeAsync(Converter, new ActivityContext("i", "Shout", "k"), "\"a\"", CancellationToken.None);
        await registry.Activities["Shout"].InvokeAsync(Converter, new ActivityContext("i", "Shout", "k"), "\"b\"", CancellationToken.None);

        Assert.Equal(2, made);
    }

    [Fact]
    public void Nothing_is_no_json_and_no_json_is_the_default()
    {
        Assert.Null(Converter.Serialize<string?>(null));
        Assert.Null(Converter.Deserialize<string>(null));
        Assert.Equal("{}", Converter.Serialize(Unit.Value));
        Assert.Equal(Unit.Value, Converter.Deserialize<Unit>("{}"));
    }

    private sealed class Shout : IActivity<string, string>
    {
        public Task<string> RunAsync(ActivityContext context, string input, CancellationToken cancellationToken) =>
            Task.FromResult($"{input.ToUpperInvariant()} {context.TaskKey}");
    }
}
