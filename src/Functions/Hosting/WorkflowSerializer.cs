using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Functions.Hosting;

/// <summary>
/// The JSON of this host: the options of <see cref="WorkflowJson"/>, which every host uses for what crosses history. Durable Functions
/// takes its converter from the worker's serializer and from nowhere else.
/// </summary>
internal static class WorkflowSerializer
{
    /// <summary>Levels of JSON: what the HTTP surface takes as an input or an event.</summary>
    public const int MaxDepth = 512;

    /// <summary>For the adapters.</summary>
    public static PayloadConverter Converter { get; } = new(WorkflowJson.Default.Options);

    /// <summary>For the worker. Its own types, which are not ours to list, are read by reflection.</summary>
    public static ObjectSerializer Create()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        return new JsonObjectSerializer(options);
    }

    /// <summary>The same options for what the worker reads by itself: some versions take an orchestrator's input that way.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var shared = WorkflowJson.Default.Options;
        options.PropertyNamingPolicy = shared.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = shared.PropertyNameCaseInsensitive;
        options.DefaultIgnoreCondition = shared.DefaultIgnoreCondition;
        options.MaxDepth = MaxDepth;
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(WorkflowJson.Default, new DefaultJsonTypeInfoResolver());
    }
}
