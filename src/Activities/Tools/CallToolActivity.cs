using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tools;

/// <summary>Makes one tool call of an agent. Made again it starts from the same files, so nothing acts twice.</summary>
internal sealed class CallToolActivity(ToolCatalog catalog, IWorkspaces workspaces, IArtifactStore artifacts, TimeProvider time, ILogger<CallToolActivity> logger)
    : IActivity<ToolCallInput, ToolResult>
{
    private const string Plain = "text/plain";
    private const int LongestSummary = 200;

    /// <inheritdoc />
    public async Task<ToolResult> RunAsync(ActivityContext context, ToolCallInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var started = time.GetTimestamp();
        var outcome = await CallAsync(input, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"agents/{input.Agent}/turn-{input.Turn:0000}.call-{input.Call.Index}");
        if (outcome.Whole is { } whole)
        {
            var kept = await artifacts.WriteAsync(input.RunId, name + ".whole.txt", Encoding.UTF8.GetBytes(whole), Plain, cancellationToken);
            outcome = outcome with { Text = $"{outcome.Text}\n[The whole output is kept for people as {kept.Name}.]" };
        }

        var output = await artifacts.WriteAsync(input.RunId, name + ".txt", Encoding.UTF8.GetBytes(outcome.Text), Plain, cancellationToken);
        var tool = ToolPath.Shown(input.Call.Name);
        var summary = SafeText.OneLine($"{tool} {outcome.Summary}");
        summary = summary.Length > LongestSummary ? summary[..(LongestSummary - 1)] + "…" : summary;
        var seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
        ToolLog.Called(logger, input.RunId, input.Agent, input.Turn, summary, seconds);
        return new ToolResult(input.Call.Index, tool, output, outcome.Refused, summary, seconds, outcome.State);
    }

    private async Task<ToolOutcome> CallAsync(ToolCallInput input, CancellationToken cancellationToken)
    {
        var known = $"Your tools: {(input.Tools.Count == 0 ? "none" : string.Join(", ", input.Tools))}.";
        if (catalog.Find(input.Call.Name) is not { } tool)
        {
            return Refuse(input, $"there is no tool '{ToolPath.Shown(input.Call.Name)}'. {known}");
        }

        if (!input.Tools.Contains(input.Call.Name))
        {
            return Refuse(input, $"'{input.Call.Name}' is not among your tools. {known}");
        }

        var text = input.Call.Stored is { } stored
            ? Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(stored, cancellationToken))
            : input.Call.Arguments ?? "";
        var (arguments, problem) = ToolArguments.Parse(text);
        if (arguments is null)
        {
            return Refuse(input, $"{problem}. Give one JSON object by this schema: {tool.Definition.Parameters.ReplaceLineEndings("")}");
        }

        var manifest = await workspaces.ReadAsync(input.Workspace, cancellationToken);
        try
        {
            return await tool.CallAsync(new ToolRequest(input.RunId, arguments, input.Scope, input.Workspace, manifest), cancellationToken);
        }
        catch (RegexMatchTimeoutException)
        {
            // Tried again it would end no sooner: what the model wrote is its own to mend.
            return Refuse(input, $"{ToolPath.Shown(input.Call.Name)} took too long to look through what it was given. Give it less text at once, or simpler text.");
        }
    }

    private static ToolOutcome Refuse(ToolCallInput input, string reason) => new("Refused: " + reason, "refused: " + reason, Refused: true, input.Workspace);
}
