using System.Text.Json.Nodes;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Numbers within limits.</summary>
internal static class NumberSamples
{
    /// <summary>Numbers to try, the most natural first.</summary>
    public static IEnumerable<decimal> Of(SchemaFacts facts, bool whole)
    {
        var step = facts.MultipleOf ?? (whole ? 1 : 0);
        var raw = new List<decimal> { whole ? 1 : 1.5m, 1, 0 };
        if (facts.Minimum is { } least)
        {
            raw.AddRange([least, Sum(least, 1), Sum(least, step)]);
        }

        if (facts.Maximum is { } most)
        {
            raw.AddRange([most, Sum(most, -1), Sum(most, -step)]);
        }

        if (facts is { Minimum: { } from, Maximum: { } to })
        {
            raw.Add((from / 2) + (to / 2));
        }

        foreach (var number in raw)
        {
            yield return number;
            if (step > 0)
            {
                var up = Multiple(number, step, decimal.Ceiling);
                yield return up;
                yield return Sum(up, step);
                yield return Multiple(number, step, decimal.Floor);
            }
        }
    }

    /// <summary>A number as JSON: whole ones without a point.</summary>
    public static JsonNode Node(decimal number) => JsonValue.Create(decimal.Truncate(number) == number ? decimal.Truncate(number) : number);

    /// <summary>A sum that stays where it was when it would not fit.</summary>
    public static decimal Sum(decimal number, decimal other) =>
        other > 0 ? (number > decimal.MaxValue - other ? number : number + other) : (number < decimal.MinValue - other ? number : number + other);

    private static decimal Multiple(decimal number, decimal step, Func<decimal, decimal> round)
    {
        try
        {
            return round(number / step) * step;
        }
        catch (OverflowException)
        {
            return number;
        }
    }
}
