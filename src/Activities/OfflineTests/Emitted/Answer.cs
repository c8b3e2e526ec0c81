using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Workflows.Activities.OfflineTests.Emitted;

/// <summary>What the API answered.</summary>
internal sealed record Answer(string Call, int Status, string? MediaType, string Body, string? Location, IReadOnlyCollection<string> Allow)
{
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>Says no because of the request. To somebody who is signed in, 401 is not an answer about the request.</summary>
    public bool IsRejection(bool signedIn = false) => Status is >= 400 and <= 499 && !(signedIn && Status == 401);

    /// <summary>The message of a failed assertion.</summary>
    public string Expected(string expectation)
    {
        var body = Body.Length > 300 ? Body[..300] + "..." : Body;
        return $"{Call}: expected {expectation}, got {Status} {MediaType}: {body}";
    }

    /// <summary>How the created resource is called: one of the properties of the answer, or the end of its Location.</summary>
    public string? Identifier(params string[] properties)
    {
        if (Body.Length > 0 && MediaType is not null && MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            using var document = JsonDocument.Parse(Body);
            foreach (var property in properties)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(property, out var value)
                    && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    return Uri.EscapeDataString(value.ToString());
                }
            }
        }

        return Location?.TrimEnd('/').Split('/').LastOrDefault(segment => segment.Length > 0);
    }
}
