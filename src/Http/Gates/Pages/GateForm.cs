using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Pages;

/// <summary>What the page's form sends. A field that is given twice, or a word that is no decision, makes it none.</summary>
/// <param name="Kind">The decision.</param>
/// <param name="Text">The text.</param>
internal sealed record GateForm(GateDecisionKind Kind, string? Text)
{
    /// <summary>Most bytes of a form: the longest text, every character of it escaped.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxFields = 8;

    /// <summary>The form, or null when the bytes are none.</summary>
    public static GateForm? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(bytes)) { ValueCountLimit = MaxFields };
            var fields = reader.ReadForm();
            return fields.TryGetValue("decision", out var decision) && decision is [{ } word] && DecisionWords.Parse(word) is { } kind
                && !(fields.TryGetValue("text", out var text) && text.Count > 1)
                ? new GateForm(kind, text.Count == 1 ? text[0] : null)
                : null;
        }
        catch (InvalidDataException)
        {
            // More fields than the page has, or longer ones.
            return null;
        }
    }
}
