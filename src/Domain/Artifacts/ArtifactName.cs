namespace Workflows.Domain.Artifacts;

/// <summary>The rule for run ids and artifact names, the same for every store: what passes here cannot leave the run's prefix on any of them.</summary>
public static class ArtifactName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 400;

    /// <summary>Longest part between slashes, in characters: file systems take 255 bytes, and stores add marks of their own.</summary>
    public const int MaxSegmentLength = 180;

    /// <summary>Null when the name is fine, otherwise what is wrong with it.</summary>
    public static string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "it is empty";
        }

        if (name.Length > MaxLength)
        {
            return $"it is longer than {MaxLength} characters";
        }

        foreach (var segment in name.Split('/'))
        {
            if (SegmentProblem(segment) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Null when the run id is fine, otherwise what is wrong with it.</summary>
    public static string? RunIdProblem(string? runId) =>
        string.IsNullOrEmpty(runId) ? "it is empty"
        : runId.Length > 100 ? "it is longer than 100 characters"
        : SegmentProblem(runId);

    /// <summary>Throws when the run id or the name is not valid.</summary>
    /// <exception cref="ArgumentException">Says which, and why.</exception>
    public static void Validate(string runId, string name)
    {
        if (RunIdProblem(runId) is { } runProblem)
        {
            throw new ArgumentException($"'{runId}' is not a valid run id: {runProblem}.", nameof(runId));
        }

        if (Problem(name) is { } problem)
        {
            throw new ArgumentException($"'{name}' is not a valid artifact name: {problem}. Use letters, digits and - _ . with forward slashes between folders.", nameof(name));
        }
    }

    private static string? SegmentProblem(string segment)
    {
        if (segment.Length == 0)
        {
            return "it has an empty segment";
        }

        if (segment.Length > MaxSegmentLength)
        {
            return $"a segment is longer than {MaxSegmentLength} characters";
        }

        // A segment of dots only is a step up on some store or other; a trailing dot or blank is dropped by some file systems.
        if (segment[0] == '.' || segment[^1] is '.' or ' ' || segment[0] == ' ')
        {
            return "a segment begins or ends with a dot or a blank";
        }

        foreach (var c in segment)
        {
            if (!(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or ' ' or '@' or ':' or '+' or ',' or '(' or ')' or '='))
            {
                return $"it holds the character U+{(int)c:X4}";
            }
        }

        return null;
    }
}
