namespace Workflows.Engine.Tests.Properties;

/// <summary>One step of a random workflow.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Number">Its value, width or milliseconds.</param>
/// <param name="Parts">The steps of a sub-orchestration.</param>
internal sealed record Plan(StepKind Kind, int Number, IReadOnlyList<Plan> Parts)
{
    public override string ToString() => Parts.Count == 0 ? $"{Kind}({Number})" : $"{Kind}[{string.Join(", ", Parts)}]";
}
