using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Local.Hosting;

namespace Workflows.Local.Tests;

public sealed class LogFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_says_once_what_it_belongs_to_and_the_innermost_step_holds()
    {
        using (var provider = new FileLoggerProvider(_folder.Path, TimeProvider.System))
        {
            var logger = provider.CreateLogger("test");
            using var outer = RunScope.Begin(logger, "run-1", "AskAgent");
            using var inner = RunScope.Begin(logger, "run-1", "AskModel");
            logger.Log(LogLevel.Information, default, "said", null, static (text, _) => text);
        }

        var line = (await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_folder.Path)))).TrimEnd();
        Assert.EndsWith(" Information test: said runId=run-1 step=AskModel", line, StringComparison.Ordinal);
    }
}
