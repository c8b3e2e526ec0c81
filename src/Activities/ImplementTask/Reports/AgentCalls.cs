using System.Globalization;
using System.Text.Json;
using Workflows.Activities.Forks;
using Workflows.Domain.Agents;
using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>Reads from the stored turns which tools an agent has called.</summary>
internal sealed class AgentCalls(ForkedArtifacts artifacts)
{
    /// <summary>Most calls that a report tells one by one.</summary>
    public const int Most = 1000;

    private const string CommandTool = "run_cmd";
    private const int LongestCommand = 500;

    /// <summary>The commands, and all calls.</summary>
    public async Task<(List<CommandReport> Commands, List<CallReport> Calls)> ReadAsync(string runId, AgentRecord agent, CancellationToken cancellationToken)
    {
        List<CommandReport> commands = [];
        List<CallReport> calls = [];
        IReadOnlyList<RecordedTurnCall> asked = [];
        var turns = agent.Result.Progress.Turns;
        for (var turn = 1; turn <= turns + 1 && calls.Count < Most; turn++)
        {
            var record = turn <= turns ? await TurnAsync(runId, agent.Agent, turn, cancellationToken) : null;

            // The results of a turn stand with the turn that was given them; those of the last one were given to none.
            foreach (var result in record?.Results ?? (turn > turns ? agent.Result.Progress.Results : []))
            {
                calls.Add(new CallReport(turn - 1, result.Tool, result.Refused, result.Summary, result.Seconds));
                if (result.Tool == CommandTool)
                {
                    var call = result.Index >= 1 && result.Index <= asked.Count ? asked[result.Index - 1] : null;
                    commands.Add(new CommandReport(turn - 1, Command(call?.Arguments), result.Refused, result.Summary, result.Seconds, result.Output.Name));
                }
            }

            asked = record?.Calls ?? [];
        }

        return (commands, calls);
    }

    /// <summary>Changes of a command-line agent that were not taken, with the reason; none of a model, whose tools tell it at once.</summary>
    public async Task<IReadOnlyList<string>> DroppedAsync(string runId, AgentRecord agent, CancellationToken cancellationToken) =>
        agent.Result.Progress is { Turns: 1, ToolCalls: 0 } && await TurnAsync(runId, agent.Agent, 1, cancellationToken) is { Command: { } command } ? command.Dropped : [];

    private async Task<RecordedTurn?> TurnAsync(string runId, string agent, int turn, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"agents/{agent}/turn-{turn:0000}.json");
        if (await artifacts.ReadAsync(runId, name, cancellationToken) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, ReportJson.Default.RecordedTurn);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Command(string? arguments)
    {
        if (arguments is null)
        {
            return "";
        }

        try
        {
            using var json = JsonDocument.Parse(arguments);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("command", out var command))
            {
                arguments = command.ValueKind switch
                {
                    JsonValueKind.String => command.GetString()!,
                    JsonValueKind.Array => string.Join(' ', command.EnumerateArray().Select(part => part.ToString())),
                    _ => arguments,
                };
            }
        }
        catch (JsonException)
        {
            // What the model wrote is what is told.
        }

        return arguments.Length > LongestCommand ? arguments[..LongestCommand] + "…" : arguments;
    }
}
