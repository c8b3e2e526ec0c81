using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>The values of one request: a sample for each parameter that is sent, and the body.</summary>
internal sealed record OperationValues(ImmutableDictionary<ApiParameter, Sample> Parameters, Sample? Body)
{
    public OperationValues With(ApiParameter parameter, JsonNode? value) => this with { Parameters = Parameters.SetItem(parameter, new Sample(value)) };

    public OperationValues Without(ApiParameter parameter) => this with { Parameters = Parameters.Remove(parameter) };

    public OperationValues WithBody(JsonNode? body) => this with { Body = new Sample(body) };
}
