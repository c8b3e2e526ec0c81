using System.Globalization;
using Workflows.Http.Timelines;

namespace Workflows.Http.Forks;

/// <summary>
/// What people call the steps of an instance: activities by their name, the second of a name with <c>#2</c>; sub-orchestrations by what their id says
/// of them, <c>implementer-1</c>, and the second part of that <c>implementer-1:2</c>.
/// </summary>
internal sealed class StepNames
{
    private readonly List<(StepInProgress Step, string Name, string Kind)> _steps = [];
    private readonly Dictionary<StepInProgress, string> _names = [];

    public StepNames(string instanceId, IEnumerable<StepInProgress> steps)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps.Where(step => step.Kind is StepInProgress.Activity or StepInProgress.Orchestrator or StepInProgress.Gate))
        {
            var kind = TimelineView.ChildId(step) is { } childId && OfChild(instanceId, childId) is { } own ? own : step.Name;
            var count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            var name = _names[step] = count == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}#{count}");
            _steps.Add((step, name, kind));
        }
    }

    public string? Of(StepInProgress step) => _names.GetValueOrDefault(step);

    /// <summary>
    /// The step that a text means: its name, its id, the id of what it started; or one word of a name that no other step has, as
    /// <c>check</c> of CheckCode.
    /// </summary>
    public StepInProgress? Find(string instanceId, string text)
    {
        var exact = _steps.Find(step =>
            string.Equals(step.Name, text, StringComparison.OrdinalIgnoreCase)
            || step.Step.Sequence.ToString(CultureInfo.InvariantCulture) == text
            || (TimelineView.ChildId(step.Step) is { } childId && (childId == text || childId == $"{instanceId}:{text}")));
        if (exact.Step is { } found)
        {
            return found;
        }

        var mark = text.LastIndexOf('#');
        var (word, number) = mark > 0 && int.TryParse(text[(mark + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? (text[..mark], given) : (text, 1);
        var alike = _steps.Where(step => Words(step.Kind).Contains(word, StringComparer.OrdinalIgnoreCase)).ToList();
        return alike.Select(step => step.Kind).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? alike.ElementAtOrDefault(number - 1).Step : null;
    }

    /// <summary>What the id of a sub-orchestration says of it; null where it says nothing, or nothing that was chosen.</summary>
    public static string? OfChild(string instanceId, string childId)
    {
        if (!childId.StartsWith(instanceId + ":", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = childId[(instanceId.Length + 1)..];
        return rest.All(c => char.IsAsciiDigit(c) || c == ':') ? null
            : rest.EndsWith(":1", StringComparison.Ordinal) ? rest[..^2] : rest;
    }

    // CheckCode: Check, Code.
    private static IEnumerable<string> Words(string name)
    {
        var begin = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || char.IsUpper(name[i]) || name[i] is '-' or ':')
            {
                yield return name[begin..i].Trim('-', ':');
                begin = i;
            }
        }
    }
}
