using Workflows.Local.Commands;
using Workflows.Local.Output;

namespace Workflows.Local.Tests;

/// <summary>Runs command lines in this process, with a data folder of their own.</summary>
internal sealed class Cli(string dataFolder)
{
    public string DataFolder { get; } = dataFolder;

    public static string Examples { get; } = Path.Combine(AppContext.BaseDirectory, "examples", "openapi");

    public Task<CliResult> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public async Task<CliResult> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CliApp.RunAsync([.. args, "--data", DataFolder], new CliConsole(TextWriter.Synchronized(output), TextWriter.Synchronized(error), false), cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}
