using System.Text.RegularExpressions;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.SourceControl;

/// <summary>Fills in the fields of the settings for branch and folder.</summary>
internal static partial class NameTemplate
{
    private static readonly string OwnerMark = RunOwner.Mark.ToString();

    /// <summary>
    /// The template with its fields filled in. A character that a name cannot hold becomes a hyphen, and the mark behind a run's owner two,
    /// which no owner's name holds: the branches of two owners are never one.
    /// </summary>
    public static string Fill(string template, string runId, string name) => Field().Replace(template, field => field.Value switch
    {
        "{runId}" => Plain(runId),
        "{name}" => Plain(name),
        _ => field.Value,
    });

    /// <summary>A field that there is none of, or null.</summary>
    public static string? UnknownField(string template) =>
        Field().Matches(template).Select(field => field.Value).FirstOrDefault(field => field is not ("{runId}" or "{name}"));

    private static string Plain(string text)
    {
        var plain = Other().Replace(text.Replace(OwnerMark, "--", StringComparison.Ordinal), "-").Trim('-', '.');
        return plain.Length == 0 ? "run" : plain;
    }

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Field();

    // No dot: "..", ".lock" and a leading dot mean something to git.
    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex Other();
}
