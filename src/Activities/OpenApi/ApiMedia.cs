using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>One representation of a body.</summary>
/// <param name="MediaType">Such as <c>application/json</c>, or a range such as <c>image/*</c>.</param>
/// <param name="Schema">What the body must be; null when the document does not say.</param>
/// <param name="Example">An example that the document gives.</param>
/// <param name="Encoding">How the fields of a form are written (<c>encoding</c>).</param>
internal sealed record ApiMedia(string MediaType, JsonElement? Schema, JsonElement? Example, JsonElement? Encoding)
{
    /// <summary>The media type without its parameters, in lower case.</summary>
    public string Essence { get; } = MediaType.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether the body is JSON.</summary>
    public bool IsJson => Essence is "application/json" or "text/json" || Essence.EndsWith("+json", StringComparison.Ordinal);
}
