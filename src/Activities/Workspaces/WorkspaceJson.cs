using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflows.Activities.Workspaces;

/// <summary>JSON of what is stored of workspaces.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WorkspaceManifest))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
