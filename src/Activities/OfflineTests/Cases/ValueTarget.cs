using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OfflineTests.Values;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>A place of a request that takes a value: a parameter, or a property of the body.</summary>
/// <param name="Name">How it is called in titles.</param>
/// <param name="Schema">What may stand there.</param>
/// <param name="Facts">The schema, put together.</param>
/// <param name="IsText">The value travels as text, so that only its content can be wrong, not its JSON type.</param>
/// <param name="Put">Puts a value there; null when it does not fit in.</param>
/// <param name="Allows">Whether the request with this value is still a valid one.</param>
internal sealed record ValueTarget(
    string Name, JsonElement Schema, SchemaFacts Facts, bool IsText, Func<JsonNode?, OperationValues> Put, Func<JsonNode?, bool> Allows);
