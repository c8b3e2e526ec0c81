using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Logging;

/// <summary>The named values of a log line: those of its scopes, from the outermost in, and those of its message. The innermost wins.</summary>
internal static class LogValues
{
    private const string Template = "{OriginalFormat}";

    public static Dictionary<string, string> Of<TState>(TState state, IExternalScopeProvider? scopes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        scopes?.ForEachScope(static (scope, into) => Add(scope, into), values);
        Add(state, values);
        return values;
    }

    private static void Add(object? state, Dictionary<string, string> into)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return;
        }

        foreach (var (name, value) in pairs)
        {
            if (name.Length > 0 && name != Template && value is not null)
            {
                // Message templates say {RunId}, scopes say runId; a reader searches for one name.
                into[char.ToLowerInvariant(name[0]) + name[1..]] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }
        }
    }
}
