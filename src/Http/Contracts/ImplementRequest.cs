using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>The JSON body of <c>POST /v1/implement</c>. The task comes from a folder, or from files and a text.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImplementRequest
{
    /// <summary>Refuses where another run works on the folder.</summary>
    public const string Refuse = "refuse";

    /// <summary>Goes on with the run that does the same in the folder.</summary>
    public const string Follow = "follow";

    /// <summary>Starts another run beside those that work on the folder.</summary>
    public const string Beside = "beside";

    /// <summary>Full path of a folder on the host's machine with <c>project/</c> and <c>workspace/</c> in it; only who owns the host may name one.</summary>
    public string? Folder { get; init; }

    /// <summary>The files of the task: an object from path (<c>project/…</c>, <c>workspace/…</c>) to text.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }

    /// <summary>The task in words; it becomes <c>project/tasks/current.md</c> where the files have none.</summary>
    public string? Task { get; init; }

    /// <summary>Asks a human to approve the plan, too; not with <see cref="Commit"/> <c>auto</c>, which asks none.</summary>
    public bool ApprovePlan { get; init; }

    /// <summary>How the change is committed: <c>true</c> (once a human has approved it, the default) or <c>auto</c> (without one).</summary>
    [JsonConverter(typeof(CommitWord))]
    public string? Commit { get; init; }

    /// <summary>Most rounds of implementer and reviewer, 1 to 20; null leaves it to the host.</summary>
    public int? MaxRounds { get; init; }

    /// <summary>The command that runs the tests, in <c>workspace/</c>; null leaves it to the host.</summary>
    public string? TestCommand { get; init; }

    /// <summary>What the run is called in lists.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// What is to be done when a run that is not finished works on the folder: <see cref="Refuse"/> (the default), <see cref="Follow"/>
    /// (that run is the answer where it does the same, otherwise it is refused) or <see cref="Beside"/> (another one is started).
    /// </summary>
    public string? IfUnderWay { get; init; }

    /// <summary>Who asks, as approvers know them; null when that is not told.</summary>
    public string? RequestedBy { get; init; }
}
