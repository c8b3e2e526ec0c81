using System.Text;

namespace Workflows.Domain.ImplementTask;

/// <summary>A plan (row R1).</summary>
/// <param name="Points">Its points.</param>
/// <param name="Criteria">Its acceptance criteria.</param>
/// <param name="Cut">What was cut off, in a sentence; null for nothing.</param>
public sealed record ParsedPlan(IReadOnlyList<string> Points, IReadOnlyList<string> Criteria, string? Cut)
{
    /// <summary>The plan as a text.</summary>
    public string ToText()
    {
        var text = new StringBuilder("PLAN:\n");
        Add(text, Points);
        text.Append("\nACCEPTANCE CRITERIA:\n");
        Add(text, Criteria);
        return (Cut is null ? text : text.Append('\n').Append(Cut).Append('\n')).ToString();
    }

    private static void Add(StringBuilder text, IReadOnlyList<string> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i + 1).Append(". ").Append(items[i].ReplaceLineEndings("\n   ")).Append('\n');
        }

        text.Append(items.Count == 0 ? "(none)\n" : "");
    }
}
