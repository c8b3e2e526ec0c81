using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Views;

public sealed class RestartedInputTests
{
    private static readonly Caller Bob = new("bob", new RunOwner("acme", "shop"), [ApiAccess.Run, ApiAccess.Decide]) { KeyId = "k" };

    [Fact]
    public void Whoever_restarts_a_run_has_asked_for_it()
    {
        var run = Run(new Delivery("", new GateRules { Requester = "alice", Users = ["alice", "bob"] }));

        var input = JsonSerializer.Deserialize(RestartedInput.Of(Bob, run)!, WorkflowJson.Default.GenerateTestsInput)!;

        Assert.Equal("bob", input.Delivery!.Rules.Requester);
        Assert.Equal(["alice", "bob"], input.Delivery.Rules.Users);
        Assert.Equal("https://example.test/openapi.json", input.Document.Url);
    }

    [Fact]
    public void In_anothers_name_nobody_restarts_a_run_just_as_it_was()
    {
        var run = Run(new Delivery("", new GateRules { Requester = "alice" }));

        Assert.Contains("/v1/runs/acme~shop~run-1/restart", RestartedInput.Problem(Bob, run), StringComparison.Ordinal);
        Assert.Null(RestartedInput.Problem(Bob with { Person = "alice" }, run));
    }

    [Fact]
    public void A_run_that_commits_nothing_or_of_a_host_without_keys_is_restarted_as_it_was()
    {
        var plain = Run(null);
        var delivered = Run(new Delivery("", new GateRules { Requester = "alice" }));

        Assert.Equal(plain.Input, RestartedInput.Of(Bob, plain));
        Assert.Null(RestartedInput.Problem(Bob, plain));
        Assert.Equal(delivered.Input, RestartedInput.Of(Caller.Local, delivered));
        Assert.Null(RestartedInput.Problem(Caller.Local, delivered));
    }

    private static OrchestrationMetadata Run(Delivery? delivery) => new()
    {
        InstanceId = "acme~shop~run-1",
        Name = GenerateTestsOrchestrator.Definition.Name,
        RuntimeStatus = OrchestrationRuntimeStatus.Completed,
        CreatedAt = DateTimeOffset.UnixEpoch,
        LastUpdatedAt = DateTimeOffset.UnixEpoch,
        Input = JsonSerializer.Serialize(
            new GenerateTestsInput(new DocumentSource(null, "https://example.test/openapi.json")) { Delivery = delivery }, WorkflowJson.Default.GenerateTestsInput),
    };
}
