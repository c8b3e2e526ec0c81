namespace Workflows.Domain.Client;

/// <summary>How an instance is started.</summary>
public sealed record StartOptions
{
    /// <summary>The chosen instance id: 1 to 100 characters, no control characters, none of <c>/ \ # ?</c>, not beginning with <c>@</c>. Without it a new one is made.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The earliest time at which it begins; without it at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>What happens when the id is taken.</summary>
    public InstanceIdReuse Reuse { get; init; } = InstanceIdReuse.ReplaceEnded;
}
