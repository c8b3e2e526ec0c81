using System.Globalization;
using Workflows.Domain.Client;

namespace Workflows.Http;

/// <summary>Reads typed values from a query and keeps the first thing that is wrong with it.</summary>
internal sealed class QueryReader(ApiRequest request)
{
    // How the Azure host's keys may be sent: that host has looked at it.
    private const string FunctionKey = "code";

    /// <summary>What is wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Refuses every other parameter: where one decides whether requests are sent to an API, a misspelt one must not be overlooked.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.Equals(FunctionKey, StringComparison.OrdinalIgnoreCase))
            {
                Fail($"There is no query parameter '{(name.Length > 100 ? name[..100] : name)}' here; there are {string.Join(", ", names.ToArray())}.");
                return;
            }
        }
    }

    public string? Text(string name, int maxLength = 400)
    {
        if (!request.Query.TryGetValue(name, out var values) || values.Count == 0 || string.IsNullOrEmpty(values[0]))
        {
            return null;
        }

        if (values.Count > 1)
        {
            Fail($"The query parameter '{name}' is given {values.Count} times; give it once.");
        }
        else if (values[0]!.Length > maxLength)
        {
            Fail($"The query parameter '{name}' has {values[0]!.Length} characters; at most {maxLength} are allowed.");
        }

        return values[0];
    }

    public bool Flag(string name, bool otherwise)
    {
        switch (Text(name)?.ToLowerInvariant())
        {
            case null:
                return otherwise;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var other:
                Fail($"The query parameter '{name}' is '{other}'; use true or false.");
                return otherwise;
        }
    }

    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fail($"The query parameter '{name}' is '{text}'; use a whole number from {least} to {most}.");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        // A plus sign that nobody escaped arrives as a blank.
        if (Text(name)?.Replace(' ', '+') is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Fail($"The query parameter '{name}' is '{text}'; use a time in ISO 8601, for example 2026-01-31T08:00:00Z.");
        return null;
    }

    /// <summary>Enumeration values by name, given repeatedly or with commas.</summary>
    public IReadOnlyList<OrchestrationRuntimeStatus> Statuses(string name)
    {
        var statuses = new List<OrchestrationRuntimeStatus>();
        if (!request.Query.TryGetValue(name, out var values))
        {
            return statuses;
        }

        foreach (var word in values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (Enum.GetNames<OrchestrationRuntimeStatus>().FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                statuses.Add(Enum.Parse<OrchestrationRuntimeStatus>(known));
            }
            else
            {
                Fail($"The query parameter '{name}' holds '{word}'; use {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}, separated by commas.");
            }
        }

        return statuses;
    }

    public void Fail(string problem) => Problem ??= problem;
}
