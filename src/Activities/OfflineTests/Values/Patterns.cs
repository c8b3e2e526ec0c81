using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>
/// The patterns of one document. Only those count that the sampler understands and that can be matched in linear time;
/// any other fits every text, as nobody here can say what it means.
/// </summary>
internal sealed class Patterns
{
    private const int MaxLength = 400;
    private readonly ConcurrentDictionary<string, (PatternNode? Tree, Regex? Regex)> _known = new(StringComparer.Ordinal);

    public bool IsUsable(string pattern) => Of(pattern).Regex is not null;

    public bool Matches(string pattern, string text) => Of(pattern).Regex?.IsMatch(text) ?? true;

    /// <summary>A text that fits, of at least the length where the pattern allows it; null when there is none to be had.</summary>
    public string? Sample(string pattern, int minLength) => Samples(pattern, minLength, 1) is [var first, ..] ? first : null;

    /// <summary>Different texts that fit, the shortest first; fewer than asked for where the pattern allows no more.</summary>
    public IReadOnlyList<string> Samples(string pattern, int minLength, int count)
    {
        if (Of(pattern) is not { Tree: { } tree, Regex: { } regex })
        {
            return [];
        }

        var samples = new List<string>();
        // One repetition more at a time: who asks for a length usually wants exactly that one.
        for (var extra = 0; extra <= Math.Min(minLength + count + 1, TextSamples.MaxLength) && samples.Count < count; extra++)
        {
            var sample = tree.Sample(extra);
            if (sample.Length >= minLength && !samples.Contains(sample, StringComparer.Ordinal) && regex.IsMatch(sample))
            {
                samples.Add(sample);
            }
        }

        return samples;
    }

    private (PatternNode? Tree, Regex? Regex) Of(string pattern) => _known.GetOrAdd(pattern, static text =>
    {
        if (text.Length > MaxLength || PatternParser.Parse(text) is not { } tree)
        {
            return (null, null);
        }

        try
        {
            return (tree, new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return (null, null);
        }
    });
}
