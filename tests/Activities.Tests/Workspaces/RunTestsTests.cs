using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Tools;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Activities.Workspaces.Tests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class RunTestsTests
{
    private static readonly SandboxResult Ended = new(1, "", "", null, 1, "bubblewrap");

    [Theory]
    [InlineData("grep -q good a.txt", true, true, 0, null)]
    [InlineData("grep -q bad a.txt", true, false, 1, "'grep' ended with exit code 1")]
    [InlineData("no-such-program -x", false, false, 127, "'no-such-program' cannot be run on this machine")]
    [InlineData("pip install x", false, false, null, "'pip' installs, and there is no network")]
    [InlineData("ls && ls", false, false, null, "there is no shell")]
    public async Task The_command_runs_in_a_clean_copy_and_its_exit_code_counts(string command, bool ran, bool passed, int? exitCode, string? reason)
    {
        await using var place = WorkPlace.Create(services => services.AddTools(new ConfigurationBuilder().Build()));
        var state = await place.StateAsync(("workspace/a.txt", "good"));

        var report = await place.Get<RunTestsActivity>().RunAsync(
            new ActivityContext(WorkPlace.Run, "RunTests", "key"), new RunTestsInput(WorkPlace.Run, 2, command, "workspace", state), CancellationToken.None);

        Assert.Equal((ran, passed, exitCode), (report.Ran, report.Passed, report.ExitCode));
        Assert.True(reason is null ? report.Reason is null : report.Reason!.Contains(reason, StringComparison.Ordinal), report.Reason);
        Assert.Equal("tests/round-2.txt", report.Output.Name);
        Assert.StartsWith($"$ {command}\n", await place.Artifacts.TextAsync(report.Output));
    }

    [Fact]
    public void Failed_tests_of_dotnet_and_pytest_are_named()
    {
        var dotnet = TestReading.Of("dotnet test", Ended with { Output = "[xUnit.net 00:00:00.91]     T.Bad [FAIL]\n  Failed T.Bad [5 ms]\n  Error Message:\n  Failed T.Theory(x: \"a [b]\") [< 1 ms]\nFailed!  - Failed:     2, Passed:     1" });
        var pytest = TestReading.Of("python -m pytest -q", Ended with { Output = "FAILED tests/test_a.py::test_b - assert 1 == 2\nFAILED tests/test_a.py::test_a\n2 failed" });
        var build = TestReading.Of("dotnet test", Ended with { Output = "/task/workspace/A.cs(3,5): error CS1002: ; expected [/task/workspace/A.csproj]\n" });

        Assert.Equal(["T.Bad", "T.Theory(x: \"a [b]\")"], dotnet.Failing);
        Assert.Equal("2 tests failed: T.Bad, T.Theory(x: \"a [b]\")", dotnet.Reason);
        Assert.Equal(["tests/test_a.py::test_a", "tests/test_a.py::test_b"], pytest.Failing);
        Assert.Equal("it does not build: /task/workspace/A.cs(3,5): error CS1002: ; expected [/task/workspace/A.csproj]", build.Reason);
        Assert.True(dotnet.Ran && pytest.Ran && build.Ran);
    }

    [Theory]
    [InlineData("dotnet test", 1, "error NU1101: Unable to find package Moq. No packages exist", "NuGet packages are missing")]
    [InlineData("dotnet test", 1, "error NU1301: Unable to load the service index", "NuGet packages are missing")]
    [InlineData("python -m pytest -q", 1, "/usr/bin/python: No module named pytest", "pytest is not installed")]
    [InlineData("dotnet test", 145, "No .NET SDKs were found.", "there is no .NET SDK")]
    public void Trouble_of_the_environment_is_no_failed_test(string command, int code, string output, string reason)
    {
        var reading = TestReading.Of(command, Ended with { ExitCode = code, Output = output });

        Assert.False(reading.Ran || reading.Passed);
        Assert.Contains(reason, reading.Reason);
    }

    [Theory]
    [InlineData("dotnet test", 0, "No test is available in /task/x.dll.", "no tests were found")]
    [InlineData("dotnet test", 8, "Zero tests ran", "no tests were found")]
    [InlineData("npx vitest", 0, "no tests ran", "no tests were found")]
    [InlineData("python -m pytest -q", 5, "no tests ran in 0.01s", "pytest found no tests")]
    public void A_command_that_ran_and_found_no_tests_is_no_trouble_of_the_environment(string command, int code, string output, string reason)
    {
        var reading = TestReading.Of(command, Ended with { ExitCode = code, Output = output });

        Assert.Equal((true, false, reason), (reading.Ran, reading.Passed, reading.Reason));
    }

    [Theory]
    [InlineData("dotnet test", "  Determining projects to restore...\n  All projects are up-to-date for restore.\n", "ran no test")]
    [InlineData(" dotnet  test x.slnx", "Passed!  - Failed:     0, Passed:     0, Skipped:     0, Total:     0, Duration: 1 ms", "ran no test")]
    [InlineData("dotnet test", "Skipped! - Failed:     0, Passed:     0, Skipped:     2, Total:     2, Duration: 1 ms", "ran no test")]
    [InlineData("dotnet test", "Total tests: 2\n     Skipped: 2\n", "ran no test")]
    [InlineData("dotnet test", "Passed!  - Failed:     0, Passed:     4, Skipped:     0, Total:     4, Duration: 1 ms", null)]
    [InlineData("dotnet test", "No test is available in /task/x.dll.\nPassed!  - Failed:     0, Passed:     0, Skipped: 0\r\nPassed!  - Failed:     0, Passed:     4, Skipped:     0\r\n", null)]
    [InlineData("dotnet test", "Test Run Successful.\nTotal tests: 3\n     Passed: 1\n    Skipped: 2\n", null)]
    [InlineData("dotnet test", "Test summary: total: 4, failed: 0, succeeded: 4, skipped: 0, duration: 1.2s", null)]
    [InlineData("dotnet test", "Test run summary: Passed!\n  total: 4\n  failed: 0\n  succeeded: 4\n", null)]
    [InlineData("dotnet run", "", null)]
    public void Dotnet_test_that_ended_well_without_a_test_has_not_passed(string command, string output, string? reason)
    {
        var reading = TestReading.Of(command, Ended with { ExitCode = 0, Output = output });

        Assert.Equal((true, reason is null), (reading.Ran, reading.Passed));
        Assert.Equal(reason is not null, reading.Reason?.Contains(reason ?? "", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" [")]
    [InlineData("Failed x [")]
    [InlineData("error AA")]
    [InlineData("  Failed A [1 ms] [ [ [ [ [ [ [\n")]
    public void However_much_a_test_prints_it_is_read_in_no_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)) + "\n  Failed T.Bad [5 ms]\n";
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var reading = TestReading.Of("dotnet test", Ended with { ExitCode = 1, Output = "Failed " + text });

        Assert.Contains("T.Bad", reading.Failing);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public void What_was_stopped_at_a_limit_did_run_and_failed()
    {
        var reading = TestReading.Of("x", Ended with { ExitCode = null, Problem = "it did not end within 5 seconds and was stopped" });

        Assert.Equal((true, false, "it did not end within 5 seconds and was stopped"), (reading.Ran, reading.Passed, reading.Reason));
    }

    [Fact]
    public void What_python_raised_before_any_test_is_the_reason()
    {
        var reading = TestReading.Of(
            "python -m pytest -q", Ended with { ExitCode = 2, Output = "E   ModuleNotFoundError: No module named 'psycopg2'\nERROR tests/test_a.py\n1 error in 0.1s" });

        Assert.True(reading.Ran);
        Assert.Equal("'python' ended with exit code 2: ModuleNotFoundError: No module named 'psycopg2'", reading.Reason);
    }

    [Theory]
    [InlineData("workspace/requirements.txt", "# database\npsycopg2-binary>=2.9\n", true)]
    [InlineData("workspace/requirements-dev.txt", "pytest\nPsycopg2 ; python_version > '3'", true)]
    [InlineData("workspace/pyproject.toml", "[project]\nname = \"shop\"\ndependencies = [\n  \"psycopg2>=2\",\n]", true)]
    [InlineData("workspace/pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.12\"\npsycopg2 = \"^2.9\"", true)]
    [InlineData("workspace/setup.cfg", "[options]\ninstall_requires =\n    psycopg2", true)]
    [InlineData("workspace/api/setup.py", "setup(name='shop', install_requires=['psycopg2[pool]==2.9'])", true)]
    [InlineData("workspace/Pipfile", "[packages]\npsycopg2 = \"*\"", true)]
    [InlineData("workspace/requirements.txt", "# psycopg2 is not needed\npytest\n", false)]
    [InlineData("workspace/pyproject.toml", "[project]\nname = \"psycopg2\"\n[project.scripts]\npsycopg2 = \"psycopg2.cli:main\"", false)]
    [InlineData("workspace/README.md", "psycopg2", false)]
    [InlineData("project/requirements.txt", "psycopg2", false)]
    public async Task A_python_module_that_is_missing_is_trouble_of_the_environment_where_the_project_asks_for_it(string path, string text, bool isAskedFor)
    {
        var report = await MissingAsync((path, text));

        Assert.Equal(!isAskedFor, report.Ran);
        Assert.Contains(isAskedFor ? $"'psycopg2', which {path} asks for, is not installed" : "ModuleNotFoundError: No module named 'psycopg2'", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_python_module_that_the_project_itself_holds_is_no_trouble_of_the_environment() =>
        Assert.True((await MissingAsync(("workspace/requirements.txt", "psycopg2"), ("workspace/src/psycopg2/__init__.py", ""))).Ran);

    [Theory]
    [InlineData("tools/bin", "tools/bin", "tools")]
    [InlineData("pyenv/shims", "pyenv/versions/3.12.1/bin", "pyenv/versions/3.12.1")]
    [InlineData("odd", "odd", null)]
    public async Task A_program_that_only_the_host_shows_is_named_with_the_setting_that_shows_it(string folder, string other, string? above)
    {
        using var host = new TestFolder();
        host.Write($"{folder}/my-python", "#!/bin/sh\n");
        host.Write($"{other}/my-python", "#!/bin/sh\n");

        await using var place = WorkPlace.Create(
            services => services.AddTools(new ConfigurationBuilder().Build()).AddSingleton(new HostTools([host[folder], "/usr/bin", "/bin", "/usr/sbin"])),
            ("Sandbox:Programs", host.Path));

        var report = await RunAsync(place, "my-python -m pytest", ("workspace/a.txt", ""));

        Assert.Contains($"It is in {host[folder]}, which the sandbox does not show: set Sandbox:Programs (now '{host.Path}', which holds no bin/my-python) to ", report.Reason, StringComparison.Ordinal);
        Assert.Contains(above is null ? " to a folder whose bin holds 'my-python' itself, or set another" : $" to {host[above]}, or set another", report.Reason, StringComparison.Ordinal);
    }

    private static async Task<TestsReport> MissingAsync(params (string Path, string Text)[] files)
    {
        await using var place = WorkPlace.Create(services => services.AddTools(new ConfigurationBuilder().Build()));
        return await RunAsync(place, "sh check.sh", [.. files, ("workspace/check.sh", "echo \"E   ModuleNotFoundError: No module named 'psycopg2'\"\nexit 2\n")]);
    }

    private static async Task<TestsReport> RunAsync(WorkPlace place, string command, params (string Path, string Text)[] files) => await place.Get<RunTestsActivity>().RunAsync(
        new ActivityContext(WorkPlace.Run, "RunTests", "key"), new RunTestsInput(WorkPlace.Run, 1, command, "workspace", await place.StateAsync(files)), CancellationToken.None);
}
