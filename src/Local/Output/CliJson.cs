using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>The JSON that commands print, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(AcceptedRun))]
[JsonSerializable(typeof(ArtifactList))]
[JsonSerializable(typeof(PurgeAnswer))]
[JsonSerializable(typeof(CommandError))]
[JsonSerializable(typeof(CommandDone))]
[JsonSerializable(typeof(DemoReport))]
[JsonSerializable(typeof(ServeReport))]
[JsonSerializable(typeof(RevertRunAnswer))]
[JsonSerializable(typeof(RunTimeline))]
[JsonSerializable(typeof(GateList))]
[JsonSerializable(typeof(GateDetails))]
[JsonSerializable(typeof(GateLinkReport))]
[JsonSerializable(typeof(LinkKeyReport))]
[JsonSerializable(typeof(KeyReport))]
[JsonSerializable(typeof(CreatedKeyReport))]
[JsonSerializable(typeof(KeyListReport))]
[JsonSerializable(typeof(DecisionReport))]
[JsonSerializable(typeof(WaitingReport))]
[JsonSerializable(typeof(AuditVerdict))]
[JsonSerializable(typeof(BudgetList))]
[JsonSerializable(typeof(BudgetSummary))]
[JsonSerializable(typeof(BudgetRaiseAnswer))]
[JsonSerializable(typeof(Inbox))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(Connections.HostAddress))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>For one document that people read, too.</summary>
    public static CliJson Indented { get; } = Create(indented: true);

    /// <summary>For one document per line.</summary>
    public static CliJson Line { get; } = Create(indented: false);

    public static string Text<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    // Terminals are not web pages: quotes and letters stay readable.
    private static CliJson Create(bool indented) => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
