namespace Workflows.Domain.Orchestration;

/// <summary>The input or output of something that takes or answers nothing.</summary>
public sealed record Unit
{
    /// <summary>The one value.</summary>
    public static Unit Value { get; } = new();
}
