using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Prompts;

internal static partial class PromptLog
{
    [LoggerMessage(2200, LogLevel.Information, "Prompt of round {Round} rendered: {Length} characters, document {Document}")]
    public static partial void Rendered(ILogger logger, int round, int length, string document);

    [LoggerMessage(2201, LogLevel.Information, "Code of round {Round} taken out of the answer: {Length} characters")]
    public static partial void Extracted(ILogger logger, int round, int length);

    [LoggerMessage(2202, LogLevel.Warning, "Round {Round}: {Diagnostic}")]
    public static partial void NoCode(ILogger logger, int round, string diagnostic);
}
