using System.Text;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>How a git process ended.</summary>
/// <param name="ExitCode">0 when all went well.</param>
/// <param name="Output">What it answered.</param>
/// <param name="Errors">What it complained about, in its own or the remote's words.</param>
internal sealed record GitResult(int ExitCode, byte[] Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output);

    public string Line => Text.TrimEnd('\n');
}
