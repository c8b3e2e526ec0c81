namespace Workflows.Http.Contracts;

/// <summary>What somebody signs in with.</summary>
public sealed record SessionRequest
{
    /// <summary>The key.</summary>
    public string? Key { get; init; }
}
