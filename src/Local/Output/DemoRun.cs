using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>One example of the demo.</summary>
/// <param name="Example">Its number, from 1.</param>
/// <param name="Document">Its file name.</param>
/// <param name="Seconds">From the start to the end of the run.</param>
/// <param name="Run">The run.</param>
internal sealed record DemoRun(int Example, string Document, double Seconds, Run Run);
