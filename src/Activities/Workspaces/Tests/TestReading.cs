using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>What the output of a test command tells. The exit code decides; the text says which tests, and whether the environment is at fault.</summary>
/// <param name="Ran">Whether tests could be run at all.</param>
/// <param name="Passed">Whether they passed.</param>
/// <param name="Failing">Names of failed tests, sorted.</param>
/// <param name="Reason">Why they did not pass; null when they did.</param>
internal sealed partial record TestReading(bool Ran, bool Passed, IReadOnlyList<string> Failing, string? Reason)
{
    private const int MostFailing = 50;
    private const int LongestReason = 500;
    private const int LongestLine = 2000;
    private const int PytestFoundNone = 5;
    private const int PlatformFoundNone = 8;

    // dotnet test: "  Failed Name [5 ms]"; pytest: "FAILED tests/a.py::name - reason".
    private static readonly Regex Failed = new(@"^[ \t]*Failed (\S.*?) \[[^\]]*\][ \t]*$|^FAILED (\S+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex Error = new(@"\berror [A-Z]{2,}[0-9]+:", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // pytest: "E   ModuleNotFoundError: No module named 'x'"; Python itself without the E.
    private static readonly Regex Raised = new(@"^(?:E[ \t]+)?([A-Za-z_][\w.]*Error: .*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Reads it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="elsewhere">Where the program is that the sandbox does not show; null where it is nowhere.</param>
    /// <param name="needed">The file that asks for the Python module that is missing; null for none.</param>
    public static TestReading Of(string command, SandboxResult result, string? elsewhere = null, string? needed = null)
    {
        if (result.ExitCode is not { } code)
        {
            // What was stopped at a limit did run; what never began did not.
            return new TestReading(result.Seconds > 0 && result.Isolation != "none", false, [], Short(result.Problem!));
        }

        var text = result.Output + "\n" + result.Error;
        var program = command.TrimStart().Split(' ')[0];
        if (Environmental(code, text, program, elsewhere) is { } trouble)
        {
            return new TestReading(false, false, [], Short(trouble));
        }

        if (None(command, code, text, program) is { } none)
        {
            return new TestReading(true, false, [], Short(none));
        }

        if (code == 0)
        {
            return new TestReading(true, true, [], null);
        }

        var (names, error, raised) = Lines(text);
        var failing = names.Select(SafeText.OneLine).Where(name => name.Length is > 0 and < 300).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (failing.Count == 0 && needed is not null && PythonPackages.MissingIn(text) is { } module)
        {
            return new TestReading(
                false, false, [],
                Short($"the Python module '{module}', which {needed} asks for, is not installed for the Python that the sandbox sees. Install it for the system, or name the folder of a Python that has it in Sandbox:Programs"));
        }

        var reason = failing.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{failing.Count} {(failing.Count == 1 ? "test" : "tests")} failed: {string.Join(", ", failing.Take(5))}{(failing.Count > 5 ? ", …" : "")}")
            : error is not null ? $"it does not build: {error.Trim()}"
            : string.Create(CultureInfo.InvariantCulture, $"'{program}' ended with exit code {code}{(raised is null ? "" : $": {raised}")}");
        return new TestReading(true, false, [.. failing.Take(MostFailing)], Short(reason));
    }

    private static string? Environmental(int code, string text, string program, string? elsewhere) => code switch
    {
        127 or 126 => $"'{program}' cannot be run on this machine: {(code == 127 || elsewhere is not null ? "there is no such program in the sandbox" : "it is no program")}. {elsewhere ?? "Install it"}, or set another test command (ORCH_TEST_COMMAND)",
        not 0 when text.Contains("No .NET SDKs were found", StringComparison.Ordinal) => "there is no .NET SDK on this machine, only a runtime. Install the SDK",
        not 0 when text.Contains("No module named pytest", StringComparison.Ordinal) => "pytest is not installed for the Python that the sandbox sees. Install it for the system, or name its folder in Sandbox:Programs",
        not 0 when Packages().Match(text) is { Success: true } match =>
            $"NuGet packages are missing in the packages folder of this machine, and the sandbox has no network: {match.Value.Trim()}. Restore a project that uses them once outside of the sandbox (dotnet restore), or set Sandbox:Packages",
        _ => null,
    };

    // No trouble of the environment: the next round can write them.
    private static string? None(string command, int code, string text, string program) => code switch
    {
        PytestFoundNone when command.Contains("pytest", StringComparison.Ordinal) => "pytest found no tests",
        PlatformFoundNone when DotnetTestSummary.IsOf(command) && text.Contains("Zero tests ran", StringComparison.Ordinal) => "no tests were found",
        // The exit code is 0, too, where no project of a solution has tests. One without is no trouble beside others.
        0 when DotnetTestSummary.IsOf(command) => DotnetTestSummary.TestsIn(text) > 0 ? null
            : NoTests().IsMatch(text) ? "no tests were found"
            : $"'{program} test' ended well, but ran no test: there is no project with tests in its folder or solution, or all tests are skipped",
        0 when NoTests().IsMatch(text) => "no tests were found",
        _ => null,
    };

    // Line by line, and no more of one than a name or a message needs: the model's tests may print anything.
    private static (List<string> Failing, string? Error, string? Raised) Lines(string text)
    {
        var failing = new List<string>();
        string? error = null;
        string? raised = null;
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            var line = whole.Length > LongestLine ? whole[..LongestLine] : whole;
            if (line.TrimStart(" \t").StartsWith("failed ", StringComparison.OrdinalIgnoreCase))
            {
                if (Failed.Match(line.ToString()) is { Success: true } match)
                {
                    failing.Add(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);
                }
            }
            else if (error is null && line.Contains("error ", StringComparison.Ordinal) && Error.IsMatch(line))
            {
                error = line.ToString();
            }
            else if (raised is null && line.Contains("Error: ", StringComparison.Ordinal) && Raised.Match(line.ToString()) is { Success: true } python)
            {
                raised = python.Groups[1].Value;
            }
        }

        return (failing, error, raised);
    }

    private static string Short(string reason)
    {
        var line = SafeText.OneLine(reason);
        return line.Length > LongestReason ? line[..LongestReason] + "…" : line;
    }

    [GeneratedRegex(@"No test is available|No test matches|no tests ran", RegexOptions.CultureInvariant)]
    private static partial Regex NoTests();

    [GeneratedRegex(@"error NU1(?:100|101|102|103|301)\b[^\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Packages();
}
