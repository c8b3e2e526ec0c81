using System.Text.RegularExpressions;
using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>
/// A decision in the text of a comment or a review: <c>/approve &lt;hash&gt; [text]</c>, <c>/reject &lt;hash&gt; [text]</c>,
/// <c>/changes &lt;hash&gt; &lt;text&gt;</c>, <c>/answer &lt;hash&gt; &lt;text&gt;</c>. It must be the very beginning of the text: what is quoted,
/// indented or fenced is none. Every one names the content by its hash, so that none can hit another gate than the one that was
/// looked at. Lines below belong to the text; a second command among them makes the whole ambiguous, and it is no decision.
/// </summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Hash">The beginning of the content's hash, at least 12 digits.</param>
/// <param name="Text">What stands behind it.</param>
internal sealed partial record GitHubCommand(GateDecisionKind Kind, string Hash, string? Text)
{
    private const string Form = "A decision begins the text: /approve <hash>, /reject <hash>, /changes <hash> <text> or /answer <hash> <text>, with at least 12 digits of the content's hash";

    /// <summary>The command, or why there is none.</summary>
    public static (GitHubCommand? Command, string? Reason) Read(string? body)
    {
        var lines = (body ?? "").ReplaceLineEndings("\n").Split('\n');
        var first = Verb().Match(lines[0]);
        if (!first.Success)
        {
            return (null, $"The text does not begin with a decision. {Form}.");
        }

        if (lines.Skip(1).Any(line => Verb().IsMatch(line)))
        {
            return (null, "The text holds more than one decision, so none of them counts. Write one for each comment.");
        }

        var rest = Argument().Match(lines[0][first.Length..]);
        if (!rest.Success)
        {
            return (null, $"The decision names no content. {Form}: it counts for what was looked at, and for nothing else.");
        }

        var text = DecisionText.Clean(string.Join('\n', [rest.Groups["text"].Value, .. lines.Skip(1)]));
        return (new GitHubCommand(KindOf(first.Groups["verb"].Value), rest.Groups["hash"].Value.ToLowerInvariant(), text), null);
    }

    private static GateDecisionKind KindOf(string verb) => verb switch
    {
        "approve" => GateDecisionKind.Approve,
        "reject" => GateDecisionKind.Reject,
        "changes" => GateDecisionKind.RequestChanges,
        _ => GateDecisionKind.Answer,
    };

    [GeneratedRegex(@"^/(?<verb>approve|reject|changes|answer)(?=[ \t]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^[ \t]+(?<hash>[0-9a-fA-F]{12,64})(?:[ \t]+(?<text>.*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}
