using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.Serialization;

/// <summary>
/// What stands in the histories of runs that are in flight. A change of this file is a change that a running host must still be able to
/// read: a new optional member is fine, a renamed or removed one is not.
/// </summary>
public sealed class HistoryTypesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_json_of_history_is_what_it_was()
    {
        var all = new JsonObject();
        foreach (var type in HistoryTypes())
        {
            all[type.Name] = JsonSerializer.SerializeToNode(SampleValue.Of(type), type, WorkflowJson.Default.Options);
        }

        Approval.Check(all.ToJsonString(Readable) + "\n", "history-types.json");
    }

    [Fact]
    public void Whatever_was_written_is_read_back_the_same()
    {
        foreach (var type in HistoryTypes())
        {
            var json = JsonSerializer.Serialize(SampleValue.Of(type), type, WorkflowJson.Default.Options);

            var again = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, WorkflowJson.Default.Options), type, WorkflowJson.Default.Options);

            Assert.Equal(json, again);
        }
    }

    [Fact]
    public void A_member_that_a_newer_version_wrote_is_skipped()
    {
        foreach (var type in HistoryTypes().Where(type => type != typeof(string) && !type.IsPrimitive))
        {
            var json = JsonSerializer.SerializeToNode(SampleValue.Of(type), type, WorkflowJson.Default.Options)!.AsObject();
            json["somethingNew"] = new JsonObject { ["x"] = 1 };

            Assert.NotNull(json.Deserialize(type, WorkflowJson.Default.Options));
        }
    }

    private static IEnumerable<Type> HistoryTypes() => typeof(WorkflowJson).CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
        .OrderBy(type => type.Name, StringComparer.Ordinal);
}
