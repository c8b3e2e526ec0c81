using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>That a run's commit was taken back.</summary>
/// <param name="Sha">The commit that takes it back.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="At">When (UTC).</param>
public sealed record RunRevert(string Sha, string By, DateTime At)
{
    /// <summary>Which files of the commit still lie in the folder of the task, and what to do; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Left { get; init; }
}
