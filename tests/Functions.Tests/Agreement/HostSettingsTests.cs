using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>host.json as the host and the worker read it.</summary>
public sealed partial class HostSettingsTests
{
    private static readonly JsonElement Host = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppSources.Root, "host.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement;

    [Fact]
    public void The_prefix_is_empty_because_the_routes_hold_it() =>
        Assert.Equal("", Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

    [Fact]
    public void The_hub_has_a_name_that_storage_takes() =>
        Assert.Matches(HubName(), Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString());

    [Fact]
    public void Every_setting_of_durable_functions_is_one_that_it_knows()
    {
        var durable = Host.GetProperty("extensions").GetProperty("durableTask");

        Assert.Subset(
            new HashSet<string>
            {
                "hubName", "maxConcurrentActivityFunctions", "maxConcurrentOrchestratorFunctions", "extendedSessionsEnabled", "useGracefulShutdown",
                "maxOrchestrationActions", "overridableExistingInstanceStates", "storageProvider", "tracing", "throwStatusExceptionsOnRaiseEvent",
            },
            durable.EnumerateObject().Select(setting => setting.Name).ToHashSet());
        Assert.Subset(
            new HashSet<string>
            {
                "type", "connectionName", "controlQueueBatchSize", "controlQueueBufferThreshold", "controlQueueVisibilityTimeout",
                "workItemQueueVisibilityTimeout", "partitionCount", "maxQueuePollingInterval", "useTablePartitionManagement",
            },
            durable.GetProperty("storageProvider").EnumerateObject().Select(setting => setting.Name).ToHashSet());
        Assert.Subset(
            new HashSet<string> { "distributedTracingEnabled", "version", "traceInputsAndOutputs", "traceReplayEvents" },
            durable.GetProperty("tracing").EnumerateObject().Select(setting => setting.Name).ToHashSet());
        Assert.InRange(durable.GetProperty("storageProvider").GetProperty("partitionCount").GetInt32(), 1, 16);
    }

    [Fact]
    public void Payloads_stay_out_of_traces() =>
        Assert.False(Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean());

    [Fact]
    public void A_function_has_more_time_than_the_longest_run_of_tests()
    {
        var limit = TimeSpan.Parse(Host.GetProperty("functionTimeout").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(limit > TimeSpan.FromSeconds(new Workflows.Activities.Execution.ExecutionOptions().RunTimeoutSeconds), $"{limit}");
    }

    [Fact]
    public void The_sample_settings_name_the_worker_and_are_not_encrypted()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppSources.Root, "local.settings.sample.json"))).RootElement;

        Assert.False(sample.GetProperty("IsEncrypted").GetBoolean());
        Assert.Equal("dotnet-isolated", sample.GetProperty("Values").GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString());
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex HubName();
}
