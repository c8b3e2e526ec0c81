using System.Text.Json.Serialization;

namespace Workflows.Activities.Notifications;

/// <summary>The JSON of notifications and of what is remembered of them, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GateNotification))]
[JsonSerializable(typeof(DeliveredNotice))]
internal sealed partial class NotificationJson : JsonSerializerContext;
