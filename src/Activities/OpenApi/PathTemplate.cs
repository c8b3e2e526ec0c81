using System.Text;

namespace Workflows.Activities.OpenApi;

/// <summary>A path with variables in braces.</summary>
internal static class PathTemplate
{
    /// <summary>Text and variables in turn: every second part is a variable's name.</summary>
    public static IReadOnlyList<string> Parts(string path)
    {
        var parts = new List<string>();
        var rest = path;
        while (true)
        {
            var open = rest.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : rest.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add(rest);
                return parts;
            }

            parts.Add(rest[..open]);
            parts.Add(rest[(open + 1)..close]);
            rest = rest[(close + 1)..];
        }
    }

    /// <summary>The names of the variables.</summary>
    public static IEnumerable<string> Variables(string path) => Parts(path).Where((_, index) => index % 2 == 1);

    /// <summary>The path with its variables' names taken out: two of the same shape are the same path.</summary>
    public static string Shape(string path)
    {
        var shape = new StringBuilder();
        var parts = Parts(path);
        for (var i = 0; i < parts.Count; i++)
        {
            shape.Append(i % 2 == 1 ? "{}" : parts[i]);
        }

        return shape.ToString().TrimEnd('/');
    }
}
