using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="Required">Whether a request without it is wrong. Always so in a path.</param>
/// <param name="Schema">What its value must be.</param>
/// <param name="Style">How a list or object is written.</param>
/// <param name="Explode">Whether each item is written by itself.</param>
/// <param name="AllowReserved">Whether reserved characters stay as they are.</param>
/// <param name="IsJson">The value is written as JSON (<c>content</c> instead of <c>schema</c>).</param>
/// <param name="Example">An example that the document gives.</param>
internal sealed record ApiParameter(
    string Name, string In, bool Required, JsonElement Schema, string Style, bool Explode, bool AllowReserved, bool IsJson, JsonElement? Example);
