namespace Workflows.Http;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class NearestName
{
    /// <summary>The name that a text is only a few letters away from; null where none is near.</summary>
    public static string? Of(string text, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        // A third of its letters may be wrong; with more it is another word.
        var most = Math.Max(1, text.Length / 3);
        return names.Select(name => (Name: name, Distance: Distance(text, name, most)))
            .Where(found => found.Distance <= most)
            .OrderBy(found => found.Distance).ThenBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => found.Name).FirstOrDefault();
    }

    // How many letters have to be put in, left out, changed or swapped with their neighbour.
    private static int Distance(string text, string name, int most)
    {
        if (Math.Abs(text.Length - name.Length) > most)
        {
            return most + 1;
        }

        int[] before = [], above = [.. Enumerable.Range(0, name.Length + 1)];
        for (var i = 1; i <= text.Length; i++)
        {
            var row = new int[name.Length + 1];
            row[0] = i;
            for (var j = 1; j <= name.Length; j++)
            {
                var changed = above[j - 1] + (IsSame(text[i - 1], name[j - 1]) ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(text[i - 1], name[j - 2]) && IsSame(text[i - 2], name[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above) = (above, row);
        }

        return above[^1];
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
