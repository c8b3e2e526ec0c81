namespace Workflows.Engine.Tests.Properties;

/// <summary>What a step of a random workflow does.</summary>
internal enum StepKind
{
    Activity,
    FanOut,
    Timer,
    Event,
    Timeout,
    Race,
    Child,
    CaughtFailure,
    CaughtChild,
    ContinueAsNew,
}
