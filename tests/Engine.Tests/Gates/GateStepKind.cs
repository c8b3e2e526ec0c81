namespace Workflows.Engine.Tests.Gates;

/// <summary>What can happen to a gate.</summary>
public enum GateStepKind
{
    /// <summary>Hours pass.</summary>
    Time,

    /// <summary>Somebody decides on what the gate shows.</summary>
    Decide,

    /// <summary>Somebody decides on a content that may be another one.</summary>
    DecideOnContent,

    /// <summary>The last decision is delivered again.</summary>
    Repeat,

    /// <summary>The content changes.</summary>
    Change,

    /// <summary>The host stops and starts again.</summary>
    Restart,
}
