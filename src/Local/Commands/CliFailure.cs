using Workflows.Activities.Audit;
using Workflows.Http.Contracts;
using Workflows.Local.Hosting;

namespace Workflows.Local.Commands;

/// <summary>Puts what went wrong into words and an exit code.</summary>
internal static class CliFailure
{
    public static CliException Explain(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        CliException known => known,
        OperationCanceledException when cancellationToken.IsCancellationRequested => new CliException(
            ExitCode.Cancelled, "Interrupted.", "What was accepted is kept: unfinished runs go on with the next 'workflows serve', 'watch', 'generate' or 'implement'.", exception),
        HubOwnedException owned => new CliException(
            ExitCode.Unavailable, owned.Message, "Wait until it has ended, stop it, or name another folder with --data.", exception),
        AuditLogException audit => new CliException(
            ExitCode.Unavailable, audit.Message, "'workflows audit verify' shows what stands in the audit log.", exception),
        HttpRequestException or OperationCanceledException => new CliException(
            ExitCode.Unavailable, $"The serving host does not answer: {exception.Message}", "Runs are durable: start 'workflows serve' again and ask once more.", exception),
        IOException or UnauthorizedAccessException => new CliException(
            ExitCode.Unavailable, exception.Message, "Check the path, its permissions and the free space of the disk.", exception),
        _ => new CliException(
            ExitCode.Unavailable, $"Unexpected: {exception.Message}", "This is a fault of the program; LOG_LEVEL=debug shows where.", exception),
    };

    /// <summary>A refusal of the API.</summary>
    public static CliException From(ProblemBody problem) => new(
        problem.Status switch
        {
            400 or 413 or 415 or 422 => ExitCode.Usage,
            404 => ExitCode.NotFound,
            401 or 403 or 409 or 410 => ExitCode.Refused,
            _ => ExitCode.Unavailable,
        },
        CommandWords.In(problem.Detail), problem.Status switch
        {
            404 => "'workflows list --all' shows the runs, 'workflows gates --all' the gates.",
            507 or 503 or 500 => "Nothing that was accepted is lost; try again when the cause is gone.",
            _ => "",
        });
}
