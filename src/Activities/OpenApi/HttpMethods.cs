namespace Workflows.Activities.OpenApi;

/// <summary>The methods that a path item may describe, in the order in which the specification lists them.</summary>
internal static class HttpMethods
{
    public static IReadOnlyList<string> All { get; } = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static bool IsMethod(string name) => All.Contains(name, StringComparer.OrdinalIgnoreCase);
}
