using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Domain.Agents;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Texts;

namespace Workflows.Http.Product;

/// <summary>How this host runs <c>implement-task</c>: limits, commands, and who must approve. Settings <c>ORCH_*</c> and section <c>Gates</c>.</summary>
/// <param name="Settings">Limits and commands of a run that asks for none.</param>
/// <param name="Delivery">Who must approve the change.</param>
public sealed record ImplementDefaults(ImplementTaskSettings Settings, DeliveryDefaults Delivery)
{
    /// <summary>Whether a request of the host's owner may name a folder on the host's machine.</summary>
    public bool AllowsFolders { get; init; } = true;

    /// <summary>The setting of the command that runs the tests.</summary>
    public const string TestCommandSetting = "ORCH_TEST_COMMAND";

    internal const int MostRounds = 20;
    internal const int MostCommand = 1000;

    private const int MostCharacters = 1_000_000;
    private const int MostAttempts = 20;
    private const int MostTurns = 10_000;
    private const double MostSeconds = 3600;
    private const double MostMinutes = 60 * 24 * 30;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and says what it should look like.</exception>
    public static ImplementDefaults From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new SettingReader(configuration, "ORCH");
        var usual = new ImplementTaskSettings();
        var settings = new ImplementTaskSettings
        {
            MaxRounds = read.Number("ORCH_MAX_ROUNDS", usual.MaxRounds, 1, MostRounds),
            TestCommand = Command(read) ?? usual.TestCommand,
            DiffMaxChars = read.Number("ORCH_REVIEWER_DIFF_MAX_CHARS", usual.DiffMaxChars, 200, MostCharacters),
            RedFlagsMaxChars = read.Number("ORCH_REVIEWER_RED_FLAGS_MAX_CHARS", usual.RedFlagsMaxChars, 200, MostCharacters),
            Planner = Limits(read, "PLANNER", usual.Planner),
            Implementer = Limits(read, "IMPLEMENTER", usual.Implementer),
            Reviewer = Limits(read, "REVIEWER", usual.Reviewer),
            TechWriter = Limits(read, "TECH_WRITER", usual.TechWriter),
        };
        return new ImplementDefaults(settings, DeliveryDefaults.OfGates(configuration));
    }

    // A role's own setting wins over the one of all roles, and that one over the role's usual limit.
    private static AgentLimits Limits(SettingReader read, string role, AgentLimits usual)
    {
        var limits = usual with
        {
            MaxTurns = read.Number("ORCH_MAX_TURNS_" + role, read.Number("ORCH_MAX_TURNS", usual.MaxTurns, 1, MostTurns), 1, MostTurns),
            MaxAttempts = read.Number($"ORCH_RETRY_{role}_MAX_ATTEMPTS", read.Number("ORCH_RETRY_MAX_ATTEMPTS", usual.MaxAttempts, 1, MostAttempts), 1, MostAttempts),
            BaseDelay = read.Number("ORCH_RETRY_BASE_DELAY_SECONDS", MostSeconds) is { } first ? TimeSpan.FromSeconds(first) : usual.BaseDelay,
            MaxDelay = read.Number("ORCH_RETRY_MAX_DELAY_SECONDS", MostSeconds) is { } longest ? TimeSpan.FromSeconds(longest) : usual.MaxDelay,
            MaxTime = read.Number("ORCH_MAX_MINUTES", MostMinutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : usual.MaxTime,
        };
        return limits.BaseDelay <= limits.MaxDelay
            ? limits
            : throw read.Wrong($"ORCH_RETRY_BASE_DELAY_SECONDS is longer than ORCH_RETRY_MAX_DELAY_SECONDS ({limits.MaxDelay.TotalSeconds} s). Lower the one, or raise the other.");
    }

    private static string? Command(SettingReader read) => read.Text(TestCommandSetting) switch
    {
        null => null,
        var text when CommandProblem(text) is { } problem => throw read.Wrong($"{TestCommandSetting} {problem}"),
        var text => text,
    };

    /// <summary>Null when it may be a command, otherwise what is wrong with it: what the run would find out only once agents have worked and cost.</summary>
    internal static string? CommandProblem(string command) =>
        command.Length > MostCommand ? $"has {command.Length} characters; at most {MostCommand} are allowed."
        : string.IsNullOrWhiteSpace(command) || command.Any(char.IsControl) ? "is no command; use one line, for example dotnet test."
        : CommandLine.ShellSign(command) is { } sign ? $"holds '{sign}', which only a shell understands, and none runs it. Use one program with its arguments, for example dotnet test; put several commands into a script in workspace/, and name that: sh check.sh."
        : CommandLine.Split(command) is not { } words ? "has a quote that is not closed."
        : words is not [{ Length: > 0 }, ..] ? "is no command; use one line, for example dotnet test."
        : InstallPhrases.OfCommand(words) is { } installer ? $"installs ('{installer}'), and tests have no network. Install what they need on the machine that runs them, and name the command that tests."
        : null;
}
