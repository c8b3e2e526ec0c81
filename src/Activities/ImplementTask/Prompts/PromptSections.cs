using System.Globalization;
using System.Text;
using Workflows.Activities.Prompts;

namespace Workflows.Activities.ImplementTask.Prompts;

/// <summary>
/// Puts a prompt together. Whatever comes from files, models and people stands between fences that it cannot close, so that it is seen as the data
/// that it is.
/// </summary>
internal sealed class PromptSections
{
    private readonly StringBuilder _text = new();

    /// <summary>What we say ourselves.</summary>
    public PromptSections Say(string text)
    {
        _text.Append(text).Append("\n\n");
        return this;
    }

    /// <summary>What others say; nothing where there is none.</summary>
    /// <param name="title">What it is: <c>DIFF</c>.</param>
    /// <param name="text">The text; null for none.</param>
    /// <param name="most">Longest form, in characters.</param>
    /// <param name="keepEnd">Whether the end is kept as well as the beginning: for what programs print.</param>
    public PromptSections Data(string title, string? text, int most, bool keepEnd = false)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            var shown = Shortened(text.ReplaceLineEndings("\n").Trim('\n'), most, keepEnd);
            var fence = Fence.For(shown);
            _text.Append(title).Append(":\n").Append(fence).Append('\n').Append(shown).Append('\n').Append(fence).Append("\n\n");
        }

        return this;
    }

    public override string ToString() => _text.ToString().TrimEnd() + "\n";

    private static string Shortened(string text, int most, bool keepEnd)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var left = string.Create(CultureInfo.InvariantCulture, $"\n[… {text.Length - most} characters left out]\n");
        return keepEnd ? text[..(most / 4)] + left + text[^(most - (most / 4))..] : text[..most] + left.TrimEnd('\n');
    }
}
