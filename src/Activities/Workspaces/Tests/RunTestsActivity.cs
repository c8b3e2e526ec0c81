using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Tools;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>The loop's own look at the tests: in a clean copy, so that nothing counts but the files that would be committed.</summary>
internal sealed class RunTestsActivity(
    IWorkspaces workspaces, ICommandSandbox sandbox, IArtifactStore artifacts, IOptions<ToolOptions> options, HostTools tools, IOptions<SandboxOptions> fence,
    ILogger<RunTestsActivity> logger)
    : IActivity<RunTestsInput, TestsReport>
{
    private const string Copy = "tests";
    private const string Plain = "text/plain";
    // A folder of programs that nobody else may read hides what follows it on the path.
    private const int CannotBeRun = 126;
    private const int NoSuchProgram = 127;
    private const int MostNeeding = 50;
    private const long LongestNeeding = 1024 * 1024;

    /// <inheritdoc />
    public async Task<TestsReport> RunAsync(ActivityContext context, RunTestsInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (words, problem) = CommandPolicy.Split(input.Command);
        problem ??= InstallPhrases.OfCommand(words) is { } installer ? $"'{ToolPath.Shown(installer)}' installs, and there is no network" : null;
        var result = problem is null
            ? await RunAsync(input, words, cancellationToken)
            : new SandboxResult(null, "", "", $"the test command '{ToolPath.Shown(input.Command)}' cannot be run: {problem}", 0, "none");
        var elsewhere = result.ExitCode is CannotBeRun or NoSuchProgram ? HostProgram.Hint(words[0], tools, fence.Value) : null;
        var reading = TestReading.Of(input.Command, result, elsewhere, await NeededAsync(input, result, cancellationToken));
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

    // The file that asks for the Python module that is missing; null where none is, or where the module is the project's own.
    private async Task<string?> NeededAsync(RunTestsInput input, SandboxResult result, CancellationToken cancellationToken)
    {
        if (result.ExitCode is null or 0 || PythonPackages.MissingIn($"{result.Output}\n{result.Error}") is not { } module)
        {
            return null;
        }

        var manifest = await workspaces.ReadAsync(input.Workspace, cancellationToken);
        var files = manifest.Files.Where(file => StateComparison.IsIn(file.Path, [input.Folder])).ToList();
        if (files.Exists(file => PythonPackages.Holds(file.Path, module)))
        {
            return null;
        }

        foreach (var file in files.Where(file => file.Length <= LongestNeeding && PythonPackages.Declares(file.Path)).Take(MostNeeding))
        {
            var text = Encoding.UTF8.GetString(await workspaces.ReadFileAsync(input.Workspace, file, cancellationToken));
            if (PythonPackages.Names(file.Path, text, module))
            {
                return ToolPath.Shown(file.Path);
            }
        }

        return null;
    }

    private async Task<SandboxResult> RunAsync(RunTestsInput input, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        await using var copy = await workspaces.OpenAsync(input.RunId, Copy, input.Workspace, clean: true, cancellationToken);
        return await sandbox.RunAsync(
            new SandboxJob(copy.Folder, [input.Folder], input.Folder, words, TimeSpan.FromSeconds(options.Value.TestTimeoutSeconds), options.Value.OutputKilobytes * 1024), cancellationToken);
    }
}
