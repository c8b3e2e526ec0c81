using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Tools;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>The loop's own look at the tests: in a clean copy, so that nothing counts but the files that would be committed.</summary>
internal sealed class RunTestsActivity(
    IWorkspaces workspaces, ICommandSandbox sandbox, IArtifactStore artifacts, IOptions<ToolOptions> options, ILogger<RunTestsActivity> logger)
    : IActivity<RunTestsInput, TestsReport>
{
    private const string Copy = "tests";
    private const string Plain = "text/plain";

    /// <inheritdoc />
    public async Task<TestsReport> RunAsync(ActivityContext context, RunTestsInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (words, problem) = CommandPolicy.Split(input.Command);
        problem ??= InstallPhrases.OfCommand(words) is { } installer ? $"'{ToolPath.Shown(installer)}' installs, and there is no network" : null;
        var result = problem is null
            ? await RunAsync(input, words, cancellationToken)
            : new SandboxResult(null, "", "", $"the test command '{ToolPath.Shown(input.Command)}' cannot be run: {problem}", 0, "none");
        var reading = TestReading.Of(input.Command, result);
        var whole = new StringBuilder().Append(CultureInfo.InvariantCulture, $"$ {input.Command}\n{result.Output.TrimEnd()}\n");
        if (result.Error.Trim().Length > 0)
        {
            whole.Append(CultureInfo.InvariantCulture, $"[error output]\n{result.Error.TrimEnd()}\n");
        }

        whole.Append(CultureInfo.InvariantCulture, $"[{(result.ExitCode is { } code ? $"exit code {code}" : result.Problem)}]\n");
        var output = await artifacts.WriteAsync(
            input.RunId, string.Create(CultureInfo.InvariantCulture, $"tests/round-{input.Round}.txt"), Encoding.UTF8.GetBytes(whole.ToString()), Plain, cancellationToken);
        var report = new TestsReport(
            input.Command, reading.Ran, reading.Passed, result.ExitCode, reading.Failing, reading.Reason, output, Math.Round(result.Seconds, 3), result.Isolation);
        WorkspaceLog.Tested(logger, input.RunId, input.Round, report.Reason ?? "passed", report.Seconds, report.Isolation);
        return report;
    }

    private async Task<SandboxResult> RunAsync(RunTestsInput input, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        await using var copy = await workspaces.OpenAsync(input.RunId, Copy, input.Workspace, clean: true, cancellationToken);
        return await sandbox.RunAsync(
            new SandboxJob(copy.Folder, [input.Folder], input.Folder, words, TimeSpan.FromSeconds(options.Value.TestTimeoutSeconds), options.Value.OutputKilobytes * 1024), cancellationToken);
    }
}
