using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>The JSON that tests send through history: any type, by reflection.</summary>
public static class TestJson
{
    /// <summary>The converter that engines under test are started with.</summary>
    public static PayloadConverter Converter { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });
}
