using System.Text.Json;

namespace Workflows.Local.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error)
{
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    public CliResult Expect(ExitCode code)
    {
        Assert.True((int)code == ExitCode, $"expected exit code {(int)code}, was {ExitCode}\nstdout: {Out}\nstderr: {Error}");
        return this;
    }
}
