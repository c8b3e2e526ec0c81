using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Agents;

/// <summary>The roles whose work programs do: settings <c>Agents:&lt;Role&gt;:Command</c> and what belongs to it.</summary>
internal sealed class AgentCommands
{
    private const string Section = "Agents";
    private const int MostMinutes = 1440;
    private const int DefaultMinutes = 60;

    private static readonly string[] _members = ["Command", "TimeoutMinutes", "Network", "Environment", "ReadablePaths"];

    private readonly Dictionary<string, AgentCommand> _byRole;

    private AgentCommands(IEnumerable<AgentCommand> commands) => _byRole = commands.ToDictionary(command => Plain(command.Role), StringComparer.Ordinal);

    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static AgentCommands From(IConfiguration configuration) => new(configuration.GetSection(Section).GetChildren().Select(Read).OfType<AgentCommand>());

    /// <summary>The program of a role; null where a chat model does its work. <c>tech-writer</c>, <c>TechWriter</c> and <c>TECH_WRITER</c> are the same role.</summary>
    public AgentCommand? Find(string role) => _byRole.GetValueOrDefault(Plain(role));

    private static AgentCommand? Read(IConfigurationSection role)
    {
        if (role.GetChildren().FirstOrDefault(member => !_members.Contains(member.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Invalid($"{unknown.Path} is no setting. There are {string.Join(", ", _members)}.");
        }

        if (Text(role, "Command") is not { } command)
        {
            return null;
        }

        var words = CommandLine.Split(command) ?? throw Invalid($"{role.Path}:Command has a quote that is not closed.");
        if (words[0].Length == 0)
        {
            throw Invalid($"{role.Path}:Command begins with an empty word; it begins with the program.");
        }

        var readable = List(role, "ReadablePaths");
        if (readable.FirstOrDefault(path => !Path.IsPathFullyQualified(path)) is { } relative)
        {
            throw Invalid($"{role.Path}:ReadablePaths holds '{relative}'. Each is a full path; commas separate them.");
        }

        return new AgentCommand(role.Key, words, TimeSpan.FromMinutes(Minutes(role)), IsOn(role), List(role, "Environment"), readable);
    }

    private static int Minutes(IConfigurationSection role) =>
        Text(role, "TimeoutMinutes") is not { } text ? DefaultMinutes
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= MostMinutes ? minutes
        : throw Invalid($"{role.Path}:TimeoutMinutes is '{text}'. It is a whole number from 1 to {MostMinutes}.");

    private static bool IsOn(IConfigurationSection role) => Text(role, "Network")?.ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        _ => throw Invalid($"{role.Path}:Network is '{role["Network"]}'. It is true or false."),
    };

    private static string[] List(IConfigurationSection role, string name) =>
        (Text(role, name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(IConfigurationSection role, string name) => string.IsNullOrWhiteSpace(role[name]) ? null : role[name]!.Trim();

    private static string Plain(string role) => string.Concat(role.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static OptionsValidationException Invalid(string problem) => new(Section, typeof(AgentCommands), [problem]);
}
