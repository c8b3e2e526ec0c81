using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Domain.Serialization;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.Fakes;
using Workflows.Functions.Tests.Hosting;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>One JSON for both hosts: the worker's serializer writes and reads what the local host does, type by type.</summary>
public sealed class SerializerTests
{
    private static readonly JsonObject Golden = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppSources.Root, "tests/Domain.Tests/Golden/history-types.json")))!.AsObject();

    public static TheoryData<Type> HistoryTypes => [.. typeof(WorkflowJson).CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)];

    [Theory]
    [MemberData(nameof(HistoryTypes))]
    public void The_workers_serializer_reads_and_writes_a_type_as_the_local_host_does(Type type)
    {
        var worker = new SerializerShim(WorkflowSerializer.Create());
        var golden = Golden[type.Name]!.ToJsonString();

        var value = worker.Deserialize(golden, type);
        var written = worker.Serialize(value);

        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize(golden, type, WorkflowJson.Default.Options), type, WorkflowJson.Default.Options), written);
        Assert.True(JsonNode.DeepEquals(Golden[type.Name], JsonNode.Parse(written!)), written);
    }

    [Fact]
    public void Whatever_a_function_takes_or_answers_is_a_type_of_the_shared_JSON()
    {
        foreach (var function in AppFunctions.All)
        {
            var trigger = function.Bound<ActivityTriggerAttribute>()?.Parameter;
            if (trigger is null && function.Bound<OrchestrationTriggerAttribute>() is not null)
            {
                trigger = function.Method.GetParameters()[1];
            }

            if (trigger is not null)
            {
                Assert.NotNull(WorkflowJson.Default.GetTypeInfo(trigger.ParameterType));
                Assert.NotNull(WorkflowJson.Default.GetTypeInfo(function.Output));
            }
        }
    }

    [Fact]
    public void The_worker_is_given_the_serializer_and_the_options_that_some_versions_read_instead()
    {
        var services = new ServiceCollection().AddWorkflows(AppSettings.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()))
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;

        Assert.NotNull(services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer);
        Assert.Equal(
            JsonSerializer.Serialize(WorkflowsSample, WorkflowJson.Default.Options),
            JsonSerializer.Serialize(WorkflowsSample, options));
    }

    [Fact]
    public void What_is_JSON_already_is_written_as_it_is()
    {
        var worker = new SerializerShim(WorkflowSerializer.Create());

        Assert.Equal("""{"a":[1,"x",null]}""", worker.Serialize(JsonElement.Parse("""{"a":[1,"x",null]}""")));
    }

    private static Domain.GenerateTests.GenerateTestsInput WorkflowsSample { get; } =
        JsonSerializer.Deserialize<Domain.GenerateTests.GenerateTestsInput>(Golden["GenerateTestsInput"]!.ToJsonString(), WorkflowJson.Default.Options)!;
}
