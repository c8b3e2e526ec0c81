using Workflows.Domain.Gates;

namespace Workflows.Http.Gates;

/// <summary>Decisions by name. Numbers and lists, which the enum's own parser takes, are none.</summary>
internal static class DecisionWords
{
    /// <summary>The decision, ignoring case, hyphens and underscores (<c>request-changes</c>), or null.</summary>
    public static GateDecisionKind? Parse(string? word)
    {
        var plain = (word ?? "").Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return Enum.GetNames<GateDecisionKind>().FirstOrDefault(name => name.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<GateDecisionKind>(known)
            : null;
    }

    /// <summary>Why a word is no decision.</summary>
    public static string Problem(string? word) =>
        $"'{(word is { Length: > 50 } ? word[..50] + "…" : word)}' is no decision. There are: {string.Join(", ", Enum.GetNames<GateDecisionKind>())}.";
}
